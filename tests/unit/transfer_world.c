/*
 * A client and a server with whole bodies in one process under virtual time,
 * and weather between them: datagrams are lost, doubled and overtaken.
 * Whatever the seed: every transfer has one end, a body arrives whole or not
 * at all, no action runs twice, and nothing is left behind.
 */
#include "unit/transfer_cases.h"

#include "base/hash.h"

#include <nbcoap/client.h>
#include <nbcoap/server.h>

#include <stdlib.h>
#include <string.h>

enum {
	SEEDS = 60,
	TRANSFERS = 12,
	GAP_MS = 3000,
	BODY = 3000,
	IN_AIR = 256,
	DATAGRAM = 1152,
	LATENCY_MAX_MS = 1500,
	PATIENCE_MS = 4000000,
};

struct packet {
	nb_ms due; /* NB_NEVER: no packet */
	bool to_server;
	size_t len;
	uint8_t bytes[DATAGRAM];
};

/* One transfer of the client's owner. */
struct story {
	uint8_t sent[BODY];  /* the body of its request */
	uint8_t taken[BODY]; /* that of the response */
	size_t len;          /* of both; a GET sends none */
	uint8_t method;
	bool ended;
	unsigned runs;
};

struct world {
	struct nb_chance chance;
	nb_ms now;
	unsigned loss, doubling; /* per cent */
	struct nbcoap_params params;
	struct nbcoap_endpoint *ends[2]; /* the client's, the server's */
	struct nbcoap_client *client;
	struct nbcoap_server *server;
	int pins[2];
	struct packet air[IN_AIR];
	struct story stories[TRANSFERS];
	unsigned started, ended, answered;
};

static const struct nb_addr addrs[] = {
	{.ip = {192, 0, 2, 1}, .port = 40000, .family = NB_FAMILY_IPV4},
	{.ip = {192, 0, 2, 2}, .port = 5683, .family = NB_FAMILY_IPV4},
};

static unsigned below(struct world *w, unsigned limit)
{
	return (unsigned)nb_chance_below(&w->chance, limit);
}

/* --- what a body is ------------------------------------------------------ */

/* Each byte of each body is another one, by what it belongs to. */
static uint8_t byte_at(unsigned number, bool response, size_t at)
{
	return (uint8_t)(number * 37 + at * 11 + at / 256 + response * 101);
}

static void make_body(uint8_t *bytes, size_t len, unsigned number,
		      bool response)
{
	for (size_t i = 0; i < len; i++)
		bytes[i] = byte_at(number, response, i);
}

static void is_body(struct nb_bytes body, const struct story *s,
		    unsigned number, bool response)
{
	ck_assert_uint_eq(body.len, s->len);
	for (size_t i = 0; i < s->len; i++)
		ck_assert_uint_eq(body.data[i], byte_at(number, response, i));
}

/* --- the air ------------------------------------------------------------- */

static void fly(struct world *w, bool to_server, struct nb_bytes bytes)
{
	unsigned i = 0;

	while (i < IN_AIR && w->air[i].due != NB_NEVER)
		i++;
	ck_assert_uint_lt(i, IN_AIR);
	w->air[i].due = w->now + 10 + below(w, LATENCY_MAX_MS);
	w->air[i].to_server = to_server;
	w->air[i].len = bytes.len;
	memcpy(w->air[i].bytes, bytes.data, bytes.len);
}

static void send_all(struct world *w, unsigned end)
{
	struct nb_datagram d;

	while (nbcoap_endpoint_output(w->ends[end], &d, NULL, NULL, w->now)) {
		ck_assert_uint_le(d.bytes.len, DATAGRAM);
		if (below(w, 100) >= w->loss)
			fly(w, end == 0, d.bytes);
		if (below(w, 100) < w->doubling)
			fly(w, end == 0, d.bytes);
		nbcoap_endpoint_verdict(w->ends[end], d.tag,
					NB_VERDICT_ACCEPTED, w->now);
	}
}

/* --- the owners ---------------------------------------------------------- */

static void client_event(struct world *w,
			 const struct nbcoap_client_event *event)
{
	if (event->type == NBCOAP_CLIENT_PASSED) {
		w->pins[0] += event->event.type == NBCOAP_EVENT_PIN;
		w->pins[0] -= event->event.type == NBCOAP_EVENT_UNPIN;
		return;
	}
	struct story *s = &w->stories[event->event.user];
	ck_assert(!s->ended);
	if (event->type == NBCOAP_CLIENT_PROGRESS)
		return;
	s->ended = true;
	w->ended++;
	if (event->type == NBCOAP_CLIENT_FAILED)
		return;
	ck_assert_int_eq(event->type, NBCOAP_CLIENT_RESPONSE);
	if (NBCOAP_CODE_CLASS(event->event.message.code) != 2)
		return; /* the server had no room, or lost its blocks twice */
	is_body(event->body, s, (unsigned)event->event.user, true);
	ck_assert_uint_eq(s->runs > 0, 1);
	w->answered++;
}

/* The path is the number of the story. */
static void server_request(struct world *w, const struct nbcoap_event *ev)
{
	static uint8_t body[BODY];
	struct nbcoap_option path;
	struct nbcoap_response response = {.code = NBCOAP_CODE(2, 4)};
	unsigned number;

	ck_assert(nbcoap_message_find(&ev->message, NBCOAP_URI_PATH, &path));
	number = path.value[0] - (unsigned)'a';
	struct story *s = &w->stories[number];
	s->runs++;
	if (s->method != NBCOAP_GET) {
		ck_assert_uint_eq(s->runs, 1);
		is_body(ev->message.payload, s, number, false);
	}
	make_body(body, s->len, number, true);
	response.payload = (struct nb_bytes){body, s->len};
	ck_assert_int_eq(nbcoap_server_respond(w->server, ev->inbound,
					       &response, w->now),
			 0);
}

static void server_event(struct world *w, const struct nbcoap_event *ev)
{
	w->pins[1] += ev->type == NBCOAP_EVENT_PIN;
	w->pins[1] -= ev->type == NBCOAP_EVENT_UNPIN;
	if (ev->type == NBCOAP_EVENT_REQUEST)
		server_request(w, ev);
}

static void settle(struct world *w)
{
	struct nbcoap_client_event client;
	struct nbcoap_event server;

	while (nbcoap_client_next_event(w->client, &client, w->now))
		client_event(w, &client);
	while (nbcoap_server_next_event(w->server, &server, w->now))
		server_event(w, &server);
	send_all(w, 0);
	send_all(w, 1);
	while (nbcoap_client_next_event(w->client, &client, w->now))
		client_event(w, &client);
	while (nbcoap_server_next_event(w->server, &server, w->now))
		server_event(w, &server);
}

static void start(struct world *w)
{
	static const uint8_t methods[] = {NBCOAP_GET, NBCOAP_PUT, NBCOAP_POST};
	unsigned number = w->started++;
	struct story *s = &w->stories[number];
	uint8_t name = (uint8_t)('a' + number);
	struct nbcoap_option path = {NBCOAP_URI_PATH, 1, &name};

	s->method = methods[below(w, 3)];
	s->len = below(w, 2) ? below(w, BODY) : below(w, 100);
	make_body(s->sent, s->len, number, false);
	struct nbcoap_client_request r = {
		.request.peer = addrs[1],
		.request.params = &w->params,
		.request.code = s->method,
		.request.confirmable = true,
		.request.options = &path,
		.request.option_count = 1,
		.request.payload = {s->sent,
				    s->method == NBCOAP_GET ? 0 : s->len},
		.request.user = number,
		.szx = (uint8_t)(2 + below(w, 5)),
		.early = below(w, 2),
		.body = s->taken,
		.cap = BODY,
	};
	ck_assert_int_ge(nbcoap_client_request(w->client, &r, w->now), 0);
}

/* --- time ---------------------------------------------------------------- */

static nb_ms earlier(nb_ms a, nb_ms b)
{
	return a < b ? a : b;
}

static void arrive(struct world *w)
{
	for (unsigned i = 0; i < IN_AIR; i++) {
		struct packet *p = &w->air[i];
		if (p->due > w->now)
			continue;
		p->due = NB_NEVER;
		nbcoap_endpoint_input(w->ends[p->to_server],
				      &addrs[!p->to_server], p->bytes, p->len,
				      w->now);
		settle(w);
	}
}

static nb_ms next_time(const struct world *w)
{
	nb_ms at = earlier(nbcoap_client_deadline(w->client),
			   earlier(nbcoap_endpoint_deadline(w->ends[1]),
				   nbcoap_server_deadline(w->server)));

	for (unsigned i = 0; i < IN_AIR; i++)
		at = earlier(at, w->air[i].due);
	if (w->started < TRANSFERS)
		at = earlier(at, (nb_ms)w->started * GAP_MS);
	return at;
}

static void step(struct world *w)
{
	w->now = next_time(w);
	ck_assert_int_lt(w->now, PATIENCE_MS);
	nbcoap_client_expire(w->client, w->now);
	nbcoap_endpoint_expire(w->ends[1], w->now);
	nbcoap_server_expire(w->server, w->now);
	settle(w);
	arrive(w);
	if (w->started < TRANSFERS && w->now >= w->started * GAP_MS)
		start(w);
	settle(w);
}

static void run(struct world *w, uint64_t seed, unsigned loss)
{
	uint8_t secret[16] = {0};
	struct nbcoap_endpoint_config ends[] = {
		{.exchanges = 4,
		 .peers = 2,
		 .replies = 8,
		 .message_size = DATAGRAM},
		{.exchanges = 2,
		 .peers = 2,
		 .replies = 8,
		 .inbound = 4,
		 .dedup = 64,
		 .message_size = DATAGRAM},
	};
	struct nbcoap_client_config client = {.transfers = TRANSFERS,
					      .options_size = 64};
	struct nbcoap_server_config server = {
		.inbound = 4, .bodies = 6, .body_size = BODY};
	void *memory[4];

	memcpy(secret, &seed, sizeof(seed));
	memset(w, 0, sizeof(*w));
	nb_chance_init(&w->chance, secret);
	w->loss = loss;
	w->doubling = loss / 2;
	w->params = nbcoap_params_rfc7252;
	w->params.nstart = 3;
	for (unsigned i = 0; i < IN_AIR; i++)
		w->air[i].due = NB_NEVER;
	for (unsigned i = 0; i < 2; i++) {
		size_t len = nbcoap_endpoint_footprint(&ends[i]);
		memcpy(ends[i].secret, secret, sizeof(secret));
		memory[i] = malloc(len);
		w->ends[i] = nbcoap_endpoint_init(memory[i], len, &ends[i], 0);
		nbcoap_endpoint_link(w->ends[i], NB_LINK_UP, 0);
	}
	size_t len = nbcoap_client_footprint(&client);
	memory[2] = malloc(len);
	w->client = nbcoap_client_init(memory[2], len, &client, w->ends[0]);
	len = nbcoap_server_footprint(&server);
	memory[3] = malloc(len);
	w->server = nbcoap_server_init(memory[3], len, &server, w->ends[1]);

	while (w->ended < TRANSFERS)
		step(w);
	/* What is still in the air finds everybody at rest. */
	while (next_time(w) != NB_NEVER)
		step(w);
	ck_assert_int_eq(w->pins[0], 0);
	ck_assert_int_eq(w->pins[1], 0);
	for (unsigned i = 0; i < 4; i++)
		free(memory[i]);
}

START_TEST(in_fair_weather_all_bodies_arrive)
{
	static struct world w;

	for (uint64_t seed = 0; seed < SEEDS; seed++) {
		run(&w, seed, 0);
		ck_assert_uint_eq(w.answered, TRANSFERS);
	}
}
END_TEST

START_TEST(in_any_weather_a_body_arrives_whole_or_not_at_all)
{
	static struct world w;
	unsigned answered = 0;

	for (uint64_t seed = 0; seed < SEEDS; seed++) {
		run(&w, seed, (unsigned)(seed % 51));
		answered += w.answered;
	}
	ck_assert_uint_gt(answered, SEEDS * TRANSFERS / 2);
}
END_TEST

TCase *transfer_world_case(void)
{
	TCase *c = tcase_create("world");

	tcase_set_timeout(c, 300);
	tcase_add_test(c, in_fair_weather_all_bodies_arrive);
	tcase_add_test(c, in_any_weather_a_body_arrives_whole_or_not_at_all);
	return c;
}
