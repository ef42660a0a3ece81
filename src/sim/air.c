#include "sim/air.h"
#include <string.h>

void sim_air_init(struct sim_air *air, const struct sim_config *config,
		  struct sim_counters *counters)
{
	uint8_t secret[NB_SECRET_LEN] = {0};

	air->config = config;
	air->counters = counters;
	air->idle = true;
	for (size_t i = 0; i < sizeof(config->seed); i++)
		secret[i] = (uint8_t)(config->seed >> (8 * i));
	nb_chance_init(&air->chance, secret);
}

uint64_t sim_air_chance(struct sim_air *air, uint64_t below)
{
	return nb_chance_below(&air->chance, below);
}

static bool happens(struct sim_air *air, unsigned milli)
{
	return milli && sim_air_chance(air, 1000) < milli;
}

static struct sim_flight *find_free(struct sim_air *air)
{
	for (size_t i = 0; i < SIM_FLIGHTS; i++)
		if (air->flights[i].state == SIM_FLIGHT_FREE)
			return &air->flights[i];
	return NULL;
}

/* The radio's connection is set up when it has idled; how long that takes. */
static nb_ms wake(struct sim_air *air, nb_ms now)
{
	nb_ms setup = 0;

	if (air->idle || now - air->active > air->config->rrc_tail) {
		setup = air->config->rrc_setup;
		air->counters->rrc_setups++;
	}
	air->idle = false;
	air->active = now + setup;
	return setup;
}

static nb_ms arrival(struct sim_air *air, enum sim_way way, nb_ms now)
{
	const struct sim_config *c = air->config;
	nb_ms *last = &air->last_due[way];
	nb_ms due = now + wake(air, now) + c->rtt / 2;

	if (c->jitter)
		due += (nb_ms)sim_air_chance(air, (uint64_t)c->jitter + 1);
	if (happens(air, c->reorder_milli))
		return due + c->rtt + c->jitter;
	if (due < *last)
		due = *last;
	*last = due;
	return due;
}

static void launch(struct sim_air *air, const struct sim_datagram *d, nb_ms now)
{
	struct sim_flight *flight = find_free(air);

	if (!flight) {
		air->counters->lost++;
		return;
	}
	flight->state = d->way == SIM_WAY_UP ? SIM_FLIGHT_UP : SIM_FLIGHT_DOWN;
	flight->peer = d->peer;
	flight->socket = d->socket;
	flight->local_port = d->local_port;
	flight->len = d->bytes.len;
	flight->order = air->order++;
	flight->due = arrival(air, d->way, now);
	if (flight->len)
		memcpy(flight->data, d->bytes.data, flight->len);
}

void sim_air_send(struct sim_air *air, const struct sim_datagram *d,
		  bool covered, nb_ms now)
{
	bool lost = happens(air, air->config->loss_milli);

	if (!covered || lost || d->bytes.len > SIM_DATAGRAM_MAX) {
		air->counters->lost++;
		return;
	}
	launch(air, d, now);
	if (happens(air, air->config->dup_milli)) {
		air->counters->duplicated++;
		launch(air, d, now);
	}
}

void sim_air_release(struct sim_air *air, enum sim_release release)
{
	air->idle = release == SIM_RELEASE_NOW;
	air->release_after_next_down = release == SIM_RELEASE_AFTER_ONE;
}

static bool sooner(const struct sim_flight *a, const struct sim_flight *b)
{
	return a->due < b->due || (a->due == b->due && a->order < b->order);
}

/* The first of those in one of two states. */
static size_t first(const struct sim_air *air, enum sim_flight_state one,
		    enum sim_flight_state other)
{
	size_t best = SIM_FLIGHTS;

	for (size_t i = 0; i < SIM_FLIGHTS; i++) {
		const struct sim_flight *f = &air->flights[i];

		if (f->state != one && f->state != other)
			continue;
		if (best == SIM_FLIGHTS || sooner(f, &air->flights[best]))
			best = i;
	}
	return best;
}

struct sim_flight *sim_air_due(struct sim_air *air, nb_ms now)
{
	size_t i = first(air, SIM_FLIGHT_UP, SIM_FLIGHT_DOWN);

	if (i == SIM_FLIGHTS || air->flights[i].due > now)
		return NULL;
	if (air->flights[i].state == SIM_FLIGHT_DOWN &&
	    air->release_after_next_down)
		sim_air_release(air, SIM_RELEASE_NOW);
	return &air->flights[i];
}

struct sim_flight *sim_air_landed(struct sim_air *air)
{
	size_t i = first(air, SIM_FLIGHT_LANDED, SIM_FLIGHT_LANDED);

	return i == SIM_FLIGHTS ? NULL : &air->flights[i];
}

nb_ms sim_air_deadline(const struct sim_air *air)
{
	size_t i = first(air, SIM_FLIGHT_UP, SIM_FLIGHT_DOWN);

	return i == SIM_FLIGHTS ? NB_NEVER : air->flights[i].due;
}

void sim_air_free(struct sim_flight *flight)
{
	flight->state = SIM_FLIGHT_FREE;
}
