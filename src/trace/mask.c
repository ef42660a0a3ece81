#include "trace/mask.h"
#include "base/assert.h"
#include <string.h>

static const struct {
	const char *name; /* in capitals */
	unsigned open;    /* parameters before the first secret */
	bool answers;     /* the modem tells it, too */
} secrets[] = {
	{"CPIN", 0, false},
	{"CPWD", 1, false},
	{"CLCK", 2, false},
	{"CGAUTH", 3, true},
};

static uint8_t upper(uint8_t c)
{
	return c >= 'a' && c <= 'z' ? (uint8_t)(c - 'a' + 'A') : c;
}

static bool is_of_name(uint8_t c)
{
	return (upper(c) >= 'A' && upper(c) <= 'Z') || (c >= '0' && c <= '9');
}

/* The row of the name so far; -1: it is no secret's. */
static int find(const struct trace_mask *m)
{
	for (size_t i = 0; i < NB_COUNT(secrets); i++)
		if (strlen(secrets[i].name) == m->len &&
		    memcmp(secrets[i].name, m->name, m->len) == 0)
			return (int)i;
	return -1;
}

/* What @c behind a name, or a blank, makes of it. */
static enum trace_mask_state behind_name(struct trace_mask *m, uint8_t c)
{
	int row = find(m);

	if (row < 0)
		return TRACE_MASK_OUTSIDE;
	if (c == ' ')
		return TRACE_MASK_BLANK;
	if (c != '=' && !(c == ':' && secrets[row].answers))
		return TRACE_MASK_OUTSIDE;
	m->quoted = false;
	m->open = secrets[row].open;
	return TRACE_MASK_PARAMETERS;
}

static enum trace_mask_state in_name(struct trace_mask *m, uint8_t c)
{
	if (!is_of_name(c))
		return behind_name(m, c);
	if (m->len == sizeof(m->name))
		return TRACE_MASK_OUTSIDE;
	m->name[m->len++] = (char)upper(c);
	return TRACE_MASK_NAME;
}

/* Commas in quotes separate nothing. */
static uint8_t in_parameters(struct trace_mask *m, uint8_t c)
{
	if (c == '"')
		m->quoted = !m->quoted;
	else if (c == ',' && !m->quoted && m->open)
		m->open--;
	else if (!m->open && (m->quoted || c != ','))
		return '*';
	return c;
}

static uint8_t mask_one(struct trace_mask *m, uint8_t c)
{
	if (c == '\r' || c == '\n') {
		m->state = TRACE_MASK_OUTSIDE;
		return c;
	}
	if (m->state == TRACE_MASK_PARAMETERS)
		return in_parameters(m, c);
	if (c == '+') {
		m->state = TRACE_MASK_NAME;
		m->len = 0;
	} else if (m->state == TRACE_MASK_NAME) {
		m->state = in_name(m, c);
	} else if (m->state == TRACE_MASK_BLANK) {
		m->state = behind_name(m, c);
	}
	return c;
}

void trace_mask(struct trace_mask *m, uint8_t *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		text[i] = mask_one(m, text[i]);
}
