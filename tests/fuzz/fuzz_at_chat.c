/*
 * fuzz_at_chat.c - a chat under any bytes, cuts and times
 *
 * The input is a script: each step is one byte, and what it needs follows it.
 * Whatever comes, the chat holds no byte that it was not given, never takes
 * more than it is offered, and finds its way back to a modem that answers AT.
 */
#include "at/chat.h"
#include "base/assert.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static const struct at_command commands[] = {
	{.name = "", .limit_ms = 1000},
	{.name = "+CGMM", .info = "", .shape = "s", .limit_ms = 1000},
	{.name = "+CEREG", .info = "+CEREG", .shape = "dd", .limit_ms = 1000},
	{.name = "+SQNSD", .dials = true, .limit_ms = 1000},
	{.name = "+SQNSSENDEXT",
	 .data = AT_DATA_AFTER_PROMPT,
	 .limit_ms = 1000},
	{.name = "+SQNSRECV",
	 .info = "+SQNSRECV",
	 .shape = "dd",
	 .data = AT_DATA_COUNTED,
	 .limit_ms = 1000},
};

struct script {
	const uint8_t *at, *end;
};

static uint8_t next(struct script *s)
{
	return s->at < s->end ? *s->at++ : 0;
}

static unsigned synced;
static volatile unsigned sum;

/* Touches all that an event points to. */
static void take_events(struct at_chat *c)
{
	struct at_event ev;

	while (at_chat_next_event(c, &ev)) {
		NB_ASSERT(strlen(ev.text) == ev.len);
		for (size_t i = 0; i < ev.data.len; i++)
			sum = sum + ev.data.data[i];
		synced += ev.type == AT_EVENT_SYNCED;
	}
}

static void feed(struct at_chat *c, const uint8_t *data, size_t len, nb_ms now)
{
	while (len) {
		size_t n = at_chat_input(c, data, len, now);
		NB_ASSERT(n <= len);
		data += n;
		len -= n;
		take_events(c);
	}
}

static void write_some(struct at_chat *c, size_t cap, nb_ms now)
{
	uint8_t buf[256];
	size_t n = at_chat_output(c, buf, cap);

	NB_ASSERT(n <= cap);
	at_chat_output_done(c, n, now);
}

static void start(struct at_chat *c, struct script *s, nb_ms now)
{
	static const uint8_t payload[] = "some bytes\r\nAT\r";
	size_t which = next(s) % NB_COUNT(commands);

	if (!at_chat_is_idle(c))
		return;
	struct at_writer *w = at_chat_compose(c, &commands[which]);
	at_write_number(w, next(s));
	at_chat_start(c, (struct nb_bytes){payload, next(s) % sizeof(payload)},
		      now);
}

static void step(struct at_chat *c, struct script *s, nb_ms *now)
{
	size_t n = next(s);

	switch (n % 8) {
	case 0:
		start(c, s, *now);
		break;
	case 1:
		*now += (nb_ms)next(s) * 20;
		at_chat_expire(c, *now);
		break;
	case 2:
		at_chat_sync(c, *now);
		break;
	case 3:
		at_chat_reset(c);
		break;
	case 4:
	case 5:
		write_some(c, n, *now);
		break;
	default:
		n = n < (size_t)(s->end - s->at) ? n : (size_t)(s->end - s->at);
		feed(c, s->at, n, *now);
		s->at += n;
	}
	take_events(c);
}

/* A modem that answers all with OK: the chat must come to rest. */
static void come_to_rest(struct at_chat *c, nb_ms now)
{
	static const uint8_t ok[] = "\r\nOK\r\n";

	at_chat_reset(c);
	feed(c, (const uint8_t *)"\r\n", 2, now);
	at_chat_sync(c, now);
	synced = 0;
	for (int i = 0; i < 100 && !at_chat_is_idle(c); i++) {
		write_some(c, 256, now);
		if (c->sync.state == AT_SYNC_FIRST)
			feed(c, ok, sizeof(ok) - 1, now);
		now = at_chat_deadline(c);
		at_chat_expire(c, now);
		take_events(c);
	}
	NB_ASSERT(synced == 1);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	static struct at_chat chat;
	struct script script = {data, data + len};
	struct at_dialect dialect = {.stray_error = 171};
	nb_ms now = 0;

	dialect.hex = next(&script) & 1;
	at_chat_init(&chat, &dialect);
	while (script.at < script.end)
		step(&chat, &script, &now);
	come_to_rest(&chat, now);
	return 0;
}
