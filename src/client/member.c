#include "client/member.h"

#include <string.h>

/*
 * Each step takes the text that is left and gives the text behind; without
 * data when the text ended first.
 */
static struct client_text skip(struct client_text t, size_t len)
{
	if (!t.data || t.len < len)
		return (struct client_text){0};
	return (struct client_text){t.data + len, t.len - len};
}

static bool begins(struct client_text t, const char *any)
{
	return t.data && t.len && strchr(any, t.data[0]) && t.data[0];
}

static struct client_text skip_blanks(struct client_text t)
{
	while (begins(t, " \t\r\n"))
		t = skip(t, 1);
	return t;
}

static struct client_text skip_string(struct client_text t)
{
	t = skip(t, 1);
	while (t.data && !begins(t, "\""))
		t = skip(t, begins(t, "\\") ? 2 : 1);
	return skip(t, 1);
}

/* A number or a word ends before what may follow a value. */
static struct client_text skip_word(struct client_text t)
{
	while (t.data && !begins(t, ",]} \t\r\n"))
		t = skip(t, 1);
	return t;
}

static struct client_text skip_nested(struct client_text t)
{
	size_t depth = 0;

	do {
		if (begins(t, "\"")) {
			t = skip_string(t);
			continue;
		}
		depth += begins(t, "{[");
		depth -= begins(t, "}]");
		t = skip(t, 1);
	} while (t.data && depth);
	return t;
}

static struct client_text skip_value(struct client_text t)
{
	if (begins(t, "\""))
		return skip_string(t);
	return begins(t, "{[") ? skip_nested(t) : skip_word(t);
}

static bool is_name(const char *begin, const char *end, const char *name)
{
	size_t len = strlen(name);

	return (size_t)(end - begin) == len + 2 &&
	       !memcmp(begin + 1, name, len);
}

bool client_member_find(struct client_text line, const char *name,
			struct client_text *value)
{
	struct client_text t = skip_blanks(line);
	bool more = begins(t, "{");

	while (more) {
		struct client_text key = skip_blanks(skip(t, 1));

		if (!begins(key, "\""))
			return false;
		t = skip_string(key);
		bool found = t.data && is_name(key.data, t.data, name);
		t = skip_blanks(t);
		if (!begins(t, ":"))
			return false;
		struct client_text v = skip_blanks(skip(t, 1));
		t = skip_value(v);
		if (!t.data || t.data == v.data)
			return false;
		if (found) {
			*value = (struct client_text){v.data, v.len - t.len};
			return true;
		}
		t = skip_blanks(t);
		more = begins(t, ",");
	}
	return false;
}
