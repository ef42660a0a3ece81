/*
 * fuzz_transfer.c - bodies in blocks and observations, amid hostile peers
 *
 * The first byte says whether the client's engine or the server's is under
 * test; the others are a list of steps.  Peers answer and ask in well-formed
 * messages whose options mean anything.  Every transfer ends exactly once, no
 * body is longer than its room, pins are undone when nobody waits any more.
 */
#include "base/assert.h"

#include <nbcoap/client.h>
#include <nbcoap/server.h>

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

enum {
	TRANSFERS = 3,
	INBOUND = 3,
	DEDUP = 6,
	MESSAGE = 200,
	BODY = 3000,
	ROOM = 600,
	OPTIONS = 5,
	TOKEN = 20, /* a long one */
};

struct world {
	const uint8_t *at, *end;
	struct nbcoap_endpoint *e;
	struct nbcoap_client *client;
	struct nbcoap_server *server;
	struct nbcoap_params params;
	nb_ms now;
	int pins;
	bool waits[TRANSFERS]; /* its last event has not come */
	uint8_t room[TRANSFERS][ROOM];
	int asked; /* what a peer asked and was not answered; -1: nothing */
	uint8_t last[MESSAGE]; /* the message that went out last */
	size_t last_len;
	uint8_t heard[2 * MESSAGE]; /* what came last: events point to it */
};

static const uint8_t body[BODY];
static const struct nb_addr peer = {
	.ip = {192, 0, 2, 1}, .port = 5683, .family = NB_FAMILY_IPV4};

static uint8_t take(struct world *w)
{
	return w->at < w->end ? *w->at++ : 0;
}

static unsigned take_short(struct world *w)
{
	unsigned high = take(w);

	return high << 8 | take(w);
}

static void count_pins(struct world *w, enum nbcoap_event_type type)
{
	w->pins += type == NBCOAP_EVENT_PIN;
	w->pins -= type == NBCOAP_EVENT_UNPIN;
	NB_ASSERT(w->pins >= 0);
}

/* ---- what peers say ---- */

/* Options with numbers that transfers look at, and any value. */
static size_t make_options(struct world *w, struct nbcoap_option *options,
			   uint8_t values[OPTIONS][4], bool request)
{
	static const uint16_t numbers[] = {
		NBCOAP_ETAG,      NBCOAP_OBSERVE, NBCOAP_URI_PATH,
		NBCOAP_BLOCK2,    NBCOAP_BLOCK1,  NBCOAP_SIZE2,
		NBCOAP_SIZE1,     NBCOAP_ECHO,    NBCOAP_REQUEST_TAG,
		NBCOAP_IF_MATCH,  NBCOAP_MAX_AGE, NBCOAP_NO_RESPONSE,
		NBCOAP_HOP_LIMIT,
	};
	size_t count = take(w) % OPTIONS;

	for (size_t i = 0; i < count; i++) {
		uint8_t which = take(w);
		unsigned value = take_short(w);
		options[i].number = numbers[which % NB_COUNT(numbers)];
		if (which & 128) /* a block that fits what was asked for */
			options[i].number =
				request ? NBCOAP_BLOCK1 : NBCOAP_BLOCK2;
		options[i].value = values[i];
		options[i].len = nbcoap_option_put_uint(values[i], value);
	}
	nbcoap_options_sort(options, count);
	return count;
}

static void hear(struct world *w, const struct nbcoap_message *head)
{
	uint8_t values[OPTIONS][4];
	struct nbcoap_option options[OPTIONS];
	bool request = NBCOAP_CODE_CLASS(head->code) == 0;
	size_t count =
		head->code ? make_options(w, options, values, request) : 0;
	struct nb_bytes payload = {body, head->code ? take(w) : 0};
	int len = nbcoap_message_encode(head, options, count, payload, w->heard,
					sizeof(w->heard));

	if (len > 0)
		nbcoap_endpoint_input(w->e, &peer, w->heard, (size_t)len,
				      w->now);
}

/* An answer to what went out last, or nearly. */
static void answer(struct world *w)
{
	static const uint8_t codes[] = {
		0x45, 0x45, 0x5f, 0x44, 0x88, 0x8d, 0x81, 0x43, 0x00, 0xa3,
	};
	uint8_t how = take(w);
	struct nbcoap_message m;

	if (!w->last_len ||
	    nbcoap_message_decode_extended(&m, w->last, w->last_len) !=
		    NBCOAP_FORMAT_GOOD)
		return;
	m.type = (enum nbcoap_type)(how & 3);
	m.code = codes[how / 4 % NB_COUNT(codes)];
	if (m.type == NBCOAP_RST)
		m.code = 0;
	if (!m.code)
		m.token_len = 0;
	m.id = (uint16_t)(m.id + (how >> 7));
	hear(w, &m);
}

static void ask(struct world *w)
{
	uint8_t how = take(w);
	uint8_t token[TOKEN] = {how >> 5};
	struct nbcoap_message m = {
		.type = how & 1 ? NBCOAP_CON : NBCOAP_NON,
		.code = (uint8_t)(1 + how / 2 % 7),
		.id = take(w),
		.token_len = how & 128 ? TOKEN : 1,
		.token = token,
	};

	hear(w, &m);
}

/* ---- both ---- */

static void send_one(struct world *w)
{
	enum nb_verdict verdict = (enum nb_verdict)(take(w) % 8 % 4);
	struct nb_datagram d;

	if (!nbcoap_endpoint_output(w->e, &d, NULL, NULL, w->now))
		return;
	NB_ASSERT(d.bytes.len <= MESSAGE);
	memcpy(w->last, d.bytes.data, d.bytes.len);
	w->last_len = d.bytes.len;
	nbcoap_endpoint_verdict(w->e, d.tag, verdict, w->now);
}

static nb_ms deadline(const struct world *w)
{
	nb_ms endpoint = nbcoap_endpoint_deadline(w->e);
	nb_ms engine = w->client ? nbcoap_client_deadline(w->client)
				 : nbcoap_server_deadline(w->server);

	return endpoint < engine ? endpoint : engine;
}

static void expire(struct world *w)
{
	nbcoap_endpoint_expire(w->e, w->now);
	if (w->client)
		nbcoap_client_expire(w->client, w->now);
	else
		nbcoap_server_expire(w->server, w->now);
}

static void pass_time(struct world *w)
{
	unsigned how = take(w);

	if (how & 1 && deadline(w) != NB_NEVER && deadline(w) > w->now)
		w->now = deadline(w);
	else
		w->now += (nb_ms)how * how;
	expire(w);
}

/* ---- the client's engine ---- */

static void client_event(struct world *w, const struct nbcoap_client_event *ev)
{
	switch (ev->type) {
	case NBCOAP_CLIENT_PASSED:
		count_pins(w, ev->event.type);
		return;
	case NBCOAP_CLIENT_PROGRESS:
	case NBCOAP_CLIENT_BLOCK:
	case NBCOAP_CLIENT_NOTIFICATION:
		NB_ASSERT(w->waits[ev->transfer]);
		break;
	case NBCOAP_CLIENT_RESPONSE:
	case NBCOAP_CLIENT_QUIET:
	case NBCOAP_CLIENT_FAILED:
		NB_ASSERT(w->waits[ev->transfer]);
		w->waits[ev->transfer] = false;
		break;
	}
	NB_ASSERT(!ev->body.len || ev->body.data);
}

static void client_pull(struct world *w)
{
	struct nbcoap_client_event ev;

	while (nbcoap_client_next_event(w->client, &ev, w->now))
		client_event(w, &ev);
}

static void client_request(struct world *w)
{
	uint8_t how = take(w);
	struct nbcoap_option path = {NBCOAP_URI_PATH, 1, (const uint8_t *)"r"};
	struct nbcoap_client_request r = {
		.request = {.peer = peer,
			    .params = &w->params,
			    .code = (uint8_t)(1 + how % 7),
			    .confirmable = how & 8,
			    .observe = how & 16,
			    .options = &path,
			    .option_count = 1,
			    .payload = {body, take_short(w) % BODY}},
		.szx = take(w) % 7,
		.early = how & 32,
	};
	int free_one = w->waits[0] ? w->waits[1] ? 2 : 1 : 0;

	if (how & 64) {
		r.body = w->room[free_one];
		r.cap = ROOM;
	}
	int transfer = nbcoap_client_request(w->client, &r, w->now);
	if (transfer < 0)
		return;
	NB_ASSERT(transfer < TRANSFERS && !w->waits[transfer]);
	w->waits[transfer] = true;
}

static void client_cancel(struct world *w, int transfer)
{
	struct nbcoap_progress progress;

	if (w->waits[transfer])
		nbcoap_client_cancel(w->client, transfer, &progress, w->now);
	w->waits[transfer] = false;
}

static void client_step(struct world *w)
{
	int transfer;

	switch (take(w) % 8) {
	case 0:
		client_request(w);
		break;
	case 1:
	case 2:
		answer(w);
		break;
	case 3:
		pass_time(w);
		break;
	case 4:
		client_cancel(w, take(w) % TRANSFERS);
		break;
	case 5:
		transfer = take(w) % TRANSFERS;
		if (w->waits[transfer])
			nbcoap_client_leave(w->client, transfer, w->now);
		break;
	case 6:
		nbcoap_endpoint_rebound(w->e, w->now);
		break;
	default:
		send_one(w);
	}
	client_pull(w);
}

static void client_end(struct world *w)
{
	for (int i = 0; i < TRANSFERS; i++)
		client_cancel(w, i);
	client_pull(w);
	NB_ASSERT(w->pins == 0);
}

/* ---- the server's engine ---- */

/* Answers what was asked, with a body of any length, or refuses it. */
static void server_answer(struct world *w)
{
	uint8_t how = take(w);
	struct nbcoap_response r = {
		.code = how & 1 ? 0x45 : 0x84,
		.payload = {body, take_short(w) % BODY},
	};

	if (w->asked < 0)
		return;
	if (how & 2)
		nbcoap_server_observe(w->server, w->asked, how & 4, how % 3);
	int error =
		how & 8 ? nbcoap_server_respond(w->server, w->asked, &r, w->now)
			: NB_ERR_SPACE;
	if (error)
		nbcoap_server_drop(w->server, w->asked, w->now);
	w->asked = -1;
}

static void server_pull(struct world *w)
{
	struct nbcoap_event ev;

	while (nbcoap_server_next_event(w->server, &ev, w->now)) {
		count_pins(w, ev.type);
		if (ev.type != NBCOAP_EVENT_REQUEST)
			continue;
		if (w->asked >= 0)
			nbcoap_server_drop(w->server, w->asked, w->now);
		w->asked = ev.inbound;
		if (take(w) & 1)
			server_answer(w);
	}
}

static void server_step(struct world *w)
{
	switch (take(w) % 6) {
	case 0:
	case 1:
		ask(w);
		break;
	case 2:
		answer(w);
		break;
	case 3:
		pass_time(w);
		break;
	case 4:
		nbcoap_server_notify(w->server, take(w) & 4);
		server_answer(w);
		break;
	default:
		send_one(w);
	}
	server_pull(w);
}

/* ---- either ---- */

static void *open_endpoint(struct world *w)
{
	static const struct nbcoap_endpoint_config config = {
		.exchanges = TRANSFERS,
		.peers = 2,
		.replies = 3,
		.message_size = MESSAGE,
		.secret = "fuzz",
		.inbound = INBOUND,
		.dedup = DEDUP,
		.token_max = TOKEN,
	};
	size_t size = nbcoap_endpoint_footprint(&config);
	void *memory = malloc(size);

	w->params = nbcoap_params_rfc7252;
	w->params.nstart = 2;
	w->params.probing_rate = 0;
	w->e = nbcoap_endpoint_init(memory, size, &config, w->now);
	nbcoap_endpoint_link(w->e, NB_LINK_UP, w->now);
	return memory;
}

static void *open_client(struct world *w)
{
	static const struct nbcoap_client_config config = {
		.transfers = TRANSFERS, .options_size = 40, .secret = "fuzz"};
	size_t size = nbcoap_client_footprint(&config);
	void *memory = malloc(size);

	w->client = nbcoap_client_init(memory, size, &config, w->e);
	return memory;
}

static void *open_server(struct world *w, bool stream)
{
	const struct nbcoap_server_config config = {
		.inbound = INBOUND,
		.bodies = 2,
		.body_size = ROOM,
		.stream = stream,
		.observers = 2,
		.request_size = 40,
		.szx_less = 3,
		.secret = "fuzz",
	};
	size_t size = nbcoap_server_footprint(&config);
	void *memory = malloc(size);

	w->server = nbcoap_server_init(memory, size, &config, w->e);
	return memory;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct world w = {.at = data, .end = data + len, .asked = -1};
	uint8_t side = take(&w);
	void *endpoint = open_endpoint(&w);
	void *engine = side & 1 ? open_client(&w) : open_server(&w, side & 2);

	while (w.at < w.end)
		if (w.client)
			client_step(&w);
		else
			server_step(&w);
	if (w.client)
		client_end(&w);
	free(engine);
	free(endpoint);
	return 0;
}
