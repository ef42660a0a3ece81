#include "at/line.h"

#include <string.h>

void at_line_init(struct at_line *l)
{
	memset(l, 0, sizeof(*l));
}

static void keep(struct at_line *l, char byte)
{
	if (l->len + 1 < sizeof(l->text)) {
		l->text[l->len++] = byte;
		l->state = AT_LINE_TEXT;
	} else {
		l->dropped++;
		l->state = AT_LINE_SKIP;
	}
}

/* CR or LF: the line is complete, unless it is empty or was too long. */
static enum at_token end(struct at_line *l, char byte)
{
	bool whole = l->state == AT_LINE_TEXT || l->state == AT_LINE_CHEVRON;

	l->state = AT_LINE_START;
	l->end = byte;
	l->complete = true;
	l->text[l->len] = '\0';
	return whole ? AT_TOKEN_LINE : AT_TOKEN_NONE;
}

/* Is this comma the second one of a line that may have data in it? */
static bool ends_head(const struct at_line *l, uint8_t byte)
{
	size_t n = l->head ? strlen(l->head) : 0;

	return byte == ',' && n && l->state == AT_LINE_TEXT && l->len > n &&
	       memcmp(l->text, l->head, n) == 0 &&
	       memchr(l->text + n, ',', l->len - n);
}

static enum at_token text_byte(struct at_line *l, uint8_t byte)
{
	if (byte == '\r' || byte == '\n')
		return end(l, (char)byte);
	if (byte == 0x00 || byte == 0xff || l->state == AT_LINE_SKIP)
		return AT_TOKEN_NONE;
	if (l->state == AT_LINE_CHEVRON && byte == ' ') {
		l->state = AT_LINE_START;
		l->complete = true;
		return AT_TOKEN_PROMPT;
	}
	bool chevron = l->state == AT_LINE_START && byte == '>';
	bool head = ends_head(l, byte);
	keep(l, (char)byte);
	l->text[l->len] = '\0';
	if (head)
		return AT_TOKEN_HEAD;
	if (chevron && l->prompt_expected)
		l->state = AT_LINE_CHEVRON;
	return AT_TOKEN_NONE;
}

/* Copies what is wanted of @data; returns how much that is. */
static size_t data_bytes(struct at_line *l, const uint8_t *data, size_t len,
			 enum at_token *token)
{
	size_t n = l->data_want - l->data_len;

	if (n > len)
		n = len;
	memcpy(l->data + l->data_len, data, n);
	l->data_len += n;
	if (l->data_len == l->data_want) {
		l->state = AT_LINE_START;
		l->complete = true;
		*token = AT_TOKEN_DATA;
	}
	return n;
}

size_t at_line_input(struct at_line *l, const void *data, size_t len,
		     enum at_token *token)
{
	const uint8_t *bytes = data;
	size_t at = 0;

	*token = AT_TOKEN_NONE;
	while (at < len && *token == AT_TOKEN_NONE) {
		if (l->complete) {
			l->complete = false;
			l->len = 0;
		}
		if (l->state == AT_LINE_DATA_LF) {
			l->state = AT_LINE_DATA;
			at += bytes[at] == '\n';
		} else if (l->state == AT_LINE_DATA) {
			at += data_bytes(l, bytes + at, len - at, token);
		} else {
			*token = text_byte(l, bytes[at++]);
		}
	}
	return at;
}

void at_line_expect_prompt(struct at_line *l, bool expected)
{
	l->prompt_expected = expected;
	if (!expected && l->state == AT_LINE_CHEVRON)
		l->state = AT_LINE_TEXT;
}

void at_line_expect_head(struct at_line *l, const char *head)
{
	l->head = head;
}

void at_line_expect_data(struct at_line *l, uint8_t *room, size_t want)
{
	bool lf = l->state == AT_LINE_START && l->end == '\r';

	l->state = lf ? AT_LINE_DATA_LF : AT_LINE_DATA;
	l->complete = false;
	l->data = room;
	l->data_len = 0;
	l->data_want = want;
}

void at_line_abandon_data(struct at_line *l)
{
	if (l->state != AT_LINE_DATA && l->state != AT_LINE_DATA_LF)
		return;
	l->state = AT_LINE_START;
	l->complete = true;
}
