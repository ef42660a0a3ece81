#include "trace/line.h"

#include "base/hex.h"

#include <string.h>

static int value(char c)
{
	return nb_hex_value((uint8_t)c);
}

/* What follows a backslash; how many characters, 0: nothing that is known. */
static size_t read_escape(const char *text, size_t len, uint8_t *out)
{
	if (!len)
		return 0;
	switch (text[0]) {
	case 'r':
		*out = '\r';
		return 1;
	case 'n':
		*out = '\n';
		return 1;
	case '\\':
		*out = '\\';
		return 1;
	case 'x':
		if (len < 3 || value(text[1]) < 0 || value(text[2]) < 0)
			return 0;
		*out = (uint8_t)(value(text[1]) << 4 | value(text[2]));
		return 3;
	default:
		return 0;
	}
}

static int read_bytes(struct trace_line *line, const char *text, size_t len)
{
	size_t i = 0;

	while (i < len) {
		uint8_t c = (uint8_t)text[i++];

		if (c == '\\') {
			size_t n = read_escape(text + i, len - i, &c);

			if (!n)
				return NB_ERR_PEER;
			i += n;
		}
		if (line->len == sizeof(line->data))
			return NB_ERR_PEER;
		line->data[line->len++] = c;
	}
	return 0;
}

/* "40ms", "3s". */
static int read_pause(struct trace_line *line, const char *text, size_t len)
{
	size_t i = 0;

	for (; i < len && i < 9 && text[i] >= '0' && text[i] <= '9'; i++)
		line->ms = line->ms * 10 + (text[i] - '0');
	if (!i)
		return NB_ERR_PEER;
	if (len - i == 1 && text[i] == 's')
		line->ms *= 1000;
	else if (len - i != 2 || memcmp(text + i, "ms", 2) != 0)
		return NB_ERR_PEER;
	return 0;
}

int trace_line_read(struct trace_line *line, const char *text, size_t len)
{
	line->kind = TRACE_NOTHING;
	line->len = 0;
	line->ms = 0;
	if (!len || text[0] == '#' || text[0] == '!')
		return 0;
	if (len < 2 || text[1] != ' ')
		return NB_ERR_PEER;
	switch (text[0]) {
	case '>':
		line->kind = TRACE_HOST;
		return read_bytes(line, text + 2, len - 2);
	case '<':
		line->kind = TRACE_MODEM;
		return read_bytes(line, text + 2, len - 2);
	case '@':
		line->kind = TRACE_PAUSE;
		return read_pause(line, text + 2, len - 2);
	default:
		return NB_ERR_PEER;
	}
}
