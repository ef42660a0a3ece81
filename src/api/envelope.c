#include "api/envelope.h"

#include "api/json.h"
#include "api/utf8.h"
#include "base/assert.h"

#include <string.h>

/* 2^53: beyond it not every integer is a double (RFC 8259, 6). */
#define ID_LIMIT ((json_int_t)1 << 53)

static bool is_too_deep(struct nb_bytes line)
{
	bool in_string = false;
	unsigned depth = 0;

	for (size_t i = 0; i < line.len; i++) {
		uint8_t c = line.data[i];

		if (in_string && c == '\\')
			i++;
		else if (c == '"')
			in_string = !in_string;
		else if (!in_string && (c == '{' || c == '['))
			depth++;
		else if (!in_string && (c == '}' || c == ']') && depth > 0)
			depth--;
		if (depth > API_NESTING)
			return true;
	}
	return false;
}

static void fail(struct api_envelope *e, int error, const char *text)
{
	e->error = error;
	e->text = text;
}

static bool parse(struct api_envelope *e, struct nb_bytes line)
{
	if (is_too_deep(line)) {
		fail(e, API_BAD_REQUEST, "nested deeper than 32 levels");
		return false;
	}
	switch (api_json_read(line, &e->root)) {
	case API_JSON_GOOD:
		return true;
	case API_JSON_NONE:
		fail(e, API_NOT_JSON, "not JSON");
		return false;
	case API_JSON_NUMBER:
		fail(e, API_BAD_REQUEST, "a number is out of range");
		return false;
	}
	NB_ASSERT(false);
	return false;
}

static bool is_good_id(const json_t *id)
{
	if (json_is_integer(id))
		return json_integer_value(id) < ID_LIMIT &&
		       json_integer_value(id) > -ID_LIMIT;
	return json_is_string(id) &&
	       api_utf8_length(json_string_value(id)) <= API_ID_LENGTH;
}

static void check_members(struct api_envelope *e)
{
	const json_t *version = json_object_get(e->root, "jsonrpc");
	const json_t *method = json_object_get(e->root, "method");

	if (!json_is_string(version) ||
	    strcmp(json_string_value(version), "2.0") != 0)
		fail(e, API_BAD_REQUEST, "jsonrpc: must be \"2.0\"");
	else if (!json_is_string(method))
		fail(e, API_BAD_REQUEST, "method: must be a string");
	else if (e->params && !json_is_object(e->params))
		fail(e, API_BAD_REQUEST, "params: must be an object");
	else
		e->method = json_string_value(method);
}

void api_envelope_read(struct api_envelope *e, struct nb_bytes line)
{
	json_t *id;

	memset(e, 0, sizeof(*e));
	if (!parse(e, line))
		return;
	if (!json_is_object(e->root)) {
		fail(e, API_BAD_REQUEST,
		     "a request is one object; there are no batches");
		return;
	}
	id = json_object_get(e->root, "id");
	if (!id || !is_good_id(id)) {
		fail(e, API_BAD_REQUEST,
		     "id: must be a string of at most 64 characters or an "
		     "integer below 2^53");
		return;
	}
	e->id = id;
	e->params = json_object_get(e->root, "params");
	check_members(e);
}

void api_envelope_free(struct api_envelope *e)
{
	json_decref(e->root);
}
