/*
 * Two endpoints in one process under virtual time, a client and a server, and
 * weather between them: datagrams are lost, doubled and overtaken.  Whatever
 * the seed: every exchange has one end, no action of the server runs twice, and
 * nothing is left behind.
 */
#include "unit/coap_cases.h"

#include "base/hash.h"

#include <nbcoap/endpoint.h>

#include <stdlib.h>
#include <string.h>

enum {
	SEEDS = 1000,
	REQUESTS = 24,
	GAP_MS = 1500,
	PATIENCE_MS = 400000, /* of the client's owner */
	SLOWEST_MS = 6000,    /* of the server's owner */
	IN_AIR = 256,
	DATAGRAM = 64,
	LATENCY_MAX_MS = 4000,
};

struct packet {
	nb_ms due; /* NB_NEVER: no packet */
	bool to_server;
	size_t len;
	uint8_t bytes[DATAGRAM];
};

enum end { RUNNING, ENDED };

/* A request, from the client's start to the server's answer. */
struct story {
	int exchange; /* -1: none (any more) */
	enum end end;
	nb_ms started;
	unsigned runs;
	int inbound; /* -1: none (any more) */
	nb_ms answer_at;
	bool untold; /* the server's owner waits for its last event */
};

struct world {
	struct nb_chance chance;
	nb_ms now;
	unsigned loss;     /* per cent */
	unsigned doubling; /* per cent */
	struct nbcoap_endpoint *client, *server;
	int pins[2];
	struct packet air[IN_AIR];
	struct story stories[REQUESTS];
	unsigned started;
};

static const struct nb_addr client_addr = {
	.ip = {192, 0, 2, 1}, .port = 40000, .family = NB_FAMILY_IPV4};
static const struct nb_addr server_addr = {
	.ip = {192, 0, 2, 2}, .port = 5683, .family = NB_FAMILY_IPV4};

static bool happens(struct world *w, unsigned per_cent)
{
	return nb_chance_below(&w->chance, 100) < per_cent;
}

static void fly(struct world *w, bool to_server, struct nb_bytes bytes)
{
	for (unsigned i = 0; i < IN_AIR; i++) {
		struct packet *p = &w->air[i];
		if (p->due != NB_NEVER)
			continue;
		p->due = w->now + 10 +
			 (nb_ms)nb_chance_below(&w->chance, LATENCY_MAX_MS);
		p->to_server = to_server;
		p->len = bytes.len;
		memcpy(p->bytes, bytes.data, bytes.len);
		return;
	}
	ck_abort_msg("the air is full");
}

static void send_all(struct world *w, struct nbcoap_endpoint *e)
{
	struct nb_datagram d;

	while (nbcoap_endpoint_output(e, &d, NULL, NULL, w->now)) {
		ck_assert_uint_le(d.bytes.len, DATAGRAM);
		if (!happens(w, w->loss))
			fly(w, e == w->client, d.bytes);
		if (happens(w, w->doubling))
			fly(w, e == w->client, d.bytes);
		nbcoap_endpoint_verdict(e, d.tag, NB_VERDICT_ACCEPTED, w->now);
	}
}

static void client_event(struct world *w, const struct nbcoap_event *ev)
{
	struct story *s = &w->stories[ev->user];

	switch (ev->type) {
	case NBCOAP_EVENT_PIN:
	case NBCOAP_EVENT_UNPIN:
		w->pins[0] += ev->type == NBCOAP_EVENT_PIN ? 1 : -1;
		break;
	case NBCOAP_EVENT_RESPONSE:
		ck_assert_uint_eq(ev->message.payload.data[0], ev->user);
		ck_assert_uint_eq(s->runs, 1);
		ck_assert_int_eq(s->end, RUNNING);
		s->end = ENDED;
		break;
	case NBCOAP_EVENT_FAILED:
		ck_assert_int_eq(s->end, RUNNING);
		s->end = ENDED;
		break;
	case NBCOAP_EVENT_PROGRESS:
	case NBCOAP_EVENT_LOOK:
	case NBCOAP_EVENT_NOTIFICATION:
	case NBCOAP_EVENT_WITHDRAW:
		break;
	case NBCOAP_EVENT_PONG:
	case NBCOAP_EVENT_QUIET:
	case NBCOAP_EVENT_REQUEST:
	case NBCOAP_EVENT_DELIVERED:
	case NBCOAP_EVENT_UNDELIVERED:
		ck_abort_msg("what?");
	}
}

static struct story *find_inbound(struct world *w, int inbound)
{
	for (unsigned i = 0; i < REQUESTS; i++)
		if (w->stories[i].untold && w->stories[i].inbound == inbound)
			return &w->stories[i];
	ck_abort_msg("nobody's inbound");
	return NULL;
}

/* The server's owner begins to work. */
static void serve(struct world *w, const struct nbcoap_event *ev)
{
	struct story *s = &w->stories[ev->message.payload.data[0]];

	ck_assert_uint_eq(s->runs++, 0);
	s->inbound = ev->inbound;
	s->untold = true;
	s->answer_at = w->now + (nb_ms)nb_chance_below(&w->chance, SLOWEST_MS);
}

static void server_event(struct world *w, const struct nbcoap_event *ev)
{
	switch (ev->type) {
	case NBCOAP_EVENT_PIN:
	case NBCOAP_EVENT_UNPIN:
		w->pins[1] += ev->type == NBCOAP_EVENT_PIN ? 1 : -1;
		break;
	case NBCOAP_EVENT_REQUEST:
		serve(w, ev);
		break;
	case NBCOAP_EVENT_DELIVERED:
	case NBCOAP_EVENT_UNDELIVERED:
		find_inbound(w, ev->inbound)->untold = false;
		break;
	case NBCOAP_EVENT_WITHDRAW:
		break;
	case NBCOAP_EVENT_PROGRESS:
	case NBCOAP_EVENT_RESPONSE:
	case NBCOAP_EVENT_PONG:
	case NBCOAP_EVENT_QUIET:
	case NBCOAP_EVENT_FAILED:
	case NBCOAP_EVENT_LOOK:
	case NBCOAP_EVENT_NOTIFICATION:
		ck_abort_msg("what?");
	}
}

static void settle(struct world *w)
{
	struct nbcoap_event ev;

	while (nbcoap_endpoint_next_event(w->client, &ev))
		client_event(w, &ev);
	while (nbcoap_endpoint_next_event(w->server, &ev))
		server_event(w, &ev);
	send_all(w, w->client);
	send_all(w, w->server);
	while (nbcoap_endpoint_next_event(w->client, &ev))
		client_event(w, &ev);
	while (nbcoap_endpoint_next_event(w->server, &ev))
		server_event(w, &ev);
}

static void start_one(struct world *w)
{
	static const uint8_t codes[] = {NBCOAP_GET, NBCOAP_POST, NBCOAP_PUT};
	struct nbcoap_params params = nbcoap_params_rfc7252;
	uint8_t n = (uint8_t)w->started;
	struct nbcoap_request request = {
		.peer = server_addr,
		.params = &params,
		.code = codes[n % 3],
		.confirmable = happens(w, 70),
		.payload = {&n, 1},
		.user = n,
	};

	params.nstart = REQUESTS;
	params.probing_rate = 0;
	w->stories[n].exchange =
		nbcoap_endpoint_request(w->client, &request, w->now);
	ck_assert_int_ge(w->stories[n].exchange, 0);
	w->stories[n].started = w->now;
	w->started++;
}

static void answer(struct world *w, struct story *s)
{
	uint8_t n = (uint8_t)(s - w->stories);
	struct nbcoap_response response = {
		.code = NBCOAP_CODE(2, 4),
		.payload = {&n, 1},
	};

	s->answer_at = NB_NEVER;
	ck_assert_int_eq(nbcoap_endpoint_respond(w->server, s->inbound,
						 &response, w->now),
			 0);
}

static void give_up(struct world *w, struct story *s)
{
	struct nbcoap_progress progress;

	nbcoap_endpoint_cancel(w->client, s->exchange, &progress, w->now);
	s->end = ENDED;
}

static nb_ms earlier(nb_ms a, nb_ms b)
{
	return a < b ? a : b;
}

static nb_ms patience_of(const struct story *s)
{
	return s->exchange >= 0 && s->end == RUNNING ? s->started + PATIENCE_MS
						     : NB_NEVER;
}

/* When anything happens next; NB_NEVER: it is over. */
static nb_ms next_time(const struct world *w)
{
	nb_ms next = earlier(nbcoap_endpoint_deadline(w->client),
			     nbcoap_endpoint_deadline(w->server));

	if (w->started < REQUESTS)
		next = earlier(next, w->started * GAP_MS);
	for (unsigned i = 0; i < IN_AIR; i++)
		next = earlier(next, w->air[i].due);
	for (unsigned i = 0; i < REQUESTS; i++) {
		next = earlier(next, w->stories[i].answer_at);
		next = earlier(next, patience_of(&w->stories[i]));
	}
	return next;
}

static void land(struct world *w, struct packet *p)
{
	p->due = NB_NEVER;
	nbcoap_endpoint_input(p->to_server ? w->server : w->client,
			      p->to_server ? &client_addr : &server_addr,
			      p->bytes, p->len, w->now);
	settle(w);
}

static void step(struct world *w)
{
	nbcoap_endpoint_expire(w->client, w->now);
	nbcoap_endpoint_expire(w->server, w->now);
	settle(w);
	for (unsigned i = 0; i < IN_AIR; i++)
		if (w->air[i].due <= w->now)
			land(w, &w->air[i]);
	for (unsigned i = 0; i < REQUESTS; i++) {
		if (w->stories[i].answer_at <= w->now)
			answer(w, &w->stories[i]);
		if (patience_of(&w->stories[i]) <= w->now)
			give_up(w, &w->stories[i]);
	}
	if (w->started < REQUESTS && w->now >= w->started * GAP_MS)
		start_one(w);
	settle(w);
}

static struct nbcoap_endpoint *open_endpoint(struct world *w, unsigned inbound)
{
	struct nbcoap_endpoint_config config = {
		.exchanges = inbound ? 1 : REQUESTS,
		.peers = 1,
		.replies = REQUESTS,
		.message_size = DATAGRAM,
		.inbound = inbound,
		.dedup = inbound,
	};
	uint64_t secret = nb_chance_next(&w->chance);
	size_t len = nbcoap_endpoint_footprint(&config);

	memcpy(config.secret, &secret, sizeof(secret));
	struct nbcoap_endpoint *e =
		nbcoap_endpoint_init(malloc(len), len, &config, w->now);
	nbcoap_endpoint_link(e, NB_LINK_UP, w->now);
	return e;
}

static void begin(struct world *w, unsigned seed)
{
	uint8_t secret[NB_SECRET_LEN] = {(uint8_t)seed, (uint8_t)(seed >> 8)};

	memset(w, 0, sizeof(*w));
	nb_chance_init(&w->chance, secret);
	w->loss = seed % 51;
	w->doubling = seed / 7 % 31;
	for (unsigned i = 0; i < IN_AIR; i++)
		w->air[i].due = NB_NEVER;
	for (unsigned i = 0; i < REQUESTS; i++) {
		w->stories[i].exchange = -1;
		w->stories[i].answer_at = NB_NEVER;
	}
	w->client = open_endpoint(w, 0);
	w->server = open_endpoint(w, REQUESTS);
}

static void check_end(struct world *w, unsigned seed)
{
	struct nbcoap_event ev;

	for (unsigned i = 0; i < REQUESTS; i++) {
		ck_assert_msg(w->stories[i].end == ENDED, "seed %u", seed);
		ck_assert_msg(!w->stories[i].untold, "seed %u", seed);
	}
	ck_assert_msg(!w->pins[0] && !w->pins[1], "seed %u", seed);
	ck_assert(!nbcoap_endpoint_next_event(w->client, &ev));
	ck_assert(!nbcoap_endpoint_next_event(w->server, &ev));
}

/* How many of the requests reached the server. */
static unsigned run(unsigned seed)
{
	static struct world w;
	unsigned reached = 0;
	nb_ms next;

	begin(&w, seed);
	while ((next = next_time(&w)) != NB_NEVER) {
		w.now = next > w.now ? next : w.now;
		step(&w);
	}
	check_end(&w, seed);
	for (unsigned i = 0; i < REQUESTS; i++)
		reached += w.stories[i].runs;
	free(w.client);
	free(w.server);
	return reached;
}

START_TEST(in_any_weather_each_exchange_ends_once_and_no_action_runs_twice)
{
	unsigned reached = 0;

	for (unsigned seed = 0; seed < SEEDS; seed++)
		reached += run(seed);
	ck_assert_uint_gt(reached, SEEDS * REQUESTS * 3 / 4);
	ck_assert_uint_lt(reached, SEEDS * REQUESTS);
}
END_TEST

START_TEST(in_fair_weather_all_requests_arrive)
{
	ck_assert_uint_eq(run(0), REQUESTS);
}
END_TEST

TCase *coap_world_case(void)
{
	TCase *c = tcase_create("world");

	tcase_add_test(
		c,
		in_any_weather_each_exchange_ends_once_and_no_action_runs_twice);
	tcase_add_test(c, in_fair_weather_all_requests_arrive);
	return c;
}
