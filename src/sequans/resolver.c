#include "sequans/resolver.h"

#include "base/assert.h"
#include "sequans/registration.h"

#include <string.h>

/* An answer is awaited so long, the first and the second time. */
static const nb_ms waits[] = {10000, 20000};

/* What a second try leaves room for after a truncated answer (RFC 6891). */
#define ROOM 1232
/* Ports that nobody is registered for (RFC 6335, 6). */
#define FIRST_PORT 49152
#define PORTS      16384

static unsigned tries_at_most(const struct sqn_resolver *r)
{
	return (unsigned)NB_COUNT(waits) * r->server_count;
}

/* ---- servers ---- */

void sqn_resolver_init(struct sqn_modem *m)
{
	struct sqn_resolver *r = &m->resolver;
	const char *at = m->config.dns_servers;

	nb_chance_init(&r->chance, m->setup.secret);
	while (r->server_count < SQN_DNS_SERVERS) {
		struct nb_addr *server = &r->server[r->server_count];

		at += strspn(at, ", ");
		size_t len = strcspn(at, ", ");
		if (nb_addr_parse_host(server, at, len) < 0)
			return;
		server->port = DNS_PORT;
		r->server_count++;
		at += len;
	}
}

enum sqn_lookup_way sqn_resolver_way(const struct sqn_modem *m)
{
	return m->resolver.server_count ? SQN_LOOKUP_BY_SERVERS
					: SQN_LOOKUP_BY_MODEM;
}

static void next_server(const struct sqn_resolver *r, struct sqn_lookup *l)
{
	l->server = (l->server + 1) % r->server_count;
	l->tries++;
	l->truncated = false;
}

/* The server that @l asks next, or NULL: all were asked in vain. */
static const struct nb_addr *choose(struct sqn_modem *m, struct sqn_lookup *l)
{
	struct sqn_resolver *r = &m->resolver;

	if (l->tries == 0)
		l->server = r->first;
	for (; l->tries < tries_at_most(r); next_server(r, l)) {
		const struct nb_addr *server = &r->server[l->server];
		if (sqn_has_family(m, (enum nb_family)server->family))
			return server;
	}
	return NULL;
}

/* ---- asking ---- */

static void ask_modem(struct sqn_modem *m, struct sqn_lookup *l)
{
	sqn_log(m, NB_LOG_WARNING,
		"modem: no DNS server answers for %.80s: the modem is asked",
		l->name);
	l->way = SQN_LOOKUP_BY_MODEM;
	l->family = NB_FAMILY_NONE;
}

static struct sqn_peer *open_socket(struct sqn_modem *m,
				    const struct nb_addr *server, nb_ms now)
{
	uint64_t port =
		FIRST_PORT + nb_chance_below(&m->resolver.chance, PORTS);

	if (!sqn_peers_can_open(&m->peers, m->busy))
		return NULL;
	struct sqn_peer *p =
		sqn_peers_add_own(&m->peers, server, (uint16_t)port, m->busy);
	if (p)
		sqn_peers_open(&m->peers, p, m->busy, now);
	return p;
}

/* False: no name can be that. */
static bool compose(struct sqn_resolver *r, const struct sqn_lookup *l)
{
	struct dns_question question = {
		.id = (uint16_t)nb_chance_next(&r->chance),
		.name = l->name,
		.family = l->family,
		.room = l->truncated ? ROOM : 0,
	};
	int len = dns_query_encode(&question, r->query);

	r->query_len = len < 0 ? 0 : (size_t)len;
	return len > 0;
}

static void send_query(struct sqn_modem *m, struct sqn_peer *p)
{
	struct sqn_resolver *r = &m->resolver;

	m->counters.dns_queries++;
	p->has_datagram = true;
	p->datagram = (struct nb_datagram){
		.peer = p->addr,
		.bytes = {r->query, r->query_len},
		.expect = NB_EXPECT_MORE,
		.transmission = 1,
	};
	r->state = SQN_RESOLVER_SENDS;
}

/* The socket is being closed, or its last query has not been dropped yet. */
static bool is_busy(const struct sqn_modem *m, const struct sqn_peer *p)
{
	return m->part == &sqn_resolver_part || (p && p->has_datagram);
}

/* The next look-up, if the socket is to the server that it wants, or free. */
static void ask_next(struct sqn_modem *m, struct sqn_peer *p, nb_ms now)
{
	struct sqn_lookup *l =
		sqn_lookups_next(&m->lookups, SQN_LOOKUP_BY_SERVERS, now);

	if (!l)
		return;
	const struct nb_addr *server = choose(m, l);
	if (!server) {
		ask_modem(m, l);
		return;
	}
	if (!p)
		p = open_socket(m, server, now);
	if (!p || !nb_addr_equal(&p->addr, server))
		return;
	if (l->family == NB_FAMILY_NONE)
		l->family = sqn_first_family(m);
	if (!compose(&m->resolver, l)) {
		sqn_lookup_end(l, 0);
		return;
	}
	l->state = SQN_LOOKUP_ASKS;
	send_query(m, p);
}

/* ---- what comes of it ---- */

/* The same look-up again, in its turn. */
static void again(struct sqn_lookup *l)
{
	l->state = SQN_LOOKUP_WAITS;
}

static void failed(struct sqn_modem *m, struct sqn_lookup *l)
{
	m->counters.dns_failures++;
	next_server(&m->resolver, l);
	again(l);
}

static void found(struct sqn_modem *m, struct sqn_lookup *l,
		  const struct dns_answer *answer)
{
	memcpy(l->address, answer->address, sizeof(l->address));
	l->count = answer->count;
	l->ttl = answer->ttl ? answer->ttl : 1; /* 0 is: unknown */
	m->resolver.first = l->server;
	sqn_lookup_end(l, 0);
}

static void no_address(struct sqn_modem *m, struct sqn_lookup *l)
{
	l->family = sqn_next_family(m, l->family);
	if (l->family == NB_FAMILY_NONE)
		sqn_lookup_end(l, 0);
	else
		again(l);
}

/* Once the server is told that there is more room for its answer. */
static void truncated(struct sqn_modem *m, struct sqn_lookup *l)
{
	if (l->truncated) {
		failed(m, l);
		return;
	}
	l->truncated = true;
	again(l);
}

void sqn_resolver_input(struct sqn_modem *m, const struct nb_addr *from,
			struct nb_bytes bytes)
{
	const struct sqn_resolver *r = &m->resolver;
	const struct sqn_peer *p = sqn_peers_own(&m->peers);
	struct sqn_lookup *l = sqn_lookups_asking(&m->lookups);
	struct dns_answer answer;

	if (!l || !p || !nb_addr_equal(from, &p->addr))
		return;
	switch (dns_answer_decode(
		&answer, (struct nb_bytes){r->query, r->query_len}, bytes)) {
	case DNS_ANSWER_FOUND:
		found(m, l, &answer);
		break;
	case DNS_ANSWER_NO_ADDRESS:
		no_address(m, l);
		break;
	case DNS_ANSWER_NO_NAME:
		sqn_lookup_end(l, 0);
		break;
	case DNS_ANSWER_TRUNCATED:
		truncated(m, l);
		break;
	case DNS_ANSWER_FAILED:
		failed(m, l);
		break;
	case DNS_ANSWER_FOREIGN:
		break;
	}
}

/* ---- time ---- */

static void sent(struct sqn_modem *m, struct sqn_lookup *l, nb_ms now)
{
	struct sqn_resolver *r = &m->resolver;

	switch (r->verdict) {
	case NB_VERDICT_ACCEPTED:
	case NB_VERDICT_UNKNOWN:
		r->until = now + waits[l->tries / r->server_count];
		r->state = SQN_RESOLVER_WAITS;
		break;
	case NB_VERDICT_NOT_SENT:
	case NB_VERDICT_UNREACHABLE:
		failed(m, l);
		break;
	}
}

static bool nothing_waits(const struct sqn_peer *p)
{
	return p->state != SQN_PEER_OPEN ||
	       (!p->inbox.look && sqn_inbox_next(&p->inbox, false) == 0);
}

static void go_on(struct sqn_modem *m, struct sqn_lookup *l, struct sqn_peer *p,
		  nb_ms now)
{
	struct sqn_resolver *r = &m->resolver;

	switch (r->state) {
	case SQN_RESOLVER_RESTS:
		break;
	case SQN_RESOLVER_SENDS:
		if (!p->has_datagram)
			sent(m, l, now);
		break;
	case SQN_RESOLVER_WAITS:
		if (now < r->until)
			break;
		p->inbox.look = true;
		r->state = SQN_RESOLVER_LOOKS;
		break;
	case SQN_RESOLVER_LOOKS:
		if (nothing_waits(p))
			failed(m, l);
		break;
	}
}

void sqn_resolver_expire(struct sqn_modem *m, nb_ms now)
{
	struct sqn_peer *p = sqn_peers_own(&m->peers);
	struct sqn_lookup *l = sqn_lookups_asking(&m->lookups);

	if (p && p->state == SQN_PEER_BACKOFF) {
		sqn_peer_close(p);
		p = NULL;
	}
	if (l && !p)
		failed(m, l);
	else if (l)
		go_on(m, l, p, now);
	if (sqn_lookups_asking(&m->lookups))
		return;
	m->resolver.state = SQN_RESOLVER_RESTS;
	if (sqn_is_up(m) && !is_busy(m, p))
		ask_next(m, p, now);
}

/* ---- the socket is closed ---- */

static bool start(struct sqn_modem *m, nb_ms now)
{
	sqn_resolver_expire(m, now);
	struct sqn_peer *p = sqn_peers_own(&m->peers);
	if (!p || p->has_datagram || !sqn_is_up(m) ||
	    sqn_lookups_asking(&m->lookups))
		return false;
	return sqn_start_close(m, p, now);
}

static void done(struct sqn_modem *m, const struct at_event *ev, nb_ms now)
{
	(void)ev;
	(void)now;
	sqn_peer_close(m->busy);
}

static nb_ms deadline(const struct sqn_modem *m)
{
	const struct sqn_resolver *r = &m->resolver;

	return r->state == SQN_RESOLVER_WAITS ? r->until : NB_NEVER;
}

const struct sqn_part sqn_resolver_part = {
	.start = start, .done = done, .deadline = deadline};
