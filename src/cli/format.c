#include "cli/format.h"

#include <stdbool.h>
#include <string.h>

#define NAME  64
#define VALUE 256

/* Days and hours, or hours and minutes, or less. */
static void format_seconds(char *text, size_t cap, double s)
{
	long long whole = (long long)s;

	if (whole >= 86400)
		snprintf(text, cap, "%lld d %lld h", whole / 86400,
			 whole / 3600 % 24);
	else if (whole >= 3600)
		snprintf(text, cap, "%lld h %lld min", whole / 3600,
			 whole / 60 % 60);
	else if (whole >= 60)
		snprintf(text, cap, "%lld min %lld s", whole / 60, whole % 60);
	else
		snprintf(text, cap, "%.10g s", s);
}

static void format_ms(char *text, size_t cap, double ms)
{
	snprintf(text, cap, "%.10g ms", ms);
}

static void format_dbm(char *text, size_t cap, double dbm)
{
	snprintf(text, cap, "%.10g dBm", dbm);
}

static void format_number(char *text, size_t cap, double n)
{
	snprintf(text, cap, "%.15g", n);
}

/* How the end of a name says what a number counts; the last row is any. */
static const struct unit {
	const char *suffix;
	void (*format)(char *text, size_t cap, double number);
} units[] = {
	{"_ms", format_ms},
	{"_s", format_seconds},
	{"_dbm", format_dbm},
	{"", format_number},
};

static const struct unit *unit_of(const char *name)
{
	const struct unit *unit = units;
	size_t len = strlen(name);

	for (; *unit->suffix; unit++) {
		size_t suffix = strlen(unit->suffix);

		if (len > suffix && !strcmp(name + len - suffix, unit->suffix))
			break;
	}
	return unit;
}

/* "last_heard_s" is "last heard", behind @before if there is one. */
static void format_name(char text[NAME], const char *before, const char *name)
{
	int unit = (int)strlen(unit_of(name)->suffix);

	snprintf(text, NAME, "%s%s%.*s", before, *before ? " " : "",
		 (int)strlen(name) - unit, name);
	for (char *c = text; *c; c++) {
		if (*c == '_')
			*c = ' ';
	}
}

static void format_value(char text[VALUE], const char *name,
			 const json_t *value);

static void format_list(char text[VALUE], const json_t *list)
{
	char one[VALUE];
	size_t len = 0;

	text[0] = '\0';
	for (size_t i = 0; i < json_array_size(list) && len < VALUE; i++) {
		format_value(one, "", json_array_get(list, i));
		len += (size_t)snprintf(text + len, VALUE - len, "%s%s",
					i ? ", " : "", one);
	}
	if (!text[0])
		strcpy(text, "-");
}

static void format_value(char text[VALUE], const char *name,
			 const json_t *value)
{
	switch (json_typeof(value)) {
	case JSON_STRING:
		snprintf(text, VALUE, "%s", json_string_value(value));
		break;
	case JSON_INTEGER:
	case JSON_REAL:
		unit_of(name)->format(text, VALUE, json_number_value(value));
		break;
	case JSON_TRUE:
		strcpy(text, "yes");
		break;
	case JSON_FALSE:
		strcpy(text, "no");
		break;
	case JSON_ARRAY:
		format_list(text, value);
		break;
	case JSON_OBJECT:
		strcpy(text, "...");
		break;
	case JSON_NULL:
		strcpy(text, "-");
		break;
	}
}

static bool is_table(const json_t *value)
{
	return json_is_object(json_array_get(value, 0));
}

/* What comes from afar must not command the terminal. */
static void hide_controls(char *text)
{
	for (char *c = text; *c; c++) {
		if ((unsigned char)*c < ' ' || *c == 0x7f)
			*c = '?';
	}
}

static int pair(FILE *out, int width, const char *name, const char *key,
		const json_t *value)
{
	char text[VALUE];

	if (out) {
		format_value(text, key, value);
		hide_controls(text);
		fprintf(out, "%-*s  %s\n", width, name, text);
	}
	return (int)strlen(name);
}

/* Writes the pairs; without @out only finds the width of the longest name. */
static int pairs(FILE *out, int width, const char *before, json_t *object)
{
	const char *key;
	json_t *value;
	int longest = 0;

	json_object_foreach (object, key, value) {
		char name[NAME];
		int len = 0;

		format_name(name, before, key);
		if (json_is_object(value))
			len = pairs(out, width, name, value);
		else if (!is_table(value))
			len = pair(out, width, name, key, value);
		if (len > longest)
			longest = len;
	}
	return longest;
}

void cli_format_pairs(FILE *out, json_t *object)
{
	pairs(out, pairs(NULL, 0, "", object), "", object);
}

#define COLUMNS 16

struct table {
	size_t count;
	const char *key[COLUMNS];
	int width[COLUMNS];
};

static void find_columns(struct table *t, json_t *first)
{
	const char *key;
	json_t *value;

	t->count = 0;
	json_object_foreach (first, key, value) {
		char name[NAME];

		if (t->count == COLUMNS)
			break;
		format_name(name, "", key);
		t->key[t->count] = key;
		t->width[t->count++] = (int)strlen(name);
	}
}

static void format_cell(char text[VALUE], const char *key, const json_t *row)
{
	const json_t *value = json_object_get(row, key);

	strcpy(text, "-");
	if (value)
		format_value(text, key, value);
	hide_controls(text);
}

static void widen_columns(struct table *t, const json_t *row)
{
	for (size_t i = 0; i < t->count; i++) {
		char text[VALUE];

		format_cell(text, t->key[i], row);
		if ((int)strlen(text) > t->width[i])
			t->width[i] = (int)strlen(text);
	}
}

/* A line of the table; without @row its head. */
static void write_row(FILE *out, const struct table *t, const json_t *row)
{
	for (size_t i = 0; i < t->count; i++) {
		char text[VALUE];
		bool last = i + 1 == t->count;

		if (row)
			format_cell(text, t->key[i], row);
		else
			format_name(text, "", t->key[i]);
		fprintf(out, "%-*s%s", last ? 0 : t->width[i], text,
			last ? "\n" : "  ");
	}
}

void cli_format_table(FILE *out, const json_t *rows)
{
	struct table t;
	size_t count = json_array_size(rows);

	if (!count)
		return;
	find_columns(&t, json_array_get(rows, 0));
	for (size_t i = 0; i < count; i++)
		widen_columns(&t, json_array_get(rows, i));
	write_row(out, &t, NULL);
	for (size_t i = 0; i < count; i++)
		write_row(out, &t, json_array_get(rows, i));
}
