#include "unit/transfer_client_bench.h"

#include "unit/coap_text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MESSAGE = 1152, QUEUE = 8, LINE = 4096 };

struct transfer_client_bench b;

static void *endpoint_memory, *client_memory;
static char queue[QUEUE][LINE];
static unsigned queued;
static uint8_t first_token[NBCOAP_TOKEN_MAX];
static uint8_t upload[TRANSFER_CLIENT_BENCH_BODY];
static int pins;

void transfer_client_bench_setup(void)
{
	struct nbcoap_endpoint_config endpoint = {
		.exchanges = 4,
		.peers = 2,
		.replies = 4,
		.message_size = MESSAGE,
		.secret = "transfers",
	};
	struct nbcoap_client_config client = {
		.transfers = 3, .options_size = 64, .secret = "transfers"};
	size_t len = nbcoap_endpoint_footprint(&endpoint);

	memset(&b, 0, sizeof(b));
	queued = 0;
	pins = 0;
	b.now = 1000;
	b.params = nbcoap_params_rfc7252;
	b.params.ack_random_milli = 1000;
	b.peer = (struct nb_addr){
		.ip = {192, 0, 2, 1}, .port = 5683, .family = NB_FAMILY_IPV4};
	endpoint_memory = malloc(len);
	b.e = nbcoap_endpoint_init(endpoint_memory, len, &endpoint, b.now);
	nbcoap_endpoint_link(b.e, NB_LINK_UP, b.now);
	len = nbcoap_client_footprint(&client);
	client_memory = malloc(len);
	ck_assert_ptr_null(
		nbcoap_client_init(client_memory, len - 1, &client, b.e));
	b.c = nbcoap_client_init(client_memory, len, &client, b.e);
	b.request = (struct nbcoap_client_request){
		.request.peer = b.peer,
		.request.params = &b.params,
		.request.confirmable = true,
		.szx = NBCOAP_BLOCK_SZX_MAX,
		.body = b.body,
		.cap = sizeof(b.body),
	};
}

static void pull_events(void)
{
	struct nbcoap_client_event event;

	while (nbcoap_client_next_event(b.c, &event, b.now)) {
		if (event.type == NBCOAP_CLIENT_PASSED) {
			pins += event.event.type == NBCOAP_EVENT_PIN;
			pins -= event.event.type == NBCOAP_EVENT_UNPIN;
		} else if (event.type != NBCOAP_CLIENT_PROGRESS) {
			b.told = event;
			b.told_count++;
		}
	}
}

void transfer_client_bench_teardown(void)
{
	pull_events();
	ck_assert_int_eq(pins, 0);
	free(client_memory);
	free(endpoint_memory);
}

/* A test may compare it with tokens of the messages before. */
static const uint8_t *keep_token(const struct nbcoap_message *m)
{
	static uint8_t tokens[64][NBCOAP_TOKEN_MAX];
	static unsigned next;
	uint8_t *token = tokens[next++ % 64];

	ck_assert_uint_le(m->token_len, NBCOAP_TOKEN_MAX);
	return memcpy(token, m->token, m->token_len);
}

static void keep(const struct nb_datagram *d)
{
	struct nbcoap_message m;

	nbcoap_message_decode(&m, d->bytes.data, d->bytes.len);
	ck_assert_uint_lt(queued, QUEUE);
	if (m.code == NBCOAP_EMPTY) {
		coap_text_message(&m, queue[queued++], LINE);
		return;
	}
	b.sent = m;
	b.sent.token = keep_token(&m);
	m.token_len = 0;
	m.id = 0;
	coap_text_message(&m, queue[queued++], LINE);
}

static void pull(void)
{
	struct nb_datagram d;

	pull_events();
	while (nbcoap_endpoint_output(b.e, &d, NULL, NULL, b.now)) {
		keep(&d);
		nbcoap_endpoint_verdict(b.e, d.tag, NB_VERDICT_ACCEPTED, b.now);
		pull_events();
	}
}

void asks(uint8_t method, const char *path, const char *body)
{
	struct nbcoap_option option = {NBCOAP_URI_PATH, (uint16_t)strlen(path),
				       (const uint8_t *)path};
	char line[LINE];

	coap_text_unroll(body, line);
	int len = coap_text_bytes(line, upload, sizeof(upload));
	ck_assert_int_ge(len, 0);
	b.request.request.code = method;
	if (!b.request.request.option_count) {
		b.request.request.options = &option;
		b.request.request.option_count = 1;
	}
	b.request.request.payload = (struct nb_bytes){upload, (size_t)len};
	b.transfer = nbcoap_client_request(b.c, &b.request, b.now);
	b.request.request.option_count = 0;
	ck_assert_int_ge(b.transfer, 0);
	pull();
	memcpy(first_token, b.sent.token, sizeof(first_token));
}

void get(const char *path)
{
	asks(NBCOAP_GET, path, "");
}

void sends_nothing(void)
{
	ck_assert_msg(queued == 0, "%s was sent", queue[0]);
}

void sends(const char *line)
{
	char expected[LINE];
	char got[LINE];

	ck_assert_msg(queued > 0, "nothing was sent");
	strcpy(got, queue[0]);
	/* Message ID and token are the endpoint's choice. */
	char *id = strstr(got, " id=");
	if (id)
		memmove(id, id + 8, strlen(id + 8) + 1);
	coap_text_unroll(line, expected);
	ck_assert_str_eq(got, expected);
	memmove(queue[0], queue[1], (size_t)--queued * LINE);
}

static void arrives(const char *head, const uint8_t token[NBCOAP_TOKEN_MAX],
		    const char *rest)
{
	char line[2 * LINE], plain[2 * LINE], hex[2 * NBCOAP_TOKEN_MAX + 1];
	uint8_t bytes[2048];

	coap_text_hex((struct nb_bytes){token, b.params.token_len}, hex,
		      sizeof(hex));
	snprintf(line, sizeof(line), "%s token=%s %s", head, hex, rest);
	coap_text_unroll(line, plain);
	int len = coap_text_encode(plain, bytes, sizeof(bytes));
	ck_assert_int_ge(len, 0);
	nbcoap_endpoint_input(b.e, &b.peer, bytes, (size_t)len, b.now);
	pull();
}

static void speaks(const char *type, unsigned id, const uint8_t *token,
		   const char *line)
{
	char head[32];

	sends_nothing();
	snprintf(head, sizeof(head), "%s %.4s id=%04x", type, line, id);
	arrives(head, token, line + 4);
}

void replies(const char *line)
{
	speaks("ACK", b.sent.id, b.sent.token, line);
}

void says(const char *type, unsigned id, const char *line)
{
	speaks(type, id, b.sent.token, line);
}

void notifies(const char *type, unsigned id, const char *line)
{
	speaks(type, id, first_token, line);
}

void passes(nb_ms time)
{
	nb_ms until = b.now + time;

	while (b.now < until) {
		nb_ms deadline = nbcoap_client_deadline(b.c);
		b.now = deadline < until ? deadline : until;
		nbcoap_client_expire(b.c, b.now);
		pull();
	}
}

void passes_until_sent(nb_ms least, nb_ms most)
{
	nb_ms start = b.now;

	passes(least - 1);
	sends_nothing();
	while (!queued && b.now - start < most)
		passes(1);
	ck_assert_uint_eq(queued, 1);
}

void told_nothing(void)
{
	ck_assert_uint_eq(b.told_count, 0);
}

static void told(enum nbcoap_client_event_type type)
{
	ck_assert_uint_eq(b.told_count, 1);
	ck_assert_int_eq(b.told.type, type);
	ck_assert_int_eq(b.told.transfer, b.transfer);
	b.told_count = 0;
}

static void is_body(const char *text)
{
	char plain[LINE];
	uint8_t bytes[2048];

	coap_text_unroll(text, plain);
	int len = coap_text_bytes(plain, bytes, sizeof(bytes));
	ck_assert_uint_eq(b.told.body.len, (size_t)len);
	ck_assert(!len || !memcmp(b.told.body.data, bytes, (size_t)len));
}

void told_response(uint8_t code, const char *body)
{
	told(NBCOAP_CLIENT_RESPONSE);
	ck_assert_uint_eq(b.told.event.message.code, code);
	is_body(body);
}

void told_notification(uint8_t code, const char *body)
{
	told(NBCOAP_CLIENT_NOTIFICATION);
	ck_assert_uint_eq(b.told.event.message.code, code);
	is_body(body);
}

void told_block(uint32_t offset, const char *body)
{
	told(NBCOAP_CLIENT_BLOCK);
	ck_assert_uint_eq(b.told.offset, offset);
	is_body(body);
}

void told_failure(enum nbcoap_failure failure)
{
	told(NBCOAP_CLIENT_FAILED);
	ck_assert_int_eq(b.told.event.failure, failure);
}
