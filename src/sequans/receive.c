#include "sequans/receive.h"
#include "sequans/address.h"
#include "sequans/registration.h"
#include "sequans/resolver.h"
#include "sequans/saving.h"

/* After the last exchange of a socket. */
#define LOOK_AFTER 1000
/* Reads before all others have had their turn. */
#define READS_IN_A_ROW 8

/* A datagram has come.  One that finds no room was never seen. */
static void arrived(struct sqn_modem *m, struct sqn_peer *p,
		    const struct nb_addr *from, struct nb_bytes bytes,
		    nb_ms now)
{
	sqn_saving_touch(m, now);
	sqn_peers_heard(&m->peers, p, from);
	if (sqn_peer_is_own(p))
		sqn_resolver_input(m, from, bytes);
	else if (!sqn_arrivals_add(&m->outbox.arrivals, from, bytes))
		return;
	m->counters.datagrams_received++;
	m->counters.bytes_received += bytes.len;
	sqn_peers_touch(&m->peers, p);
}

/*
 * Until it is known whether a copy waits beside what came inside the ring, the
 * ring stands for that copy: a look finds it, or forgets the ring.
 */
static void ring_with_data(struct sqn_modem *m, struct sqn_peer *p,
			   struct nb_bytes bytes, nb_ms now)
{
	if (p->shared)
		m->counters.sourceless_reads++;
	else
		arrived(m, p, &p->addr, bytes, now);
	switch (p->copies) {
	case SQN_COPIES_NONE:
		break;
	case SQN_COPIES_UNKNOWN:
		p->inbox.look = true;
		sqn_inbox_ring(&p->inbox, (uint32_t)bytes.len, false);
		break;
	case SQN_COPIES_KEPT:
		sqn_inbox_ring(&p->inbox, (uint32_t)bytes.len, false);
		break;
	}
}

void sqn_receive_ring(struct sqn_modem *m, const struct at_event *ev, nb_ms now)
{
	struct at_args args;
	struct at_text amount;

	at_args_init(&args, ev->text, ev->len);
	uint32_t socket = at_args_number(&args);
	struct sqn_peer *p = sqn_peers_of_socket(&m->peers, socket);
	if (!at_args_ok(&args) || !p || p->state != SQN_PEER_OPEN) {
		m->counters.stray_rings++;
		return;
	}
	if (ev->data.len) {
		ring_with_data(m, p, ev->data, now);
		return;
	}
	if (!at_args_next(&args, &amount)) {
		sqn_inbox_ring_blind(&p->inbox);
		return;
	}
	at_args_init(&args, amount.text, amount.len);
	bool reading = m->part == &sqn_receive_part && m->reading.peer == p &&
		       m->reading.asked;
	if (!sqn_inbox_ring(&p->inbox, at_args_number(&args), reading))
		m->counters.stray_rings++;
}

void sqn_receive_exchange(struct sqn_peer *p, bool open, nb_ms now)
{
	p->look_after = open ? NB_NEVER : now + LOOK_AFTER;
}

void sqn_receive_observation(struct sqn_peer *p, nb_ms now)
{
	bool observed = p->pins[NB_PIN_OBSERVATION] != 0;

	if (!observed)
		p->look_always = NB_NEVER;
	else if (p->look_always == NB_NEVER)
		p->look_always = now + SQN_LOOK_ALWAYS;
}

void sqn_receive_expire(struct sqn_modem *m, nb_ms now)
{
	for (unsigned i = 0; i < SQN_PEERS; i++) {
		struct sqn_peer *p = &m->peers.peer[i];
		if (p->look_after <= now) {
			p->look_after = NB_NEVER;
			p->inbox.look = true;
		}
		if (p->look_always <= now) {
			p->look_always = now + SQN_LOOK_ALWAYS;
			p->inbox.look = true;
			sqn_registration_doubt(m);
		}
	}
}

/* ---- reads and looks ---- */

static bool is_due(const struct sqn_peer *p, nb_ms now)
{
	(void)now;
	return p->state == SQN_PEER_OPEN &&
	       (p->inbox.look || sqn_inbox_next(&p->inbox, false));
}

static bool start(struct sqn_modem *m, nb_ms now)
{
	struct sqn_reading *r = &m->reading;

	if (m->phase != SQN_PHASE_READY)
		return false;
	if (r->row >= READS_IN_A_ROW) {
		r->row = 0;
		return false;
	}
	struct sqn_peer *p =
		sqn_peers_next(&m->peers, &m->read_turn, is_due, now);
	if (!p)
		return false;
	r->peer = m->busy = p;
	r->socket = p->socket;
	r->answered = false;
	r->asked = p->inbox.look ? 0 : sqn_inbox_next(&p->inbox, r->apart);
	struct at_writer *w = sqn_compose(m, r->asked ? SQN_READ : SQN_LOOK);
	at_write_number(w, p->socket);
	if (r->asked)
		at_write_number(w, (uint32_t)r->asked);
	return sqn_start(m, now);
}

/* +SQNSI: <id>,<sent>,<received>,<waiting>,... */
static void looked(struct sqn_modem *m, struct at_args *args)
{
	struct sqn_reading *r = &m->reading;

	at_args_number(args);
	at_args_number(args);
	uint32_t waiting = at_args_number(args);
	if (!at_args_ok(args) || r->answered)
		return;
	r->answered = true;
	m->counters.looks++;
	if (r->peer->copies == SQN_COPIES_UNKNOWN && r->peer->inbox.count &&
	    sqn_rings_with_data(m, r->peer))
		r->peer->copies = waiting ? SQN_COPIES_KEPT : SQN_COPIES_NONE;
	m->counters.lost_rings += sqn_inbox_looked(&r->peer->inbox, waiting);
}

/* [,<address>,<port>]; false: they are not told. */
static bool read_source(struct at_args *args, struct nb_addr *from)
{
	struct nb_addr addr = {.family = NB_FAMILY_NONE};
	struct at_text host;

	if (!at_args_next(args, &host) || sqn_address_parse(&addr, &host) < 0)
		return false;
	uint32_t port = at_args_number(args);
	if (!at_args_ok(args) || port > UINT16_MAX)
		return false;
	addr.port = (uint16_t)port;
	*from = addr;
	return true;
}

/* Of what has come inside its ring already. */
static bool is_copy(const struct sqn_peer *p, size_t len)
{
	return p->copies == SQN_COPIES_KEPT &&
	       sqn_inbox_is_announced(&p->inbox, len);
}

/* +SQNSRECV: <id>,<n>[,<address>,<port>] and the datagram */
static void read(struct sqn_modem *m, struct at_args *args,
		 struct nb_bytes data, nb_ms now)
{
	struct sqn_reading *r = &m->reading;

	at_args_number(args);
	if (data.len == 0 || r->answered)
		return;
	r->answered = true;
	r->len = data.len;
	if (is_copy(r->peer, data.len))
		return;
	struct nb_addr from = r->peer->addr;
	if (!read_source(args, &from) && r->peer->shared) {
		m->counters.sourceless_reads++;
		return;
	}
	arrived(m, r->peer, &from, data, now);
}

static void info(struct sqn_modem *m, const struct at_event *ev, nb_ms now)
{
	struct at_args args;

	at_args_init(&args, ev->text, ev->len);
	if (at_args_number(&args) != m->reading.socket)
		return;
	if (m->reading.asked)
		read(m, &args, ev->data, now);
	else
		looked(m, &args);
}

/* What has come is good, even if the result after it has not. */
static void read_done(struct sqn_modem *m)
{
	struct sqn_reading *r = &m->reading;

	if (!r->answered) {
		m->counters.failed_reads++;
		sqn_inbox_read_failed(&r->peer->inbox);
		return;
	}
	struct sqn_inbox_read told =
		sqn_inbox_read(&r->peer->inbox, r->asked, r->len);
	m->counters.unannounced_reads += !told.announced;
	r->merges = r->merges || told.merged;
	r->apart = (r->apart || told.apart) && !r->merges;
	r->row++;
}

static void done(struct sqn_modem *m, const struct at_event *ev, nb_ms now)
{
	struct sqn_reading *r = &m->reading;

	(void)ev;
	(void)now;
	if (r->asked)
		read_done(m);
	else if (!r->answered)
		r->peer->inbox.look = false;
}

static nb_ms deadline(const struct sqn_modem *m)
{
	nb_ms first = NB_NEVER;

	for (unsigned i = 0; i < SQN_PEERS; i++) {
		const struct sqn_peer *p = &m->peers.peer[i];
		if (p->state != SQN_PEER_OPEN)
			continue;
		if (p->look_after < first)
			first = p->look_after;
		if (p->look_always < first)
			first = p->look_always;
	}
	return first;
}

const struct sqn_part sqn_receive_part = {
	.start = start, .info = info, .done = done, .deadline = deadline};
