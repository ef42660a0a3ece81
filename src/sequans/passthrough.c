#include "sequans/passthrough.h"
#include "sequans/urc.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

/* What is late comes in this time after the end of a command. */
#define QUIET 100

int sqn_passthrough_add(struct sqn_modem *m, const char *line, bool force,
			uint64_t tag)
{
	struct sqn_given *g = &m->given;

	if (m->phase == SQN_PHASE_BRINGUP || m->phase == SQN_PHASE_RELEASING ||
	    !sqn_given_add(g, line, force, tag))
		return NB_ERR_SPACE;
	if (m->phase != SQN_PHASE_READY)
		sqn_given_end(g, NB_ANSWER_GONE, "");
	return 0;
}

/* ---- the commands of its line ---- */

/* The driver's own row of a command with this name and answers; or NULL. */
static const struct at_command *row_of(const struct sqn_dialect *d,
				       const struct at_text *name)
{
	const struct at_command *row = NULL;

	for (int i = 0; i < SQN_COMMANDS; i++) {
		const struct at_command *c =
			sqn_dialect_command(d, (enum sqn_command)i);
		if (c->name && at_text_is(name, c->name) && (!row || c->info))
			row = c;
	}
	return row;
}

/* What the driver knows of a command holds when others say it, too. */
static void take_over(struct at_command *c, const struct at_command *row)
{
	c->dials |= row->dials;
	if (row->limit_ms > c->limit_ms)
		c->limit_ms = row->limit_ms;
	if (row->data != AT_DATA_COUNTED)
		return;
	c->data = row->data;
	c->info = row->info;
	c->shape = row->shape;
}

static struct at_command command_of(const struct sqn_dialect *d,
				    const char *line)
{
	struct at_command c = sqn_standard[SQN_GIVEN];

	c.given = true;
	for (const char *at = line + 2; at;) {
		struct at_text command = sqn_screen_next(&at);
		struct at_text name = sqn_screen_name(&command);
		const struct at_command *row = row_of(d, &name);
		if (row)
			take_over(&c, row);
	}
	return c;
}

/* Is a command of the line named as the first @len bytes of @text? */
static bool is_named(const char *line, const char *text, size_t len)
{
	for (const char *at = line + 2; at;) {
		struct at_text command = sqn_screen_next(&at);
		struct at_text name = sqn_screen_name(&command);
		if (name.len == len && strncasecmp(name.text, text, len) == 0)
			return true;
	}
	return false;
}

/* ---- what answers it ---- */

static bool is_ours_by_shape(const struct sqn_dialect *d, const char *text,
			     size_t len)
{
	struct at_text name = {text, len};
	const struct at_command *row = row_of(d, &name);
	const char *arguments = text + len + 1;

	arguments += strspn(arguments, " ");
	return row && row->info &&
	       at_args_fit(row->shape, arguments, strlen(arguments));
}

static bool is_answer(const struct sqn_modem *m, const struct at_event *ev)
{
	size_t len = strcspn(ev->text, ":");
	int code;

	if (at_result_parse(ev->text, ev->len, &code) != AT_RESULT_NONE)
		return false;
	if (!strchr("+^#", *ev->text) || ev->text[len] != ':')
		return !sqn_urc_is_known(ev->text);
	return is_named(m->given.line, ev->text, len) &&
	       (!sqn_urc_is_known(ev->text) ||
		is_ours_by_shape(m->dialect, ev->text, len));
}

bool sqn_passthrough_line(struct sqn_modem *m, const struct at_event *ev)
{
	if (m->part != &sqn_passthrough_part || !is_answer(m, ev))
		return false;
	sqn_given_answer(&m->given, ev->text);
	return true;
}

/* ---- the part ---- */

/* Right after one of its own it lets the others go first, once. */
static bool rests(struct sqn_modem *m)
{
	bool first = m->passthrough.begun == m->counters.commands;

	m->passthrough.begun = 0;
	return first;
}

static bool start(struct sqn_modem *m, nb_ms now)
{
	struct sqn_given *g = &m->given;

	if (m->phase != SQN_PHASE_READY || g->state != SQN_GIVEN_WAITS ||
	    rests(m))
		return false;
	m->passthrough.command = command_of(m->dialect, g->line);
	struct at_writer *w =
		at_chat_compose(&m->chat, &m->passthrough.command);
	at_write_plain(w, g->line + 2);
	if (!sqn_start(m, now)) {
		sqn_given_end(g, NB_ANSWER_BAD, "");
		return false;
	}
	g->state = SQN_GIVEN_SAID;
	m->passthrough.begun = m->counters.commands;
	m->passthrough.dropped = m->chat.lexer.dropped;
	return true;
}

/* With counted data: the only ones that the chat itself takes for answers. */
static void info(struct sqn_modem *m, const struct at_event *ev, nb_ms now)
{
	char text[AT_LINE_MAX + 32];

	(void)now;
	snprintf(text, sizeof(text), "%s: %s", m->passthrough.command.info,
		 ev->text);
	sqn_given_answer(&m->given, text);
	if (ev->data.len)
		sqn_given_data(&m->given, ev->data);
}

static enum nb_answer answer_of(enum at_result result)
{
	switch (result) {
	case AT_RESULT_PROMPT:
		return NB_ANSWER_PROMPT;
	case AT_RESULT_TIMEOUT:
		return NB_ANSWER_SILENT;
	case AT_RESULT_NONE:
	case AT_RESULT_OK:
	case AT_RESULT_ERROR:
	case AT_RESULT_CME_ERROR:
	case AT_RESULT_CMS_ERROR:
	case AT_RESULT_NO_CARRIER:
	case AT_RESULT_CONNECT:
		return NB_ANSWER_FINAL;
	}
	return NB_ANSWER_FINAL;
}

static void done(struct sqn_modem *m, const struct at_event *ev, nb_ms now)
{
	m->given.truncated |= m->passthrough.dropped != m->chat.lexer.dropped;
	if (m->gap_end < now + QUIET)
		m->gap_end = now + QUIET;
	sqn_given_end(&m->given, answer_of(ev->result), ev->text);
}

const struct sqn_part sqn_passthrough_part = {
	.start = start, .info = info, .done = done};
