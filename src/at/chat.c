#include "at/chat.h"
#include "base/assert.h"
#include "base/hex.h"

#include <string.h>

void at_chat_init(struct at_chat *c, const struct at_dialect *dialect)
{
	memset(c, 0, sizeof(*c));
	c->dialect = *dialect;
	at_line_init(&c->lexer);
	at_line_expect_head(&c->lexer, dialect->ring);
	at_chat_reset(c);
}

void at_chat_use_hex(struct at_chat *c)
{
	c->dialect.hex = true;
}

void at_chat_use_ring(struct at_chat *c, const char *ring)
{
	c->dialect.ring = ring;
	at_line_expect_head(&c->lexer, ring);
}

bool at_chat_is_idle(const struct at_chat *c)
{
	return c->state == AT_CHAT_IDLE && !c->has_event;
}

static void rest(struct at_chat *c)
{
	c->state = AT_CHAT_IDLE;
	c->command = NULL;
	c->line_len = 0;
	c->payload = (struct nb_bytes){NULL, 0};
	c->written = 0;
	c->deadline = NB_NEVER;
	at_line_expect_prompt(&c->lexer, false);
}

void at_chat_reset(struct at_chat *c)
{
	/* The next CR ends what is written of a line. */
	if (c->state == AT_CHAT_LINE)
		c->echo_len = c->written;
	rest(c);
	at_line_abandon_data(&c->lexer);
	at_sync_stop(&c->sync);
	c->has_event = false;
}

struct at_writer *at_chat_compose(struct at_chat *c,
				  const struct at_command *command)
{
	NB_ASSERT(c->state == AT_CHAT_IDLE);
	c->command = command;
	at_write_init(&c->writer, c->line, sizeof(c->line), command->name);
	return &c->writer;
}

int at_chat_start(struct at_chat *c, struct nb_bytes payload, nb_ms now)
{
	int len = at_write_end(&c->writer);

	if (len < 0) {
		rest(c);
		return len;
	}
	c->line_len = (size_t)len;
	c->echo_len = c->line_len - 1;
	c->echo_limit = c->command->limit_ms;
	c->payload = payload;
	c->written = 0;
	c->state = AT_CHAT_LINE;
	c->deadline = now + c->command->limit_ms;
	return 0;
}

void at_chat_sync(struct at_chat *c, nb_ms now)
{
	c->state = AT_CHAT_SYNC;
	c->deadline = NB_NEVER;
	at_line_expect_prompt(&c->lexer, false);
	at_sync_start(&c->sync, now);
}

/* The length of @bytes bytes of data on the wire. */
static size_t wire_len(const struct at_chat *c, size_t bytes)
{
	return c->dialect.hex ? 2 * bytes : bytes;
}

bool at_chat_has_begun(const struct at_chat *c)
{
	return c->line_len && c->written > c->line_len;
}

static struct at_event *raise(struct at_chat *c, enum at_event_type type)
{
	memset(&c->event, 0, sizeof(c->event));
	c->event.type = type;
	c->event.text = "";
	c->event.code = -1;
	c->has_event = true;
	return &c->event;
}

static void raise_text(struct at_chat *c, enum at_event_type type, size_t from)
{
	struct at_event *ev = raise(c, type);

	ev->text = c->lexer.text + from;
	ev->len = c->lexer.len - from;
}

static void finish(struct at_chat *c, enum at_result result, int code)
{
	struct at_event *ev = raise(c, AT_EVENT_DONE);

	ev->result = result;
	ev->code = code;
	ev->begun = at_chat_has_begun(c);
}

/* ---- what comes ---- */

/* The command that a line may answer; one that timed out still may. */
static bool in_flight(const struct at_chat *c)
{
	return c->command && c->state != AT_CHAT_IDLE;
}

/* Is the line the echo of what we wrote?  *@foreign: of what we did not. */
static bool is_echo(const struct at_chat *c, bool *foreign)
{
	const struct at_line *l = &c->lexer;

	*foreign = false;
	if (l->len < 2 || (l->text[0] | 0x20) != 'a' ||
	    (l->text[1] | 0x20) != 't')
		return false;
	bool ours =
		l->len == c->echo_len && memcmp(l->text, c->line, l->len) == 0;
	*foreign = !ours && !(c->state == AT_CHAT_SYNC && l->len == 2);
	return ours || c->state != AT_CHAT_FINAL || !c->command->given;
}

/* Of an older line of ours: the modem had it after its reboot, and runs it. */
static void take_echo(struct at_chat *c, bool foreign, nb_ms now)
{
	if (foreign)
		raise_text(c, AT_EVENT_FOREIGN, 0);
	else if (c->state == AT_CHAT_SYNC && c->lexer.len == c->echo_len)
		at_sync_wait(&c->sync, c->echo_limit, now);
}

/*
 * Where the arguments begin, if the line answers the command; else 0.  A bare
 * line has no prefix: anything but a '+' or '^' line may be it.
 */
static bool is_answer(const struct at_chat *c, size_t *from)
{
	const struct at_line *l = &c->lexer;
	const char *info = in_flight(c) ? c->command->info : NULL;

	if (!info)
		return false;
	size_t n = strlen(info);
	if (n == 0 && (l->text[0] == '+' || l->text[0] == '^'))
		return false;
	if (n && (strncmp(l->text, info, n) != 0 || l->text[n] != ':'))
		return false;
	*from = n ? n + 1 : 0;
	while (l->text[*from] == ' ')
		++*from;
	const char *shape = c->command->shape ? c->command->shape : "";
	return at_args_fit(shape, l->text + *from, l->len - *from);
}

/* The second of the arguments at @from counts the data that follow. */
static bool expect_data(struct at_chat *c, size_t from, bool is_ring)
{
	struct at_args args;

	at_args_init(&args, c->lexer.text + from, c->lexer.len - from);
	at_args_number(&args);
	uint32_t count = at_args_number(&args);
	if (!at_args_ok(&args) || count == 0 || count > AT_CHAT_DATA)
		return false;
	c->is_ring = is_ring;
	c->info_at = from;
	at_line_expect_data(&c->lexer, c->data, wire_len(c, count));
	return true;
}

static void answer(struct at_chat *c, size_t from)
{
	if (c->command->data == AT_DATA_COUNTED && expect_data(c, from, false))
		return;
	if (c->state != AT_CHAT_SYNC)
		raise_text(c, AT_EVENT_INFO, from);
}

/* In place; -1 when a byte is no digit. */
static int from_hex(uint8_t *data, size_t bytes)
{
	for (size_t i = 0; i < bytes; i++) {
		int high = nb_hex_value(data[2 * i]);
		int low = nb_hex_value(data[2 * i + 1]);

		if (high < 0 || low < 0)
			return -1;
		data[i] = (uint8_t)(high << 4 | low);
	}
	return 0;
}

static void take_data(struct at_chat *c)
{
	size_t len = c->lexer.data_want;

	if (c->dialect.hex) {
		len /= 2;
		if (from_hex(c->data, len) < 0)
			return;
	}
	if (c->is_ring)
		raise_text(c, AT_EVENT_URC, 0);
	else if (c->state != AT_CHAT_SYNC)
		raise_text(c, AT_EVENT_INFO, c->info_at);
	else
		return;
	c->event.data = (struct nb_bytes){c->data, len};
}

static void take_head(struct at_chat *c)
{
	expect_data(c, strlen(c->dialect.ring) + 1, true);
}

/*
 * Does this final result code end the command in flight?  What comes before
 * the command is written, and an OK before its data are, is a late one.
 */
static bool ends(const struct at_chat *c, enum at_result result, int code)
{
	if (result == AT_RESULT_NONE || c->state == AT_CHAT_IDLE ||
	    c->state == AT_CHAT_LINE || c->state == AT_CHAT_SYNC)
		return false;
	if (result == AT_RESULT_OK)
		return c->state == AT_CHAT_FINAL;
	if (at_result_is_of_dial(result))
		return c->command->dials;
	return !(result == AT_RESULT_CME_ERROR && code >= 0 &&
		 code == c->dialect.stray_error);
}

/* After an error amid the data the rest of them would be read as commands. */
static void end_command(struct at_chat *c, enum at_result result, int code,
			nb_ms now)
{
	bool amid = c->state == AT_CHAT_PAYLOAD;

	finish(c, result, code);
	c->event.text = c->lexer.text;
	c->event.len = c->lexer.len;
	if (amid)
		at_chat_sync(c, now);
	else
		rest(c);
}

static void take_line(struct at_chat *c, nb_ms now)
{
	bool foreign;
	size_t from;
	int code;
	enum at_result result =
		at_result_parse(c->lexer.text, c->lexer.len, &code);

	if (c->state == AT_CHAT_SYNC)
		at_sync_input(&c->sync, result, now);
	if (ends(c, result, code)) {
		end_command(c, result, code, now);
	} else if (is_echo(c, &foreign)) {
		take_echo(c, foreign, now);
	} else if (result == AT_RESULT_NONE && is_answer(c, &from)) {
		answer(c, from);
	} else if (result != AT_RESULT_OK && result != AT_RESULT_ERROR) {
		raise_text(c, AT_EVENT_URC, 0);
	}
}

static void take_prompt(struct at_chat *c, nb_ms now)
{
	at_line_expect_prompt(&c->lexer, false);
	if (c->state == AT_CHAT_PROMPT) {
		c->state = AT_CHAT_PAYLOAD;
		c->deadline = now + c->command->limit_ms;
	} else if (c->state == AT_CHAT_FINAL) {
		finish(c, AT_RESULT_PROMPT, -1);
		at_chat_sync(c, now);
		at_sync_escape(&c->sync, now);
	}
}

size_t at_chat_input(struct at_chat *c, const void *data, size_t len, nb_ms now)
{
	const uint8_t *bytes = data;
	size_t taken = 0;

	while (taken < len && !c->has_event) {
		enum at_token token;
		taken += at_line_input(&c->lexer, bytes + taken, len - taken,
				       &token);
		if (token == AT_TOKEN_LINE)
			take_line(c, now);
		else if (token == AT_TOKEN_PROMPT)
			take_prompt(c, now);
		else if (token == AT_TOKEN_HEAD)
			take_head(c);
		else if (token == AT_TOKEN_DATA)
			take_data(c);
	}
	return taken;
}

/* ---- what goes ---- */

#define CTRL_Z 0x1a

static bool has_prompt(const struct at_command *command)
{
	return command->data == AT_DATA_AFTER_PROMPT ||
	       command->data == AT_DATA_TERMINATED;
}

/* The length of our data on the wire, with what ends them. */
static size_t payload_len(const struct at_chat *c)
{
	return wire_len(c, c->payload.len) +
	       (c->command->data == AT_DATA_TERMINATED);
}

static uint8_t payload_byte(const struct at_chat *c, size_t at)
{
	if (at >= wire_len(c, c->payload.len))
		return CTRL_Z;
	if (!c->dialect.hex)
		return c->payload.data[at];
	uint8_t byte = c->payload.data[at / 2];
	return nb_hex_digit(at % 2 ? byte : byte >> 4);
}

/* Where writing must stop for now: after the line, or after the payload. */
static size_t write_end(const struct at_chat *c)
{
	if (c->state == AT_CHAT_LINE)
		return c->line_len;
	if (c->state == AT_CHAT_PAYLOAD)
		return c->line_len + payload_len(c);
	return c->written;
}

size_t at_chat_output(const struct at_chat *c, void *buf, size_t cap)
{
	uint8_t *out = buf;
	size_t n = 0, end = write_end(c);

	for (size_t at = c->written; at < end && n < cap; at++)
		out[n++] = at < c->line_len ? (uint8_t)c->line[at]
					    : payload_byte(c, at - c->line_len);
	if (c->state == AT_CHAT_SYNC) {
		struct nb_bytes sync = at_sync_output(&c->sync);
		n = sync.len < cap ? sync.len : cap;
		memcpy(buf, sync.data, n);
	}
	return n;
}

void at_chat_output_done(struct at_chat *c, size_t n, nb_ms now)
{
	size_t left = write_end(c) - c->written;

	if (c->state == AT_CHAT_SYNC) {
		at_sync_output_done(&c->sync, n, now);
		return;
	}
	c->written += n < left ? n : left;
	if (c->written < write_end(c))
		return;
	if (c->state == AT_CHAT_LINE) {
		bool prompt = has_prompt(c->command);
		c->state = prompt ? AT_CHAT_PROMPT : AT_CHAT_FINAL;
		at_line_expect_prompt(&c->lexer, prompt || c->command->given);
	} else if (c->state == AT_CHAT_PAYLOAD) {
		c->state = AT_CHAT_FINAL;
	}
}

/* ---- time ---- */

bool at_chat_next_event(struct at_chat *c, struct at_event *ev)
{
	if (!c->has_event)
		return false;
	c->has_event = false;
	*ev = c->event;
	return true;
}

nb_ms at_chat_deadline(const struct at_chat *c)
{
	return c->state == AT_CHAT_SYNC ? c->sync.deadline : c->deadline;
}

/*
 * Data that could not be written to their end leave a prompt open, where no
 * command may go: the port must be opened anew.
 */
static void give_up(struct at_chat *c, nb_ms now)
{
	bool amid = c->state == AT_CHAT_PAYLOAD;

	finish(c, AT_RESULT_TIMEOUT, -1);
	at_line_abandon_data(&c->lexer);
	at_chat_sync(c, now);
	if (amid)
		at_sync_fail(&c->sync, now);
}

static void expire_sync(struct at_chat *c, nb_ms now)
{
	at_line_abandon_data(&c->lexer);
	at_sync_expire(&c->sync, now);
	if (c->sync.state != AT_SYNC_DONE && c->sync.state != AT_SYNC_DEAD)
		return;
	raise(c,
	      c->sync.state == AT_SYNC_DONE ? AT_EVENT_SYNCED : AT_EVENT_DEAD);
	at_sync_stop(&c->sync);
	rest(c);
}

void at_chat_expire(struct at_chat *c, nb_ms now)
{
	if (c->has_event || now < at_chat_deadline(c))
		return;
	switch (c->state) {
	case AT_CHAT_IDLE:
		break;
	case AT_CHAT_PROMPT:
		/* It may be open all the same: only the datagram may follow. */
		take_prompt(c, now);
		break;
	case AT_CHAT_LINE:
	case AT_CHAT_PAYLOAD:
	case AT_CHAT_FINAL:
		give_up(c, now);
		break;
	case AT_CHAT_SYNC:
		expire_sync(c, now);
		break;
	}
}
