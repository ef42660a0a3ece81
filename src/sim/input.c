#include "sim/input.h"
#include "sim/answer.h"
#include "sim/choice.h"

#define CTRL_Z    0x1a
#define BACKSPACE 0x08
#define DELETE    0x7f

#define SPLIT_MS  20    /* of a prompt: its CRLF comes so much earlier */
#define PROMPT_MS 30000 /* until one gives up, if it does */
#define SLEEP_MS  5000  /* until the line sleeps, if it does */

static bool is_line_end(uint8_t c)
{
	return c == '\r' || c == '\n';
}

/* Are there held bytes that no line end explains? */
static bool came_early(const struct sim_modem *s)
{
	for (size_t i = 0; i < s->in.len; i++)
		if (!is_line_end(sim_fifo_at(&s->in, i)))
			return true;
	return false;
}

static void check_early(struct sim_modem *s)
{
	if (s->input != SIM_INPUT_BUSY || s->job.told || !came_early(s))
		return;
	s->job.told = true;
	sim_nonsense(s, "bytes while a command is running");
}

/* The CRLF of the prompt, if that comes first; false: it is out. */
static bool half_a_prompt(struct sim_modem *s)
{
	if (!s->config.split_prompt || s->job.half)
		return false;
	s->job.half = true;
	s->job.due = s->now + SPLIT_MS;
	sim_bytes(s, "\r\n", 2);
	return true;
}

static void tell_prompt(struct sim_modem *s)
{
	if (s->lose_prompt)
		s->lose_prompt = false;
	else if (s->job.half)
		sim_bytes(s, "> ", 2);
	else
		sim_final(s, SIM_PROMPT);
}

static void open_prompt(struct sim_modem *s)
{
	tell_prompt(s);
	s->input = s->prompt.text ? SIM_INPUT_TEXT : SIM_INPUT_DATA;
	if (s->config.skip_lf && s->in.len && sim_fifo_at(&s->in, 0) == '\n')
		sim_fifo_drop(&s->in, 1);
	if (s->in.len && is_line_end(sim_fifo_at(&s->in, 0)))
		sim_nonsense(s, "a second line end became payload");
}

static void end_job(struct sim_modem *s, int result)
{
	sim_final(s, result);
	s->input = SIM_INPUT_LINE;
	s->job.row = NULL;
}

/* Calls the command that runs, once. */
static void step(struct sim_modem *s)
{
	const struct sim_command *row = s->job.row;
	int result = s->job.half && !s->job.step ? SIM_PROMPT
						 : row->run(s, &s->job.line);

	if (!s->job.row)
		return; /* it was a reset */
	if (result == SIM_PROMPT && half_a_prompt(s))
		return;
	s->job.step++;
	switch (result) {
	case SIM_LATER:
		return;
	case SIM_PROMPT:
		open_prompt(s);
		return;
	default:
		end_job(s, result);
	}
}

static void begin(struct sim_modem *s)
{
	struct sim_job *job = &s->job;

	*job = (struct sim_job){
		.started = s->now,
		.due = s->now + s->config.latency,
	};
	s->input = SIM_INPUT_BUSY;
	s->counters.commands++;
	if (!sim_line_parse(&job->line, s->typed.text, s->typed.len) &&
	    !s->typed.overlong) {
		job->row = sim_choose(s, &job->line);
		/* What waits behind it was said by who did not know. */
		s->missed = s->missed && s->in.len;
		return;
	}
	job->row = sim_choose_refusal();
	sim_nonsense(s, "a line that is no command");
}

static void end_line(struct sim_modem *s)
{
	if (s->typed.len)
		begin(s);
	s->typed.len = 0;
}

static void line_byte(struct sim_modem *s, uint8_t c)
{
	struct sim_typed *t = &s->typed;

	if (t->unheard) {
		t->unheard = !is_line_end(c);
		return;
	}
	if (s->session.echo)
		sim_bytes(s, &c, 1);
	if (is_line_end(c)) {
		end_line(s);
		return;
	}
	if (c == BACKSPACE || c == DELETE) {
		t->len -= t->len > 0;
		return;
	}
	if (!t->len) {
		t->began = s->now;
		t->place = s->out_place - s->out.len;
		t->overlong = false;
	}
	if (t->len < sizeof(t->text))
		t->text[t->len++] = (char)c;
	else
		t->overlong = true;
}

static void end_payload(struct sim_modem *s)
{
	s->input = SIM_INPUT_BUSY;
	s->job.due = s->now + s->config.latency;
}

static void payload_byte(struct sim_modem *s, uint8_t c)
{
	struct sim_prompt *p = &s->prompt;

	if (p->text && c == CTRL_Z) {
		end_payload(s);
		return;
	}
	if (p->len < sizeof(p->data))
		p->data[p->len] = c;
	if (p->len < p->wanted)
		p->len++;
	else
		p->overflown = true;
	if (!p->text && p->len == p->wanted)
		end_payload(s);
}

static void byte(struct sim_modem *s, uint8_t c)
{
	switch (s->input) {
	case SIM_INPUT_LINE:
		line_byte(s, c);
		return;
	case SIM_INPUT_DATA:
	case SIM_INPUT_TEXT:
		payload_byte(s, c);
		return;
	case SIM_INPUT_BUSY:
		return;
	}
}

void sim_input_bytes(struct sim_modem *s, const void *data, size_t len)
{
	s->counters.bytes_in += len;
	if (s->hung || s->power != SIM_POWER_ON) {
		s->missed = true;
		return;
	}
	if (s->config.deaf_after_sleep && s->input == SIM_INPUT_LINE &&
	    s->now >= s->heard_at + SLEEP_MS)
		s->typed.unheard = s->missed = true;
	s->heard_at = s->now;
	if (!sim_fifo_write(&s->in, data, len))
		sim_violation(s, "more bytes than the modem can hold");
	sim_input_run(s);
}

static nb_ms prompt_deadline(const struct sim_modem *s)
{
	bool open = s->input == SIM_INPUT_DATA || s->input == SIM_INPUT_TEXT;

	return open && s->config.prompt_ends ? s->prompt.opened + PROMPT_MS
					     : NB_NEVER;
}

void sim_input_run(struct sim_modem *s)
{
	if (prompt_deadline(s) <= s->now)
		end_job(s, SIM_ERROR);
	for (;;) {
		if (s->input == SIM_INPUT_BUSY) {
			check_early(s);
			if (s->hung || s->job.due > s->now)
				return;
			step(s);
		} else if (s->in.len) {
			uint8_t c = sim_fifo_at(&s->in, 0);

			sim_fifo_drop(&s->in, 1);
			byte(s, c);
		} else {
			return;
		}
	}
}

nb_ms sim_input_deadline(const struct sim_modem *s)
{
	if (s->hung)
		return NB_NEVER;
	return s->input == SIM_INPUT_BUSY ? s->job.due : prompt_deadline(s);
}
