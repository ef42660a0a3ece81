#include "at/args.h"

#include <string.h>

void at_args_init(struct at_args *a, const char *text, size_t len)
{
	a->at = text;
	a->end = text + len;
	while (a->at < a->end && *a->at == ' ')
		a->at++;
	a->more = a->at < a->end;
	a->failed = false;
}

/* Moves behind the comma that follows an argument, if one does. */
static void pass_comma(struct at_args *a)
{
	while (a->at < a->end && *a->at == ' ')
		a->at++;
	a->more = a->at < a->end && *a->at == ',';
	if (!a->more && a->at < a->end)
		a->failed = true;
	if (a->more)
		a->at++;
}

static struct at_text quoted(struct at_args *a)
{
	struct at_text t = {a->at + 1, 0};
	const char *close = memchr(t.text, '"', (size_t)(a->end - t.text));

	if (!close) {
		a->failed = true;
		return (struct at_text){"", 0};
	}
	t.len = (size_t)(close - t.text);
	a->at = close + 1;
	return t;
}

static struct at_text bare(struct at_args *a)
{
	struct at_text t = {a->at, 0};

	while (a->at < a->end && *a->at != ',')
		a->at++;
	t.len = (size_t)(a->at - t.text);
	while (t.len && t.text[t.len - 1] == ' ')
		t.len--;
	return t;
}

/* *@in_quotes tells how the argument was written. */
static struct at_text next(struct at_args *a, bool *in_quotes)
{
	struct at_text t;

	*in_quotes = false;
	if (!a->more || a->failed) {
		a->failed = true;
		return (struct at_text){"", 0};
	}
	while (a->at < a->end && *a->at == ' ')
		a->at++;
	*in_quotes = a->at < a->end && *a->at == '"';
	t = *in_quotes ? quoted(a) : bare(a);
	if (!a->failed)
		pass_comma(a);
	return a->failed ? (struct at_text){"", 0} : t;
}

struct at_text at_args_text(struct at_args *a)
{
	bool in_quotes;

	return next(a, &in_quotes);
}

bool at_args_next(struct at_args *a, struct at_text *text)
{
	if (!a->more || a->failed)
		return false;
	*text = at_args_text(a);
	return !a->failed;
}

/* False if @t is no decimal number of 32 bits. */
static bool decimal(const struct at_text *t, uint32_t *value)
{
	uint64_t v = 0;

	for (size_t i = 0; i < t->len; i++) {
		if (t->text[i] < '0' || t->text[i] > '9')
			return false;
		v = v * 10 + (uint64_t)(t->text[i] - '0');
		if (v > UINT32_MAX)
			return false;
	}
	*value = (uint32_t)v;
	return t->len > 0;
}

uint32_t at_args_number(struct at_args *a)
{
	struct at_text t = at_args_text(a);
	uint32_t v = 0;

	if (!a->failed && !decimal(&t, &v))
		a->failed = true;
	return a->failed ? 0 : v;
}

bool at_args_ok(const struct at_args *a)
{
	return !a->failed;
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool at_text_is(const struct at_text *t, const char *text)
{
	if (strlen(text) != t->len)
		return false;
	for (size_t i = 0; i < t->len; i++) {
		if (lower(t->text[i]) != lower(text[i]))
			return false;
	}
	return true;
}

bool at_args_fit(const char *shape, const char *text, size_t len)
{
	struct at_args a;

	at_args_init(&a, text, len);
	for (; *shape; shape++) {
		bool in_quotes;
		uint32_t v;
		struct at_text t = next(&a, &in_quotes);
		if (a.failed)
			return false;
		if (*shape == 'd' && (in_quotes || !decimal(&t, &v)))
			return false;
		if (*shape == 'q' && !in_quotes)
			return false;
	}
	return true;
}

void at_write_init(struct at_writer *w, void *buf, size_t cap, const char *name)
{
	nb_writer_init(&w->out, buf, cap);
	nb_writer_text(&w->out, "AT");
	nb_writer_text(&w->out, name);
	w->count = 0;
}

static void separator(struct at_writer *w)
{
	nb_writer_u8(&w->out, w->count++ ? ',' : '=');
}

void at_write_number(struct at_writer *w, uint32_t v)
{
	separator(w);
	nb_writer_decimal(&w->out, v);
}

void at_write_empty(struct at_writer *w)
{
	separator(w);
}

void at_write_quoted(struct at_writer *w, const char *text)
{
	separator(w);
	nb_writer_u8(&w->out, '"');
	for (const char *c = text; *c; c++) {
		if (*c < ' ' || *c > '~' || *c == '"')
			w->out.failed = true;
	}
	nb_writer_text(&w->out, text);
	nb_writer_u8(&w->out, '"');
}

void at_write_plain(struct at_writer *w, const char *text)
{
	for (const char *c = text; *c; c++) {
		if (*c < ' ' || *c > '~')
			w->out.failed = true;
	}
	nb_writer_text(&w->out, text);
}

void at_write_read(struct at_writer *w)
{
	nb_writer_u8(&w->out, '?');
}

int at_write_end(struct at_writer *w)
{
	nb_writer_u8(&w->out, '\r');
	return w->out.failed ? NB_ERR_CALLER : (int)w->out.len;
}
