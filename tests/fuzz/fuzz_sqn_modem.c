/*
 * fuzz_sqn_modem.c - the driver under any bytes of a modem, cuts and times
 *
 * The input is a script: each step is one byte, and what it needs follows it.
 * Whatever comes, each datagram gets one verdict, no deadline stands still,
 * and afterwards a sane modem brings the link up.
 */
#include "base/assert.h"
#include "sequans/modem.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

#define TAGS 16

struct world {
	const uint8_t *at, *end;
	struct sqn_modem *modem;
	struct nb_link link;
	nb_ms now;
	enum nb_link_state state;
	bool wants_port;
	bool commanded;
	bool sane; /* the modem answers as a good one does */
	bool sent[TAGS];
	uint8_t line[600]; /* what the driver writes to the sane modem */
	size_t line_len;
};

static uint8_t next(struct world *w)
{
	return w->at < w->end ? *w->at++ : 0;
}

static struct nb_addr peer(struct world *w)
{
	uint8_t n = next(w);
	struct nb_addr a = {.family = NB_FAMILY_IPV6,
			    .ip = {0x20, 1, 0xd, 0xb8, [15] = n % 9},
			    .port = 5683};

	if (n & 0x80)
		a = (struct nb_addr){.family = NB_FAMILY_IPV4,
				     .ip = {192, 0, 2, 1},
				     .port = 5683};
	return a;
}

static volatile unsigned sum;

static void take_event(struct world *w, const struct nb_link_event *ev)
{
	switch (ev->type) {
	case NB_LINK_RECEIVED:
		for (size_t i = 0; i < ev->bytes.len; i++)
			sum = sum + ev->bytes.data[i];
		break;
	case NB_LINK_VERDICT:
		NB_ASSERT(ev->tag < TAGS && w->sent[ev->tag]);
		w->sent[ev->tag] = false;
		break;
	case NB_LINK_STATE:
		w->state = ev->state;
		break;
	case NB_LINK_LOG:
		NB_ASSERT(strlen(ev->text) < NB_LOG_TEXT);
		break;
	case NB_LINK_REBOUND:
	case NB_LINK_DROWSY:
	case NB_LINK_RESOLVED:
		break;
	case NB_LINK_ANSWERED:
		NB_ASSERT(w->commanded);
		w->commanded = false;
	}
}

/* ---- a sane modem ---- */

static void say(struct world *w, const char *text)
{
	sqn_modem_input_bytes(w->modem, text, strlen(text), w->now);
}

static void answer(struct world *w)
{
	static const struct {
		const char *command, *answer;
	} answers[] = {
		{"AT+CEREG?", "\r\n+CEREG: 2,1\r\n"},
		{"AT+CPIN?", "\r\n+CPIN: READY\r\n"},
		{"AT+CGPADDR", "\r\n+CGPADDR: 1,\"2001:db8::2\"\r\n"},
	};
	const char *line = (const char *)w->line;

	if (strncmp(line, "AT", 2) != 0)
		return;
	for (size_t i = 0; i < NB_COUNT(answers); i++) {
		size_t n = strlen(answers[i].command);
		if (strncmp(line, answers[i].command, n) == 0)
			say(w, answers[i].answer);
	}
	say(w, "\r\nOK\r\n");
}

static void hear(struct world *w, const uint8_t *data, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (w->line_len < sizeof(w->line) - 1)
			w->line[w->line_len++] = data[i];
		if (data[i] != '\r')
			continue;
		w->line[w->line_len] = '\0';
		w->line_len = 0;
		answer(w);
	}
}

/* ---- the owner ---- */

static bool pump_once(struct world *w, size_t cap)
{
	struct nb_link_event ev;
	struct nb_wish wish;
	uint8_t buf[256];
	bool moved = false;

	while (w->link.ops->next_event(w->link.self, &ev, w->now)) {
		take_event(w, &ev);
		moved = true;
	}
	while (sqn_modem_next_wish(w->modem, &wish)) {
		w->wants_port = wish.type == NB_WISH_OPEN;
		if (wish.type == NB_WISH_CLOSE)
			sqn_modem_port(w->modem, SQN_PORT_CLOSED, w->now);
	}
	size_t n = sqn_modem_output_bytes(w->modem, buf, cap, w->now);
	NB_ASSERT(n <= cap);
	sqn_modem_output_done(w->modem, n, w->now);
	if (w->sane)
		hear(w, buf, n);
	return moved || n;
}

static void pump(struct world *w)
{
	for (int i = 0; i < 5000; i++) {
		if (!pump_once(w, 256))
			return;
	}
	abort();
}

static void expire(struct world *w)
{
	nb_ms deadline = w->link.ops->deadline(w->link.self);

	if (deadline != NB_NEVER && deadline > w->now)
		w->now = deadline;
	w->link.ops->expire(w->link.self, w->now);
}

static void send(struct world *w)
{
	static const uint8_t bytes[] = "some bytes\r\nAT+CFUN=0\r\n> \r\n";
	struct nb_datagram d = {
		.peer = peer(w),
		.bytes = {bytes, 1 + next(w) % (sizeof(bytes) - 1)},
		.transmission = 1 + next(w) % 2,
		.tag = next(w) % TAGS,
	};

	if (w->sent[d.tag] || !w->link.ops->ready(w->link.self, &d.peer))
		return;
	w->sent[d.tag] = w->link.ops->send(w->link.self, &d, w->now) == 0;
}

static void command(struct world *w)
{
	static const char *const lines[] = {
		"AT+CSQ", "AT+CFUN=0",         "AT+CEREG?",
		"AT",     "AT+SQNSRECV=1,300", "AT+SQNSD=1,1,1,\"::1\"",
		"AT\r",   "ATE1;+CMGS=1",
	};
	const char *line = lines[next(w) % NB_COUNT(lines)];

	if (w->link.ops->command(w->link.self, line, next(w) & 1, 1, w->now) ==
	    0)
		w->commanded = true;
}

static void operator_does(struct world *w, unsigned what)
{
	struct nb_link_status status;

	switch (what) {
	case 0:
		w->link.ops->status(w->link.self, &status, w->now);
		break;
	case 1:
		w->link.ops->release(w->link.self, w->now);
		break;
	case 2:
		w->link.ops->resume(w->link.self, w->now);
		break;
	case 3:
		command(w);
		break;
	}
}

static void owner_does(struct world *w)
{
	uint8_t what = next(w);
	struct nb_addr a = peer(w);
	enum nb_pin why = what & 0x80 ? NB_PIN_EXCHANGE : NB_PIN_OBSERVATION;

	switch (what % 8) {
	case 0:
	case 1:
		send(w);
		break;
	case 2:
		w->link.ops->pin(w->link.self, &a, why, w->now);
		break;
	case 3:
		w->link.ops->unpin(w->link.self, &a, why, w->now);
		break;
	case 4:
		w->link.ops->look(w->link.self, &a, w->now);
		break;
	case 5:
		w->link.ops->resolve(w->link.self, "host.example", 1, w->now);
		break;
	case 6:
		w->link.ops->withdraw(w->link.self, next(w) % TAGS, w->now);
		break;
	case 7:
		operator_does(w, what >> 3 & 3);
		break;
	}
}

static void step(struct world *w)
{
	size_t n = next(w);

	switch (n % 8) {
	case 0:
		owner_does(w);
		break;
	case 1:
		w->now += (nb_ms)next(w) * 20;
		w->link.ops->expire(w->link.self, w->now);
		break;
	case 2:
		expire(w);
		break;
	case 3:
		sqn_modem_port(w->modem, (enum sqn_port)(next(w) % 5), w->now);
		break;
	case 4:
		pump_once(w, n % 64);
		break;
	case 5:
		w->sane = !w->sane;
		break;
	default:
		n = n < (size_t)(w->end - w->at) ? n : (size_t)(w->end - w->at);
		sqn_modem_input_bytes(w->modem, w->at, n, w->now);
		w->at += n;
	}
	pump(w);
}

static void come_up(struct world *w)
{
	w->sane = true;
	w->line_len = 0;
	sqn_modem_port(w->modem, SQN_PORT_GONE, w->now);
	w->link.ops->resume(w->link.self, w->now);
	pump(w);
	for (int i = 0; i < 1000 && w->state != NB_LINK_UP; i++) {
		if (w->wants_port) {
			w->wants_port = false;
			sqn_modem_port(w->modem, SQN_PORT_OPEN, w->now);
		} else {
			expire(w);
		}
		pump(w);
	}
	NB_ASSERT(w->state == NB_LINK_UP);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	static struct world w;
	static void *memory; /* of all runs: new pages take longer than one */
	uint8_t flags;

	w = (struct world){.at = data, .end = data + len};
	flags = next(&w);
	struct sqn_config config = {
		.baud = flags & 1 ? 0 : 115200,
		.data_mode = flags & 2 ? SQN_DATA_HEX : SQN_DATA_RAW,
		.pdp_type = flags & 4 ? SQN_PDP_IPV4V6 : SQN_PDP_IPV6,
		.cid = 1,
		.roaming = true,
		.operator_id = "auto",
		.rat = SQN_RAT_KEEP,
		.mtu = 1280,
		.reattach_limit = {4, 3600000},
	};
	if (flags & 8)
		strcpy(config.dns_servers, "2001:db8::53, 192.0.2.53");
	struct sqn_setup setup = {.config = &config, .coap_port = 5683};
	if (!memory)
		memory = malloc(sqn_modem_footprint());
	if (!memory)
		return 0;
	w.modem = sqn_modem_init(memory, &setup, 0);
	w.link = sqn_modem_link(w.modem);
	pump(&w);
	sqn_modem_port(w.modem, SQN_PORT_OPEN, 0);
	pump(&w);
	while (w.at < w.end)
		step(&w);
	come_up(&w);
	for (unsigned i = 0; i < TAGS; i++)
		NB_ASSERT(!w.sent[i]);
	return 0;
}
