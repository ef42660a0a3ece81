#include "unit/transfer_bench.h"

#include "unit/coap_text.h"

#include <stdlib.h>
#include <string.h>

enum { INBOUND = 4, DEDUP = 8, MESSAGE = 256 };

struct nbcoap_server *bench_server;
struct nbcoap_endpoint *bench_endpoint;
nb_ms bench_now;
uint16_t bench_port;
struct nbcoap_response bench_answer;
bool bench_observable;
unsigned bench_confirm_every;
unsigned bench_asked;
int bench_inbound;
char bench_line[BENCH_LINE];
int bench_pins;

static void *memory[2];
static uint16_t sent_id;

static struct nb_addr peer(void)
{
	return (struct nb_addr){.ip = {192, 0, 2, 1},
				.port = bench_port,
				.family = NB_FAMILY_IPV4};
}

static void open_endpoint(void)
{
	struct nbcoap_endpoint_config config = {
		.exchanges = 1,
		.peers = 1,
		.replies = 1,
		.message_size = MESSAGE,
		.secret = "bench",
		.inbound = INBOUND,
		.dedup = DEDUP,
	};
	size_t len = nbcoap_endpoint_footprint(&config);

	memory[0] = malloc(len);
	bench_endpoint =
		nbcoap_endpoint_init(memory[0], len, &config, bench_now);
	nbcoap_endpoint_link(bench_endpoint, NB_LINK_UP, bench_now);
}

void bench_open(unsigned bodies, unsigned observers, uint8_t szx, bool stream)
{
	struct nbcoap_server_config config = {
		.inbound = INBOUND,
		.bodies = bodies,
		.body_size = BENCH_BODY,
		.stream = stream,
		.observers = observers,
		.request_size = 64,
		.szx_less = (uint8_t)(NBCOAP_BLOCK_SZX_MAX - szx),
		.secret = "bench",
	};
	size_t len = nbcoap_server_footprint(&config);

	bench_now = 1000;
	bench_port = 5683;
	bench_asked = 0;
	bench_pins = 0;
	bench_observable = false;
	bench_confirm_every = 0;
	bench_answer = (struct nbcoap_response){.code = NBCOAP_CODE(2, 5)};
	open_endpoint();
	memory[1] = malloc(len);
	ck_assert_ptr_null(nbcoap_server_init(memory[1], len - 1, &config,
					      bench_endpoint));
	bench_server =
		nbcoap_server_init(memory[1], len, &config, bench_endpoint);
	ck_assert_ptr_nonnull(bench_server);
}

void bench_close(void)
{
	free(memory[0]);
	free(memory[1]);
}

static void asked(const struct nbcoap_event *ev)
{
	bench_asked++;
	bench_inbound = ev->inbound;
	coap_text_message(&ev->message, bench_line, sizeof(bench_line));
	if (bench_observable)
		nbcoap_server_observe(bench_server, ev->inbound, 1,
				      bench_confirm_every);
	if (bench_answer.code)
		ck_assert_int_eq(
			nbcoap_server_respond(bench_server, ev->inbound,
					      &bench_answer, bench_now),
			0);
}

void bench_pull(void)
{
	struct nbcoap_event ev;

	while (nbcoap_server_next_event(bench_server, &ev, bench_now)) {
		if (ev.type == NBCOAP_EVENT_REQUEST)
			asked(&ev);
		bench_pins += ev.type == NBCOAP_EVENT_PIN;
		bench_pins -= ev.type == NBCOAP_EVENT_UNPIN;
	}
}

void bench_hear(const char *line)
{
	uint8_t bytes[BENCH_LINE];
	struct nb_addr from = peer();
	int len = coap_text_encode(line, bytes, sizeof(bytes));

	ck_assert_msg(len >= 0, "no message: %s", line);
	nbcoap_endpoint_input(bench_endpoint, &from, bytes, (size_t)len,
			      bench_now);
	bench_pull();
}

static bool next_sent(char *line, size_t cap)
{
	struct nb_datagram d;
	struct nbcoap_message m;

	if (!nbcoap_endpoint_output(bench_endpoint, &d, NULL, NULL, bench_now))
		return false;
	ck_assert_int_eq(nbcoap_message_decode(&m, d.bytes.data, d.bytes.len),
			 NBCOAP_FORMAT_GOOD);
	sent_id = m.id;
	if (m.type == NBCOAP_CON || m.type == NBCOAP_NON)
		m.id = 0; /* ours: any */
	coap_text_message(&m, line, cap);
	nbcoap_endpoint_verdict(bench_endpoint, d.tag, NB_VERDICT_ACCEPTED,
				bench_now);
	bench_pull();
	return true;
}

void bench_expect(const char *line)
{
	char got[BENCH_LINE];

	ck_assert_msg(next_sent(got, sizeof(got)), "nothing came for %s", line);
	ck_assert_str_eq(got, line);
}

void bench_expect_silence(void)
{
	char got[BENCH_LINE];

	ck_assert_msg(!next_sent(got, sizeof(got)), "%s", got);
}

uint16_t bench_sent_id(void)
{
	return sent_id;
}

static nb_ms deadline(void)
{
	nb_ms a = nbcoap_endpoint_deadline(bench_endpoint);
	nb_ms b = nbcoap_server_deadline(bench_server);

	return a < b ? a : b;
}

void bench_pass(nb_ms ms)
{
	nb_ms until = bench_now + ms;

	while (bench_now < until) {
		bench_now = deadline() < until ? deadline() : until;
		nbcoap_endpoint_expire(bench_endpoint, bench_now);
		nbcoap_server_expire(bench_server, bench_now);
		bench_pull();
	}
}
