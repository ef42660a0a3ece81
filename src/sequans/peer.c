#include "sequans/peer.h"

#include <string.h>

void sqn_peers_init(struct sqn_peers *t, bool shared)
{
	memset(t, 0, sizeof(*t));
	t->shared = shared;
}

struct sqn_peer *sqn_peers_find(struct sqn_peers *t, const struct nb_addr *a)
{
	for (unsigned i = 0; i < SQN_PEERS; i++) {
		struct sqn_peer *p = &t->peer[i];
		if (p->state != SQN_PEER_FREE && !sqn_peer_is_own(p) &&
		    p->shared == t->shared &&
		    (t->shared || nb_addr_equal(&p->addr, a)))
			return p;
	}
	return NULL;
}

bool sqn_peer_is_own(const struct sqn_peer *p)
{
	return p->own;
}

struct sqn_peer *sqn_peers_own(struct sqn_peers *t)
{
	for (unsigned i = 0; i < SQN_PEERS; i++) {
		struct sqn_peer *p = &t->peer[i];
		if (p->state != SQN_PEER_FREE && sqn_peer_is_own(p))
			return p;
	}
	return NULL;
}

bool sqn_peer_is_pinned(const struct sqn_peer *p)
{
	return p->pins[NB_PIN_EXCHANGE] || p->pins[NB_PIN_OBSERVATION];
}

bool sqn_peers_have_exchange(const struct sqn_peers *t)
{
	for (unsigned i = 0; i < SQN_PEERS; i++)
		if (t->peer[i].pins[NB_PIN_EXCHANGE])
			return true;
	return false;
}

bool sqn_peer_wants_socket(const struct sqn_peer *p)
{
	return p->has_datagram || sqn_peer_is_pinned(p);
}

/* May its place in the table be given to another? */
static bool is_forgettable(const struct sqn_peer *p)
{
	return p->state == SQN_PEER_FREE ||
	       (p->state == SQN_PEER_KNOWN && !sqn_peer_wants_socket(p));
}

/* The index of the place that is given away first, or -1. */
static int place(const struct sqn_peers *t, const struct sqn_peer *busy)
{
	int found = -1;

	for (unsigned i = 0; i < SQN_PEERS; i++) {
		const struct sqn_peer *p = &t->peer[i];
		if (p == busy || !is_forgettable(p))
			continue;
		if (found < 0 || p->used < t->peer[found].used)
			found = (int)i;
	}
	return found;
}

bool sqn_peers_can_add(const struct sqn_peers *t, const struct sqn_peer *busy)
{
	return place(t, busy) >= 0;
}

static struct sqn_peer *add(struct sqn_peers *t, const struct nb_addr *a,
			    const struct sqn_peer *busy)
{
	int at = place(t, busy);

	if (at < 0)
		return NULL;
	t->peer[at] = (struct sqn_peer){
		.state = SQN_PEER_KNOWN,
		.addr = *a,
		.shared = t->shared,
		.look_after = NB_NEVER,
		.look_always = NB_NEVER,
	};
	return &t->peer[at];
}

struct sqn_peer *sqn_peers_add(struct sqn_peers *t, const struct nb_addr *a,
			       const struct sqn_peer *busy)
{
	struct sqn_peer *p = sqn_peers_find(t, a);

	return p ? p : add(t, a, busy);
}

struct sqn_peer *sqn_peers_add_own(struct sqn_peers *t, const struct nb_addr *a,
				   uint16_t local_port,
				   const struct sqn_peer *busy)
{
	struct sqn_peer *p = add(t, a, busy);

	if (!p)
		return NULL;
	p->own = true;
	p->port = local_port;
	p->shared = false;
	p->pins[NB_PIN_EXCHANGE] = 1;
	return p;
}

/* ---- the one that listens ---- */

struct sqn_peer *sqn_peers_listener(struct sqn_peers *t)
{
	for (unsigned i = 0; i < SQN_PEERS; i++) {
		struct sqn_peer *p = &t->peer[i];
		if (p->state != SQN_PEER_FREE && p->listens)
			return p;
	}
	return NULL;
}

struct sqn_peer *sqn_peers_listen(struct sqn_peers *t,
				  const struct sqn_peer *busy)
{
	static const struct nb_addr nobody = {.family = NB_FAMILY_NONE};
	struct sqn_peer *p = t->shared ? sqn_peers_find(t, &nobody) : NULL;

	if (!p)
		p = add(t, &nobody, busy);
	if (!p)
		return NULL;
	p->shared = p->listens = true;
	p->pins[NB_PIN_OBSERVATION]++;
	return p;
}

void sqn_peers_deafen(struct sqn_peers *t)
{
	struct sqn_peer *p = sqn_peers_listener(t);

	p->listens = false;
	p->pins[NB_PIN_OBSERVATION]--;
	if (!p->pins[NB_PIN_OBSERVATION])
		p->look_always = NB_NEVER;
	if (!t->shared)
		p->state = SQN_PEER_FREE;
	memset(t->heard, 0, sizeof(t->heard));
}

/* Its index, or SQN_HEARD. */
static unsigned find_heard(const struct sqn_peers *t, const struct nb_addr *a)
{
	unsigned i = 0;

	while (i < SQN_HEARD && !nb_addr_equal(&t->heard[i], a))
		i++;
	return i;
}

void sqn_peers_heard(struct sqn_peers *t, const struct sqn_peer *p,
		     const struct nb_addr *a)
{
	unsigned at = find_heard(t, a);

	if (p->listens && at == SQN_HEARD) {
		t->heard[t->heard_turn] = *a;
		t->heard_turn = (t->heard_turn + 1) % SQN_HEARD;
	} else if (!p->listens && at < SQN_HEARD) {
		t->heard[at].family = NB_FAMILY_NONE;
	}
}

struct sqn_peer *sqn_peers_find_way(struct sqn_peers *t,
				    const struct nb_addr *a, bool answers)
{
	struct sqn_peer *listener = sqn_peers_listener(t);

	if (answers && listener && find_heard(t, a) < SQN_HEARD)
		return listener;
	return sqn_peers_find(t, a);
}

struct sqn_peer *sqn_peers_of_socket(struct sqn_peers *t, unsigned socket)
{
	for (unsigned i = 0; i < SQN_PEERS; i++) {
		if (socket && t->peer[i].socket == socket)
			return &t->peer[i];
	}
	return NULL;
}

struct sqn_peer *sqn_peers_next(struct sqn_peers *t, unsigned *turn,
				bool (*is)(const struct sqn_peer *, nb_ms),
				nb_ms now)
{
	for (unsigned i = 1; i <= SQN_PEERS; i++) {
		unsigned at = (*turn + i) % SQN_PEERS;
		if (t->peer[at].state == SQN_PEER_FREE ||
		    !is(&t->peer[at], now))
			continue;
		*turn = at;
		return &t->peer[at];
	}
	return NULL;
}

void sqn_peers_touch(struct sqn_peers *t, struct sqn_peer *p)
{
	p->used = ++t->clock;
}

static unsigned free_socket(const struct sqn_peers *t)
{
	unsigned taken = 0;

	for (unsigned i = 0; i < SQN_PEERS; i++)
		taken |= 1u << t->peer[i].socket;
	for (unsigned id = 1; id <= SQN_SOCKET_COUNT; id++) {
		if (!(taken & 1u << id))
			return id;
	}
	return 0;
}

/* The index of the peer that gives up its socket first, or -1. */
static int victim(const struct sqn_peers *t, const struct sqn_peer *busy)
{
	int found = -1;

	for (unsigned i = 0; i < SQN_PEERS; i++) {
		const struct sqn_peer *p = &t->peer[i];
		if (p->state != SQN_PEER_OPEN || p == busy ||
		    sqn_peer_wants_socket(p))
			continue;
		if (found < 0 || p->used < t->peer[found].used)
			found = (int)i;
	}
	return found;
}

bool sqn_peers_can_open(const struct sqn_peers *t, const struct sqn_peer *busy)
{
	return free_socket(t) != 0 || victim(t, busy) >= 0;
}

bool sqn_peers_open(struct sqn_peers *t, struct sqn_peer *p,
		    const struct sqn_peer *busy, nb_ms now)
{
	unsigned socket = free_socket(t);

	if (!socket) {
		int from = victim(t, busy);
		if (from < 0)
			return false;
		socket = t->peer[from].socket;
		sqn_peer_close(&t->peer[from]);
	}
	p->socket = socket;
	sqn_peer_reopen(p, now);
	return true;
}

void sqn_peer_reopen(struct sqn_peer *p, nb_ms now)
{
	sqn_inbox_init(&p->inbox);
	p->copies = SQN_COPIES_UNKNOWN;
	p->look_after = NB_NEVER;
	p->step = 0;
	p->tries = 0;
	p->at = now;
	p->state = SQN_PEER_DIALS;
	if (!sqn_peer_wants_socket(p))
		sqn_peer_close(p);
}

void sqn_peer_close(struct sqn_peer *p)
{
	sqn_inbox_init(&p->inbox);
	p->look_after = NB_NEVER;
	p->socket = 0;
	p->state = sqn_peer_is_own(p) ? SQN_PEER_FREE : SQN_PEER_KNOWN;
}

unsigned sqn_peers_open_count(const struct sqn_peers *t)
{
	unsigned n = 0;

	for (unsigned i = 0; i < SQN_PEERS; i++)
		n += t->peer[i].state == SQN_PEER_OPEN;
	return n;
}

unsigned sqn_peers_datagrams(const struct sqn_peers *t)
{
	unsigned n = 0;

	for (unsigned i = 0; i < SQN_PEERS; i++)
		n += t->peer[i].has_datagram;
	return n;
}
