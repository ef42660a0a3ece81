/*
 * fuzz_endpoint.c - an endpoint amid an owner, a link and peers that do
 * anything at any time
 *
 * The input is a list of steps, each an operation and its operands.  Whatever
 * happens: every request ends exactly once, theirs as well as ours, bytes at
 * the link do not change before their verdict, pins are undone, and at last
 * nothing is left.
 */
#include "base/assert.h"

#include <nbcoap/endpoint.h>

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

enum {
	EXCHANGES = 4,
	PEERS = 2,
	INBOUND = 2,
	DEDUP = 4,
	AT_LINK = 40,
	MESSAGE = 40,
	LONG_TOKEN = MESSAGE / 4,
};

enum life { UNUSED, WAITING, ENDED };

/* What has become of what a peer asked. */
enum asked { NOBODY, ASKED, ANSWERED };

/* A datagram that the link has, and what it was when the link got it. */
struct held {
	bool used;
	struct nb_datagram d;
	uint8_t copy[MESSAGE];
};

struct world {
	const uint8_t *at, *end;
	void *memory;
	size_t size;
	struct nbcoap_endpoint *e;
	struct nbcoap_params params;
	nb_ms now;
	struct held held[AT_LINK];
	enum life life[EXCHANGES];
	enum asked asked[DEDUP];
	int pins;
	/* The last datagram that went out: answers are made of it. */
	struct nb_addr peer;
	uint8_t last[MESSAGE];
};

static struct nbcoap_endpoint_config config = {
	.exchanges = EXCHANGES,
	.peers = PEERS,
	.replies = 3,
	.message_size = MESSAGE,
	.secret = "fuzz",
	.inbound = INBOUND,
	.dedup = DEDUP,
};

static uint8_t take(struct world *w)
{
	return w->at < w->end ? *w->at++ : 0;
}

static struct nb_addr peer(uint8_t n)
{
	return (struct nb_addr){.ip = {192, 0, 2, 1},
				.port = (uint16_t)(1 + n % 3),
				.family = NB_FAMILY_IPV4};
}

static void pull_events(struct world *w)
{
	struct nbcoap_event ev;

	while (nbcoap_endpoint_next_event(w->e, &ev)) {
		w->pins += ev.type == NBCOAP_EVENT_PIN;
		w->pins -= ev.type == NBCOAP_EVENT_UNPIN;
		switch (ev.type) {
		case NBCOAP_EVENT_RESPONSE:
		case NBCOAP_EVENT_PONG:
		case NBCOAP_EVENT_QUIET:
		case NBCOAP_EVENT_FAILED:
			NB_ASSERT(w->life[ev.exchange] == WAITING);
			w->life[ev.exchange] = ENDED;
			break;
		case NBCOAP_EVENT_PROGRESS:
		case NBCOAP_EVENT_LOOK:
		case NBCOAP_EVENT_NOTIFICATION:
			NB_ASSERT(w->life[ev.exchange] == WAITING);
			break;
		case NBCOAP_EVENT_PIN:
		case NBCOAP_EVENT_UNPIN:
		case NBCOAP_EVENT_WITHDRAW:
			break;
		case NBCOAP_EVENT_REQUEST:
			NB_ASSERT(w->asked[ev.inbound] == NOBODY);
			w->asked[ev.inbound] = ASKED;
			break;
		case NBCOAP_EVENT_DELIVERED:
		case NBCOAP_EVENT_UNDELIVERED:
			NB_ASSERT(w->asked[ev.inbound] == ANSWERED);
			w->asked[ev.inbound] = NOBODY;
			break;
		}
	}
}

static void pull_output(struct world *w)
{
	for (unsigned i = 0; i < AT_LINK; i++) {
		struct held *h = &w->held[i];
		if (h->used)
			continue;
		if (!nbcoap_endpoint_output(w->e, &h->d, NULL, NULL, w->now))
			return;
		h->used = true;
		NB_ASSERT(h->d.bytes.len <= MESSAGE);
		memcpy(h->copy, h->d.bytes.data, h->d.bytes.len);
		memcpy(w->last, h->copy, sizeof(w->last));
		w->peer = h->d.peer;
	}
}

static void started(struct world *w, int exchange)
{
	if (exchange < 0)
		return;
	NB_ASSERT(exchange < EXCHANGES && w->life[exchange] != WAITING);
	w->life[exchange] = WAITING;
}

static void request(struct world *w)
{
	uint8_t how = take(w);
	struct nbcoap_option options[] = {{.number = NBCOAP_OBSERVE},
					  {NBCOAP_URI_PATH, 1, &how}};
	uint8_t code = (uint8_t)(1 + how / 4 % 7);
	bool observe = code == NBCOAP_GET && how & 64;
	struct nbcoap_request r = {
		.peer = peer(how),
		.params = &w->params,
		.code = code,
		.confirmable = how & 128,
		.options = observe ? options : options + 1,
		.option_count = observe ? 2 : 1,
		.observe = observe,
		.suppress = how & 64 && !observe ? 26 : 0,
	};

	if (how == 255)
		started(w, nbcoap_endpoint_ping(w->e, &r.peer, &w->params, 0,
						w->now));
	else
		started(w, nbcoap_endpoint_request(w->e, &r, w->now));
}

static void verdict(struct world *w)
{
	struct held *h = &w->held[take(w) % AT_LINK];
	enum nb_verdict what = (enum nb_verdict)(take(w) % 4);

	if (!h->used)
		return;
	NB_ASSERT(!memcmp(h->copy, h->d.bytes.data, h->d.bytes.len));
	h->used = false;
	nbcoap_endpoint_verdict(w->e, h->d.tag, what, w->now);
}

/* Registers again, deregisters, or leaves. */
static void cancel(struct world *w)
{
	struct nbcoap_progress progress;
	uint8_t how = take(w);
	int exchange = how % EXCHANGES;

	if (w->life[exchange] != WAITING)
		return;
	if (how & 128) {
		nbcoap_endpoint_repeat(w->e, exchange,
				       how & 64 ? NBCOAP_OBSERVE_REGISTER
						: NBCOAP_OBSERVE_DEREGISTER,
				       w->now);
		return;
	}
	nbcoap_endpoint_cancel(w->e, exchange, &progress, w->now);
	w->life[exchange] = ENDED;
}

/* Answers the last datagram: another type and code, perhaps more. */
static void answer(struct world *w)
{
	uint8_t how = take(w);
	uint8_t bytes[MESSAGE];
	size_t len = 4 + (size_t)(w->last[0] & 15);

	memcpy(bytes, w->last, sizeof(bytes));
	bytes[0] = (uint8_t)((bytes[0] & 0xcf) | (how & 0x30));
	bytes[1] = how & 1 ? take(w) : 0;
	if (how & 2)
		bytes[3] = take(w);
	if (how & 4)
		bytes[4] = take(w);
	if (!bytes[1]) {
		bytes[0] &= 0xf0;
		len = 4;
	}
	if (how & 8)
		bytes[len++] = 0x60;
	nbcoap_endpoint_input(w->e, &w->peer, bytes, len, w->now);
}

/* Answers what a peer asked: 2.04, 4.04 or silence, a payload or not. */
static void respond(struct world *w)
{
	uint8_t how = take(w);
	int inbound = how % DEDUP;
	struct nbcoap_response response = {
		.code = how & 64 ? 0x84 : 0x44,
		.payload = {&how, how & 32 ? MESSAGE - 20 : 0},
	};
	static uint8_t payload[MESSAGE];

	response.payload.data = payload;
	if (w->asked[inbound] != ASKED)
		return;
	if (how & 16) {
		w->asked[inbound] = NOBODY;
		nbcoap_endpoint_drop(w->e, inbound, w->now);
		return;
	}
	w->asked[inbound] = ANSWERED;
	int error = (how & 128 ? nbcoap_endpoint_refuse
			       : nbcoap_endpoint_respond)(w->e, inbound,
							  &response, w->now);
	NB_ASSERT(!error);
}

/* A small request, which is likely a duplicate. */
static void ask(struct world *w)
{
	uint8_t how = take(w);
	struct nbcoap_arrival arrival = {
		.peer = peer(how),
		.admit = (enum nbcoap_admit)(how / 64 % 4 % 3),
		.multicast = how == 255,
	};
	uint8_t bytes[] = {how & 32 ? 0x41 : 0x51,
			   (uint8_t)(1 + how / 4 % 4),
			   0,
			   take(w) % 8,
			   how,
			   0xd1,
			   0xf5,
			   take(w) & 26};
	size_t len = how & 16 ? sizeof(bytes) : sizeof(bytes) - 3;

	nbcoap_endpoint_arrival(w->e, &arrival, bytes, len, w->now);
}

static void receive(struct world *w)
{
	struct nb_addr from = peer(take(w));
	size_t len = take(w) % 32;

	if (len > (size_t)(w->end - w->at))
		len = (size_t)(w->end - w->at);
	nbcoap_endpoint_input(w->e, &from, w->at, len, w->now);
	w->at += len;
}

static void pass_time(struct world *w)
{
	uint8_t how = take(w);
	nb_ms deadline = nbcoap_endpoint_deadline(w->e);

	if (how & 1 && deadline != NB_NEVER && deadline > w->now)
		w->now = deadline;
	else
		w->now += (nb_ms)how * how;
	nbcoap_endpoint_expire(w->e, w->now);
	NB_ASSERT(nbcoap_endpoint_deadline(w->e) > w->now);
}

static void begin(struct world *w)
{
	w->e = nbcoap_endpoint_init(w->memory, w->size, &config, w->now);
	nbcoap_endpoint_link(w->e, NB_LINK_UP, w->now);
}

/* All that went on is gone, but for what was saved, perhaps not as it was. */
static void restart(struct world *w)
{
	uint8_t how = take(w);
	uint8_t *saved = malloc(w->size);
	int len = nbcoap_endpoint_save(w->e, saved, w->size, w->now);

	NB_ASSERT(len > 0 && (size_t)len <= w->size);
	if (how & 1)
		saved[take(w) % len] ^= (uint8_t)(1 + take(w) % 255);
	memset(w->held, 0, sizeof(w->held));
	memset(w->life, 0, sizeof(w->life));
	memset(w->asked, 0, sizeof(w->asked));
	w->pins = 0;
	begin(w);
	int error =
		nbcoap_endpoint_restore(w->e,
					(struct nb_bytes){saved, (size_t)len},
					(nb_ms)how * how * how, w->now);
	NB_ASSERT(!error || how & 1);
	free(saved);
}

static void step(struct world *w)
{
	switch (take(w) % 12) {
	case 0:
		request(w);
		break;
	case 1:
		verdict(w);
		break;
	case 2:
		cancel(w);
		break;
	case 3:
		answer(w);
		break;
	case 4:
		receive(w);
		break;
	case 5:
		pass_time(w);
		break;
	case 6:
		nbcoap_endpoint_link(w->e, (enum nb_link_state)(take(w) % 6),
				     w->now);
		break;
	case 7:
		nbcoap_endpoint_rebound(w->e, w->now);
		break;
	case 8:
		pull_output(w);
		break;
	case 9:
		ask(w);
		break;
	case 10:
		respond(w);
		break;
	default:
		restart(w);
	}
	pull_events(w);
}

/* Who still asks is left unanswered. */
static void drop_all(struct world *w)
{
	for (int i = 0; i < DEDUP; i++) {
		if (w->asked[i] != ASKED)
			continue;
		nbcoap_endpoint_drop(w->e, i, w->now);
		w->asked[i] = NOBODY;
	}
}

/* The owner leaves, the link gives up everything, time passes. */
static void wind_up(struct world *w)
{
	struct nbcoap_progress progress;

	for (int i = 0; i < EXCHANGES; i++)
		if (w->life[i] == WAITING)
			nbcoap_endpoint_cancel(w->e, i, &progress, w->now);
	drop_all(w);
	nbcoap_endpoint_link(w->e, NB_LINK_DOWN, w->now);
	for (unsigned i = 0; i < AT_LINK; i++)
		if (w->held[i].used)
			nbcoap_endpoint_verdict(w->e, w->held[i].d.tag,
						NB_VERDICT_UNKNOWN, w->now);
	while (nbcoap_endpoint_deadline(w->e) != NB_NEVER) {
		w->now = nbcoap_endpoint_deadline(w->e);
		nbcoap_endpoint_expire(w->e, w->now);
	}
	pull_events(w);
	NB_ASSERT(w->pins == 0);
	for (int i = 0; i < DEDUP; i++)
		NB_ASSERT(w->asked[i] == NOBODY);
}

/* All slots must be free again. */
static void fill_up(struct world *w)
{
	struct nb_addr a = peer(0);
	int i;

	w->now += 1000000;
	for (i = 0; i < EXCHANGES; i++)
		NB_ASSERT(nbcoap_endpoint_ping(w->e, &a, &w->params, 0,
					       w->now) >= 0);
}

static void post(struct world *w, uint8_t id)
{
	static const struct nbcoap_response changed = {
		.code = NBCOAP_CODE(2, 4)};
	const uint8_t bytes[] = {0x50, NBCOAP_POST, 1, id};
	struct nb_addr from = peer(0);
	struct nbcoap_event ev;
	int inbound = -1;

	nbcoap_endpoint_input(w->e, &from, bytes, sizeof(bytes), w->now);
	while (nbcoap_endpoint_next_event(w->e, &ev))
		if (ev.type == NBCOAP_EVENT_REQUEST)
			inbound = ev.inbound;
	NB_ASSERT(inbound >= 0);
	NB_ASSERT(!nbcoap_endpoint_respond(w->e, inbound, &changed, w->now));
}

/* The same for inbounds: none of these may be forgotten for the next. */
static void fill_up_inbounds(struct world *w)
{
	for (uint8_t id = 0; id < DEDUP; id++)
		post(w, id);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct world w = {.at = data, .end = data + len};

	w.params = nbcoap_params_rfc7252;
	w.params.nstart = 1 + take(&w) % 6;
	w.params.probing_rate = w.params.nstart % 2 * 1000;
	uint8_t token = take(&w);
	config.token_max = token < 128 ? NBCOAP_TOKEN_MAX : LONG_TOKEN;
	w.params.token_len = token % (config.token_max + 1);
	w.size = nbcoap_endpoint_footprint(&config);
	w.memory = malloc(w.size);
	begin(&w);
	while (w.at < w.end)
		step(&w);
	wind_up(&w);
	w.params.nstart = EXCHANGES;
	w.params.probing_rate = 0;
	w.params.token_len = 4;
	fill_up(&w);
	fill_up_inbounds(&w);
	free(w.memory);
	return 0;
}
