#include "conf/line.h"

#include <string.h>

/* How much of a line is looked at for a comment. */
#define RAW_MAX 512

/* A line as it stands in the file; what is over RAW_MAX is only counted. */
struct raw {
	char text[RAW_MAX + 1];
	size_t len;
	size_t total;
	bool nul;
	bool control;
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static bool is_control(int c)
{
	return (c < ' ' && c != '\t') || c == 0x7f;
}

static bool read_raw(struct raw *raw, FILE *in)
{
	int c = getc(in);

	*raw = (struct raw){.len = 0};
	if (c == EOF)
		return false;
	for (; c != EOF && c != '\n'; c = getc(in)) {
		raw->nul = raw->nul || c == 0;
		raw->control = raw->control || is_control(c);
		raw->total++;
		if (raw->len < RAW_MAX)
			raw->text[raw->len++] = (char)c;
	}
	return true;
}

/* Where the comment begins, or the length of what is there. */
static size_t comment_start(const struct raw *raw)
{
	if (raw->text[0] == ';' || raw->text[0] == '#')
		return 0;
	for (size_t i = 1; i < raw->len; i++)
		if (raw->text[i] == ';' && is_blank(raw->text[i - 1]))
			return i;
	return raw->len;
}

/* Takes comment and blanks off the end; false when too much is left. */
static bool strip(struct raw *raw)
{
	size_t len = comment_start(raw);
	bool cut = len == raw->len && raw->total > raw->len;

	while (len > 0 && is_blank(raw->text[len - 1]))
		len--;
	raw->len = len;
	raw->text[len] = '\0';
	return len <= CONF_LINE_MAX && !cut;
}

/* The first @len bytes of @text, printable. */
static void set_subject(struct conf_line *line, const char *text, size_t len)
{
	size_t i = 0;

	for (; i < len && i < sizeof(line->subject) - 1; i++)
		line->subject[i] = (char)(is_control(text[i]) ? '?' : text[i]);
	line->subject[i] = '\0';
}

/* Names the line for a message: its header, or its key. */
static void name_subject(struct conf_line *line, const char *text)
{
	text += strspn(text, " \t");
	size_t len = strcspn(text, *text == '[' ? "]" : "=: \t");

	if (*text == ';' || *text == '#')
		set_subject(line, "comment", strlen("comment"));
	else if (len == 0)
		set_subject(line, "line", strlen("line"));
	else
		set_subject(line, text, len + (text[len] == ']'));
}

static bool is_name(const char *name, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (!strchr("abcdefghijklmnopqrstuvwxyz"
			    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-",
			    name[i]))
			return false;
	return len >= 1 && len <= NB_NAME_MAX;
}

/* Reads "[kind name]" as far as it goes; NULL, or what is wrong. */
static const char *read_header(struct conf_line *line)
{
	const char *text = line->text + 1;
	const char *end = strchr(text, ']');
	line->type = CONF_LINE_HEADER;
	if (!end)
		return "must end in \"]\"";

	size_t len = (size_t)(end - text);
	size_t kind_len = strcspn(text, " ]");
	line->named = kind_len < len;
	if (kind_len > CONF_WORD_MAX)
		return "name too long: must be 1 to 32 bytes";
	memcpy(line->kind, text, kind_len);
	if (kind_len == 0)
		return "must be [section] or [section NAME]";

	const char *name = text + kind_len + 1;
	size_t name_len = line->named ? len - kind_len - 1 : 0;
	if (line->named && !is_name(name, name_len))
		return "a name must be 1 to 32 of A-Z a-z 0-9 . _ -";
	memcpy(line->name, name, name_len);
	return end[1] ? "text after \"]\"" : NULL;
}

static size_t blanks_at_end(const char *text, size_t len)
{
	size_t count = 0;

	while (count < len && is_blank(text[len - 1 - count]))
		count++;
	return count;
}

/* Checks "key = value"; inih takes it apart. */
static const char *check_pair(const struct conf_line *line)
{
	const char *text = line->text;
	size_t key_end = strcspn(text, "=:");
	if (text[key_end] != '=')
		return "must be \"key = value\"";

	size_t key_len = key_end - blanks_at_end(text, key_end);
	const char *value = text + key_end + 1;
	value += strspn(value, " \t");
	if (key_len == 0)
		return "must be \"key = value\", the key is missing";
	if (key_len > CONF_WORD_MAX)
		return "name too long: a key must be 1 to 32 bytes";
	if (memchr(text, '\t', key_len) || strchr(value, '\t'))
		return "control character (a tab in a key or a value)";
	if (key_len + strlen(" = ") + strlen(value) > CONF_LINE_MAX)
		return "line too long: must be at most 190 bytes as "
		       "\"key = value\"";
	return NULL;
}

static const char *check_text(struct conf_line *line)
{
	if (line->text[0] == '\0')
		return NULL;
	if (is_blank(line->text[0]))
		return "must not begin with a blank (no continuation lines)";
	if (line->text[0] == '[')
		return strchr(line->text, '\t') ? "control character (a tab)"
						: read_header(line);
	const char *fault = check_pair(line);
	if (!fault)
		line->type = CONF_LINE_PAIR;
	return fault;
}

bool conf_line_read(struct conf_line *line, FILE *in)
{
	struct raw raw;

	*line = (struct conf_line){.type = CONF_LINE_EMPTY};
	if (!read_raw(&raw, in))
		return false;
	name_subject(line, raw.text);
	bool fits = strip(&raw);
	if (raw.nul) {
		line->fault = "NUL byte";
	} else if (raw.control) {
		line->fault = "control character";
	} else if (!fits) {
		line->fault = "line too long: must be at most 190 bytes "
			      "without its comment";
	} else {
		memcpy(line->text, raw.text, raw.len + 1);
		line->fault = check_text(line);
	}
	return true;
}
