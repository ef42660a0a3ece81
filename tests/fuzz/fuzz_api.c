/*
 * fuzz_api.c - a local program that writes anything
 *
 * The input is what one client sends, in pieces; over the link every request
 * is answered or lost.  Whatever comes: what is told is ASCII, line by line,
 * each a JSON object, and at last nothing is under way.
 */
#include "base/assert.h"
#include "hub/hub.h"

#include <nbcoap/message.h>

#include <jansson.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

enum { VERDICTS = 64, MESSAGE = 1232, ROUNDS = 1000 };

/* A link that takes everything, and answers every second request. */
struct sink {
	bool up;
	uint64_t tags[VERDICTS];
	size_t tag_count;
	uint8_t answer[MESSAGE];
	int answer_len;
	struct nb_addr peer;
	unsigned requests;
};

static void answer(struct sink *s, const struct nb_datagram *d)
{
	struct nbcoap_message m;
	struct nb_bytes body = {(const uint8_t *)"ok", 2};

	if (nbcoap_message_decode(&m, d->bytes.data, d->bytes.len) !=
		    NBCOAP_FORMAT_GOOD ||
	    s->requests++ % 2)
		return;
	m.type = m.type == NBCOAP_CON ? NBCOAP_ACK : NBCOAP_NON;
	m.code = NBCOAP_CODE(2, 5);
	s->peer = d->peer;
	s->answer_len = nbcoap_message_encode(&m, NULL, 0, body, s->answer,
					      sizeof(s->answer));
}

static int link_send(void *link, const struct nb_datagram *d, nb_ms now)
{
	struct sink *s = link;

	(void)now;
	NB_ASSERT(d->bytes.len <= MESSAGE);
	if (s->tag_count == VERDICTS)
		return NB_ERR_SPACE;
	s->tags[s->tag_count++] = d->tag;
	answer(s, d);
	return 0;
}

static bool link_ready(void *link, const struct nb_addr *peer)
{
	(void)peer;
	return ((struct sink *)link)->tag_count < VERDICTS;
}

static void link_withdraw(void *link, uint64_t tag, nb_ms now)
{
	(void)link;
	(void)tag;
	(void)now;
}

static void link_pin(void *link, const struct nb_addr *peer, enum nb_pin why,
		     nb_ms now)
{
	(void)link;
	(void)peer;
	(void)why;
	(void)now;
}

static void link_look(void *link, const struct nb_addr *peer, nb_ms now)
{
	(void)link;
	(void)peer;
	(void)now;
}

static int link_resolve(void *link, const char *name, uint64_t tag, nb_ms now)
{
	(void)link;
	(void)tag;
	(void)now;
	NB_ASSERT(*name && !strpbrk(name, "\",\r\n"));
	return NB_ERR_SPACE;
}

static void link_status(void *link, struct nb_link_status *out, nb_ms now)
{
	(void)link;
	(void)now;
	out->driver = "fuzz";
	out->state = NB_LINK_UP;
}

static size_t link_mtu(void *link, enum nb_family family)
{
	(void)link;
	(void)family;
	return MESSAGE;
}

static const struct nb_metric *link_metrics(void *link, const void **counters)
{
	static const struct nb_metric none[] = {{.name = NULL}};

	*counters = link;
	return none;
}

static bool link_next_event(void *link, struct nb_link_event *ev, nb_ms now)
{
	struct sink *s = link;

	(void)now;
	memset(ev, 0, sizeof(*ev));
	if (!s->up) {
		s->up = true;
		ev->type = NB_LINK_STATE;
		ev->state = NB_LINK_UP;
	} else if (s->tag_count > 0) {
		ev->type = NB_LINK_VERDICT;
		ev->tag = s->tags[--s->tag_count];
	} else if (s->answer_len > 0) {
		ev->type = NB_LINK_RECEIVED;
		ev->peer = s->peer;
		ev->bytes = (struct nb_bytes){s->answer, (size_t)s->answer_len};
		s->answer_len = 0;
	} else {
		return false;
	}
	return true;
}

static nb_ms link_deadline(void *link)
{
	(void)link;
	return NB_NEVER;
}

static void link_expire(void *link, nb_ms now)
{
	(void)link;
	(void)now;
}

static const struct nb_link_ops ops = {
	.send = link_send,
	.ready = link_ready,
	.withdraw = link_withdraw,
	.pin = link_pin,
	.unpin = link_pin,
	.look = link_look,
	.resolve = link_resolve,
	.status = link_status,
	.mtu = link_mtu,
	.metrics = link_metrics,
	.next_event = link_next_event,
	.deadline = link_deadline,
	.expire = link_expire,
};

static struct gw_target_config target = {
	.origin.name = "t",
	.uri = "coap://[2001:db8::1]/b",
	.max_body = 65536,
	.dns_ttl = 1000,
};

static struct gw_route_config route = {
	.path = "/r",
	.target = "t",
	.remote_path = "/x",
	.methods = 0x7f,
	.confirmable = true,
	.priority = GW_PRIORITY_NORMAL,
	.timeout = 60000,
	.queue_limit = 4,
};

static const struct gw_config config = {
	.settings = {.max_clients = 1, .max_line = 4096, .max_in_flight = 4},
	.modem = true,
	.targets = &target,
	.target_count = 1,
	.routes = &route,
	.route_count = 1,
};

static struct hub *open_hub(struct sink *s)
{
	const struct hub_setup setup = {
		.config = &config,
		.link = {&ops, s},
		.instance = "fuzz",
		.version = "0",
	};
	struct hub *h;

	target.params = nbcoap_params_rfc7252;
	h = hub_open(&setup, 0);
	NB_ASSERT(h);
	hub_pump(h, 0);
	return h;
}

/* ASCII, and nothing that a line reader stumbles over. */
static bool is_plain(uint8_t c)
{
	return c >= 0x20 && c < 0x80;
}

/* Whole lines, ASCII, each an object. */
static void hear(struct hub *h, int client)
{
	const void *data;
	size_t len = hub_client_output(h, client, &data);
	const char *at = data;
	struct hub_event ev;

	while (len > 0) {
		const char *lf = memchr(at, '\n', len);
		json_t *message;

		NB_ASSERT(lf);
		for (const char *c = at; c < lf; c++)
			NB_ASSERT(is_plain((uint8_t)*c));
		message = json_loadb(at, (size_t)(lf - at), 0, NULL);
		NB_ASSERT(json_is_object(message));
		json_decref(message);
		len -= (size_t)(lf - at) + 1;
		hub_client_output_done(h, client, (size_t)(lf - at) + 1);
		at = lf + 1;
	}
	while (hub_next_event(h, &ev))
		;
}

static nb_ms wait_a_little(struct hub *h, int client, nb_ms now)
{
	nb_ms due = hub_deadline(h);

	now = due == NB_NEVER || due < now ? now + 1000 : due;
	hub_expire(h, now);
	hear(h, client);
	return now;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct sink sink = {.up = false};
	struct hub *h = open_hub(&sink);
	struct hub_peer who = {1000, 1000, 1};
	int client = hub_client_add(h, &who);
	nb_ms now = 0;
	int rounds = 0;

	while (len > 0 && !hub_client_is_done(h, client)) {
		size_t piece = len < 100 ? len : 100;
		size_t taken = hub_client_input(h, client, data, piece, now);

		data += taken;
		len -= taken;
		hub_pump(h, now);
		hear(h, client);
		if (!hub_client_wants_input(h, client))
			now = wait_a_little(h, client, now);
		NB_ASSERT(++rounds < ROUNDS + (int)len);
	}
	hub_client_eof(h, client, now);
	hub_pump(h, now);
	hear(h, client);
	while (!hub_client_is_done(h, client)) {
		now = wait_a_little(h, client, now);
		NB_ASSERT(++rounds < 100 * ROUNDS);
	}
	hub_client_remove(h, client, now);
	hub_close(h);
	return 0;
}
