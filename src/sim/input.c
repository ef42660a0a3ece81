#include "sim/input.h"
#include "sim/answer.h"
#include "sim/choice.h"

#define CTRL_Z    0x1a
#define BACKSPACE 0x08
#define DELETE    0x7f

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
	sim_violation(s, "bytes while a command is running");
}

static void open_prompt(struct sim_modem *s)
{
	s->input = s->prompt.text ? SIM_INPUT_TEXT : SIM_INPUT_DATA;
	if (s->in.len && is_line_end(sim_fifo_at(&s->in, 0)))
		sim_violation(s, "a second line end became payload");
}

/* Calls the command that runs, once. */
static void step(struct sim_modem *s)
{
	const struct sim_command *row = s->job.row;
	int result = row->run(s, &s->job.line);

	if (!s->job.row)
		return; /* it was a reset */
	s->job.step++;
	switch (result) {
	case SIM_LATER:
		return;
	case SIM_PROMPT:
		sim_final(s, result);
		open_prompt(s);
		return;
	default:
		sim_final(s, result);
		s->input = SIM_INPUT_LINE;
		s->job.row = NULL;
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
		return;
	}
	job->row = sim_choose_refusal();
	sim_violation(s, "a line that is no command");
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
	if (p->len < p->wanted)
		p->data[p->len++] = c;
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
	if (s->hung || s->power != SIM_POWER_ON)
		return;
	if (!sim_fifo_write(&s->in, data, len))
		sim_violation(s, "more bytes than the modem can hold");
	sim_input_run(s);
}

void sim_input_run(struct sim_modem *s)
{
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
	if (s->input != SIM_INPUT_BUSY || s->hung)
		return NB_NEVER;
	return s->job.due;
}
