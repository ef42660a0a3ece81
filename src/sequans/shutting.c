#include "sequans/shutting.h"
#include "sequans/opening.h"

#include <string.h>

#define LIMIT 5000

static bool has_socket(const struct sqn_peer *p, nb_ms now)
{
	(void)now;
	return p->socket != 0;
}

/* One whose socket is to be closed yet, or NULL. */
static struct sqn_peer *next(struct sqn_modem *m)
{
	unsigned turn = 0;

	return sqn_peers_next(&m->peers, &turn, has_socket, 0);
}

static void leave(struct sqn_modem *m, enum sqn_phase how, nb_ms now)
{
	m->phase = how;
	m->phase_end = now + LIMIT;
}

/* A wish to open it may be on its way: it is closed behind that. */
static void hand_over(struct sqn_modem *m)
{
	sqn_wish(m, NB_WISH_CLOSE);
	sqn_forget(m);
	m->phase = SQN_PHASE_HANDOVER;
}

void sqn_shutting_end(struct sqn_modem *m)
{
	if (m->phase == SQN_PHASE_RELEASING) {
		hand_over(m);
		return;
	}
	if (sqn_has_port(m))
		sqn_wish(m, NB_WISH_CLOSE);
	sqn_forget(m);
	m->phase = SQN_PHASE_SHUT;
}

void sqn_shutting_start(struct sqn_modem *m, nb_ms now)
{
	if (m->phase == SQN_PHASE_SHUT || m->phase == SQN_PHASE_SHUTTING)
		return;
	if (m->phase == SQN_PHASE_READY || m->phase == SQN_PHASE_RELEASING)
		leave(m, SQN_PHASE_SHUTTING, now);
	if (m->phase != SQN_PHASE_SHUTTING || !next(m))
		sqn_shutting_end(m);
}

/* ---- for another tool ---- */

void sqn_shutting_release(struct sqn_modem *m, nb_ms now)
{
	bool ready = m->phase == SQN_PHASE_READY;

	switch (m->phase) {
	case SQN_PHASE_CLOSED:
	case SQN_PHASE_ASKED:
	case SQN_PHASE_OPENING:
	case SQN_PHASE_BRINGUP:
	case SQN_PHASE_RESET:
	case SQN_PHASE_RUNNING:
	case SQN_PHASE_BOOTING:
	case SQN_PHASE_READY:
		leave(m, SQN_PHASE_RELEASING, now);
		if (!ready)
			sqn_shutting_end(m);
		break;
	case SQN_PHASE_SHUTTING:
	case SQN_PHASE_SHUT:
	case SQN_PHASE_RELEASING:
	case SQN_PHASE_HANDOVER:
	case SQN_PHASE_RELEASED:
		break;
	}
}

/* Whoever had it may have put other firmware into it. */
void sqn_shutting_resume(struct sqn_modem *m)
{
	if (m->phase == SQN_PHASE_RELEASING)
		sqn_shutting_end(m);
	if (m->phase != SQN_PHASE_HANDOVER && m->phase != SQN_PHASE_RELEASED)
		return;
	memset(&m->identity, 0, sizeof(m->identity));
	sqn_opening_start(m);
}

/* ---- the part ---- */

static bool start(struct sqn_modem *m, nb_ms now)
{
	struct sqn_peer *p = next(m);

	if (!sqn_is_leaving(m))
		return false;
	if (!p) {
		sqn_shutting_end(m);
		return false;
	}
	m->busy = p;
	at_write_number(sqn_compose(m, SQN_CLOSE), p->socket);
	return sqn_start(m, now);
}

static void done(struct sqn_modem *m, const struct at_event *ev, nb_ms now)
{
	(void)ev;
	(void)now;
	sqn_peer_close(m->busy);
	if (!next(m))
		sqn_shutting_end(m);
}

const struct sqn_part sqn_shutting_part = {.start = start, .done = done};
