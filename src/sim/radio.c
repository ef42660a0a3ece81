#include "sim/radio.h"

void sim_radio_init(struct sim_radio *radio, const struct sim_config *config,
		    struct sim_counters *counters, nb_ms now)
{
	*radio = (struct sim_radio){
		.config = config,
		.counters = counters,
		.until = now,
		.counted = now,
	};
	sim_sleep_none(&radio->sleep);
}

void sim_radio_count(struct sim_radio *radio, nb_ms now)
{
	nb_ms end = now < radio->until ? now : radio->until;

	if (end > radio->counted)
		radio->counters->connected_ms +=
			(uint64_t)(end - radio->counted);
	if (now > radio->counted)
		radio->counted = now;
}

nb_ms sim_radio_connect(struct sim_radio *radio, nb_ms now)
{
	nb_ms setup = radio->config->rrc_setup;

	if (now < radio->until)
		return 0;
	sim_radio_count(radio, now);
	radio->counters->rrc_setups++;
	radio->release = SIM_RELEASE_NONE;
	radio->until = now + setup + radio->config->rrc_tail;
	return setup;
}

static void stay(struct sim_radio *radio, nb_ms at)
{
	if (radio->until < at + radio->config->rrc_tail)
		radio->until = at + radio->config->rrc_tail;
}

void sim_radio_sent(struct sim_radio *radio, enum sim_release release, nb_ms at)
{
	radio->release = release;
	if (release == SIM_RELEASE_NOW)
		radio->until = at;
	else
		stay(radio, at);
}

void sim_radio_received(struct sim_radio *radio, nb_ms at)
{
	if (radio->release == SIM_RELEASE_NONE) {
		stay(radio, at);
		return;
	}
	radio->release = SIM_RELEASE_NONE;
	radio->until = at;
}

void sim_radio_off(struct sim_radio *radio, nb_ms now)
{
	sim_radio_count(radio, now);
	if (radio->until > now)
		radio->until = now;
	sim_sleep_none(&radio->sleep);
}

nb_ms sim_radio_page(const struct sim_radio *radio, nb_ms now)
{
	if (now < radio->until)
		return now;
	return sim_sleep_page(&radio->sleep, radio->until, now);
}

nb_ms sim_radio_update(const struct sim_radio *radio)
{
	const struct sim_sleep *sleep = &radio->sleep;

	if (sleep->active == NB_NEVER || sleep->update == NB_NEVER)
		return NB_NEVER;
	return radio->until +
	       (sleep->update > sleep->active ? sleep->update : sleep->active);
}
