#include "sequans/signal.h"

#define FRESH 60000
/* 3GPP TS 27.007, 8.69 */
#define RSRP_OFFSET (-141)
#define RSRP_MOST   97

void sqn_signal_ask(struct sqn_modem *m, nb_ms now)
{
	struct sqn_signal *s = &m->signal;

	if (m->phase == SQN_PHASE_READY && (!s->known || now - s->at > FRESH))
		s->ask = true;
}

static bool start(struct sqn_modem *m, nb_ms now)
{
	if (m->phase != SQN_PHASE_READY || !m->signal.ask)
		return false;
	m->signal.ask = false;
	sqn_compose(m, SQN_SIGNAL);
	return sqn_start(m, now);
}

/* +CESQ: <rxlev>,<ber>,<rscp>,<ecno>,<rsrq>,<rsrp> */
static void info(struct sqn_modem *m, const struct at_event *ev, nb_ms now)
{
	struct at_args args;
	uint32_t rsrp = 0;

	at_args_init(&args, ev->text, ev->len);
	for (int i = 0; i < 6; i++)
		rsrp = at_args_number(&args);
	if (!at_args_ok(&args) || rsrp > RSRP_MOST)
		return;
	m->signal.known = true;
	m->signal.at = now;
	m->signal.rsrp_dbm = (int)rsrp + RSRP_OFFSET;
}

static void done(struct sqn_modem *m, const struct at_event *ev, nb_ms now)
{
	(void)m;
	(void)ev;
	(void)now;
}

const struct sqn_part sqn_signal_part = {
	.start = start, .info = info, .done = done};
