#include "sequans/opening.h"
#include "base/assert.h"
#include "sequans/recovery.h"

static const uint32_t speeds[] = {115200, 921600, 57600, 460800, 230400};

static uint32_t speed(const struct sqn_modem *m)
{
	if (m->config.baud)
		return (uint32_t)m->config.baud;
	return speeds[m->recovery.speed];
}

void sqn_opening_start(struct sqn_modem *m)
{
	m->phase = SQN_PHASE_ASKED;
	sqn_wish_speed(m, NB_WISH_OPEN, speed(m));
}

void sqn_opening_listen(struct sqn_modem *m, nb_ms now)
{
	m->phase = SQN_PHASE_OPENING;
	at_chat_reset(&m->chat);
	at_chat_sync(&m->chat, now);
}

static void port_open(struct sqn_modem *m, nb_ms now)
{
	m->recovery.speeds_tried = 0;
	sqn_opening_listen(m, now);
}

static void port_gone(struct sqn_modem *m, nb_ms now)
{
	if (!sqn_has_port(m))
		return;
	sqn_log(m, NB_LOG_WARNING, "modem: the device has gone");
	sqn_forget(m);
	if (m->phase == SQN_PHASE_SHUTTING)
		m->phase = SQN_PHASE_SHUT;
	else if (m->phase == SQN_PHASE_RELEASING)
		m->phase = SQN_PHASE_RELEASED;
	else
		sqn_reopen(m, now);
}

void sqn_opening_port(struct sqn_modem *m, enum sqn_port what, nb_ms now)
{
	switch (what) {
	case SQN_PORT_OPEN:
		if (m->phase == SQN_PHASE_ASKED)
			port_open(m, now);
		break;
	case SQN_PORT_FAILED:
		if (m->phase == SQN_PHASE_ASKED)
			sqn_reopen(m, now);
		break;
	case SQN_PORT_GONE:
		port_gone(m, now);
		break;
	case SQN_PORT_CLOSED:
		if (m->phase == SQN_PHASE_HANDOVER)
			m->phase = SQN_PHASE_RELEASED;
		break;
	case SQN_PORT_THERE:
		if (m->phase == SQN_PHASE_CLOSED)
			sqn_opening_start(m);
		break;
	}
}

void sqn_opening_synced(struct sqn_modem *m, nb_ms now)
{
	if (m->phase != SQN_PHASE_OPENING)
		return;
	m->recovery.reopen_backoff = 0;
	m->recovery.speeds_tried = 0;
	sqn_bring_up(m, false, now);
}

/* The next speed of the list; false when all have been tried. */
static bool next_speed(struct sqn_modem *m, nb_ms now)
{
	struct sqn_recovery *r = &m->recovery;

	if (m->phase != SQN_PHASE_OPENING || m->config.baud)
		return false;
	r->speed = (r->speed + 1) % NB_COUNT(speeds);
	sqn_wish_speed(m, NB_WISH_SPEED, speed(m));
	if (++r->speeds_tried >= NB_COUNT(speeds))
		return false;
	sqn_opening_listen(m, now);
	return true;
}

void sqn_opening_dead(struct sqn_modem *m, bool prompt_open, nb_ms now)
{
	if (next_speed(m, now))
		return;
	bool reset = m->phase == SQN_PHASE_BOOTING || prompt_open;
	sqn_trouble(m, reset ? SQN_RUNG_COMMAND : SQN_RUNG_RESET,
		    "no answer to AT", now);
}
