#include "sim/line.h"
#include <string.h>

struct cursor {
	const char *at, *end;
};

static bool is_letter(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static char upper(char c)
{
	return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

static void skip_spaces(struct cursor *c)
{
	while (c->at < c->end && *c->at == ' ')
		c->at++;
}

static bool take(struct cursor *c, char wanted)
{
	if (c->at == c->end || *c->at != wanted)
		return false;
	c->at++;
	return true;
}

/* One more character of the name; false when there is no room. */
static bool take_letter(struct sim_line *line, size_t *n, struct cursor *c)
{
	if (*n + 1 == sizeof(line->name))
		return false;
	line->name[(*n)++] = upper(*c->at++);
	return true;
}

static bool take_quoted(struct sim_arg *arg, struct cursor *c)
{
	arg->quoted = true;
	arg->text = c->at;
	while (c->at < c->end && *c->at != '"')
		c->at++;
	arg->len = (size_t)(c->at - arg->text);
	return take(c, '"');
}

static void take_bare(struct sim_arg *arg, struct cursor *c)
{
	arg->quoted = false;
	arg->text = c->at;
	while (c->at < c->end && *c->at != ',')
		c->at++;
	arg->len = (size_t)(c->at - arg->text);
	while (arg->len && arg->text[arg->len - 1] == ' ')
		arg->len--;
}

static bool take_args(struct sim_line *line, struct cursor *c)
{
	line->rest.text = c->at;
	line->rest.len = (size_t)(c->end - c->at);
	do {
		struct sim_arg *arg = &line->args[line->count];

		if (line->count == SIM_ARGS)
			return false;
		skip_spaces(c);
		if (!take(c, '"'))
			take_bare(arg, c);
		else if (!take_quoted(arg, c))
			return false;
		line->count++;
		skip_spaces(c);
	} while (take(c, ','));
	return c->at == c->end;
}

/* E, E0, &F: a letter and perhaps a number. */
static int parse_basic(struct sim_line *line, struct cursor *c)
{
	size_t n = 0;

	if (*c->at == '&')
		take_letter(line, &n, c);
	if (c->at == c->end || !is_letter(*c->at))
		return NB_ERR_PEER;
	take_letter(line, &n, c);
	if (c->at == c->end)
		return 0;
	line->form = SIM_SET;
	return take_args(line, c) ? 0 : NB_ERR_PEER;
}

static int parse_extended(struct sim_line *line, struct cursor *c)
{
	size_t n = 0;

	do {
		if (!take_letter(line, &n, c))
			return NB_ERR_PEER;
	} while (c->at < c->end && (is_letter(*c->at) || is_digit(*c->at)));
	if (c->at == c->end)
		return 0;
	if (take(c, '?')) {
		line->form = SIM_READ;
		return c->at == c->end ? 0 : NB_ERR_PEER;
	}
	if (!take(c, '='))
		return NB_ERR_PEER;
	if (c->end - c->at == 1 && *c->at == '?') {
		line->form = SIM_TEST;
		return 0;
	}
	line->form = SIM_SET;
	return take_args(line, c) ? 0 : NB_ERR_PEER;
}

int sim_line_parse(struct sim_line *line, const char *text, size_t len)
{
	struct cursor c = {text, text + len};

	*line = (struct sim_line){.form = SIM_RUN};
	while (c.end > c.at && c.end[-1] == ' ')
		c.end--;
	if (c.end - c.at < 2 || upper(c.at[0]) != 'A' || upper(c.at[1]) != 'T')
		return NB_ERR_PEER;
	c.at += 2;
	if (c.at == c.end)
		return 0;
	if (*c.at == '+' || *c.at == '^' || *c.at == '#')
		return parse_extended(line, &c);
	return parse_basic(line, &c);
}

bool sim_line_has(const struct sim_line *line, unsigned index)
{
	return index < line->count &&
	       (line->args[index].len || line->args[index].quoted);
}

bool sim_number_parse(const struct sim_arg *arg, int64_t *out)
{
	int64_t v = 0;

	if (!arg->len || arg->len > 9)
		return false;
	for (size_t i = 0; i < arg->len; i++) {
		if (!is_digit(arg->text[i]))
			return false;
		v = v * 10 + (arg->text[i] - '0');
	}
	*out = v;
	return true;
}

int64_t sim_line_number(const struct sim_line *line, unsigned index,
			int64_t otherwise)
{
	int64_t v = otherwise;

	if (sim_line_has(line, index))
		sim_number_parse(&line->args[index], &v);
	return v;
}

void sim_line_text(const struct sim_line *line, unsigned index, char *buf,
		   size_t cap)
{
	size_t len = sim_line_has(line, index) ? line->args[index].len : 0;

	if (len >= cap)
		len = cap - 1;
	if (len)
		memcpy(buf, line->args[index].text, len);
	buf[len] = '\0';
}
