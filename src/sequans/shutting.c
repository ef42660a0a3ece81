#include "sequans/shutting.h"

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

void sqn_shutting_end(struct sqn_modem *m)
{
	if (sqn_has_port(m))
		sqn_wish(m, NB_WISH_CLOSE);
	sqn_forget(m);
	m->phase = SQN_PHASE_SHUT;
}

void sqn_shutting_start(struct sqn_modem *m, nb_ms now)
{
	if (m->phase == SQN_PHASE_SHUT || m->phase == SQN_PHASE_SHUTTING)
		return;
	if (m->phase != SQN_PHASE_READY || !next(m)) {
		sqn_shutting_end(m);
		return;
	}
	m->phase = SQN_PHASE_SHUTTING;
	m->phase_end = now + LIMIT;
}

static bool start(struct sqn_modem *m, nb_ms now)
{
	struct sqn_peer *p = next(m);

	if (m->phase != SQN_PHASE_SHUTTING || !p)
		return false;
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
