#include "api/param.h"

#include "api/format.h"
#include "api/utf8.h"

#include <string.h>

/* JSON of a row's type; its words and range come beside. */
static const char *const type_names[] = {
	[API_STRING] = "string",
	[API_BOOL] = "boolean",
	[API_INTEGER] = "integer",
	[API_WORD] = "string",
	[API_ANY] = "any",
	[API_OBJECT] = "object",
	[API_BASE64] = "base64",
	[API_ID] = "string or integer",
	[API_FORMAT] = "integer or media type",
	[API_STRINGS] = "string or array of strings",
	[API_BASE64_LIST] = "array of base64",
	[API_OPTION_LIST] = "array of [number, base64]",
	[API_BOOL_OR_INTEGER] = "boolean or integer",
};

static bool is_array_of(const json_t *value, bool (*is_good)(const json_t *))
{
	const json_t *item;
	size_t i;

	if (!json_is_array(value))
		return false;
	json_array_foreach (value, i, item)
		if (!is_good(item))
			return false;
	return true;
}

static bool is_string(const json_t *value)
{
	return json_is_string(value);
}

static bool is_option(const json_t *value)
{
	return json_array_size(value) == 2 &&
	       json_is_integer(json_array_get(value, 0)) &&
	       json_is_string(json_array_get(value, 1));
}

static size_t characters(const json_t *string)
{
	return api_utf8_length(json_string_value(string));
}

static int find_word(const json_t *value, const char *const *words)
{
	for (int i = 0; json_is_string(value) && words[i]; i++)
		if (strcmp(json_string_value(value), words[i]) == 0)
			return i;
	return -1;
}

static bool is_in_range(const struct api_param *row, json_int_t n)
{
	return n >= row->min && n <= row->max;
}

static bool is_integer(const struct api_param *row, const json_t *value)
{
	return json_is_integer(value) &&
	       is_in_range(row, json_integer_value(value));
}

static bool is_format(const json_t *value)
{
	if (json_is_string(value))
		return api_format_find(json_string_value(value)) >= 0;
	return json_is_integer(value) && json_integer_value(value) >= 0 &&
	       json_integer_value(value) <= UINT16_MAX;
}

static bool fits(const struct api_param *row, const json_t *value)
{
	switch (row->type) {
	case API_STRING:
		return json_is_string(value) &&
		       (row->max == 0 ||
			is_in_range(row, (json_int_t)characters(value)));
	case API_BOOL:
		return json_is_boolean(value);
	case API_INTEGER:
		return is_integer(row, value);
	case API_WORD:
		return find_word(value, row->words) >= 0;
	case API_ANY:
		return true;
	case API_OBJECT:
		return json_is_object(value);
	case API_BASE64:
		return json_is_string(value);
	case API_ID:
		return json_is_string(value) || json_is_integer(value);
	case API_FORMAT:
		return is_format(value);
	case API_STRINGS:
		return json_is_string(value) || is_array_of(value, is_string);
	case API_BASE64_LIST:
		return is_array_of(value, is_string);
	case API_OPTION_LIST:
		return is_array_of(value, is_option);
	case API_BOOL_OR_INTEGER:
		return json_is_boolean(value) || is_integer(row, value);
	}
	return false;
}

static void add_words(char *text, size_t cap, const struct api_param *row)
{
	for (size_t i = 0; row->words[i]; i++) {
		size_t len = strlen(text);

		snprintf(text + len, cap - len, "%s%s", i ? ", " : "",
			 row->words[i]);
	}
}

static void tell_misfit(const struct api_param *row, struct gw_outcome *fault)
{
	char words[GW_OUTCOME_TEXT] = "";

	if (row->words) {
		add_words(words, sizeof(words), row);
		gw_outcome_fail(fault, GW_BAD_REQUEST, "%s: must be one of %s",
				row->name, words);
	} else if (row->max > 0) {
		gw_outcome_fail(fault, GW_BAD_REQUEST,
				"%s: must be %s, %lld ... %lld%s", row->name,
				type_names[row->type], (long long)row->min,
				(long long)row->max,
				row->type == API_STRING ? " characters" : "");
	} else {
		gw_outcome_fail(fault, GW_BAD_REQUEST, "%s: must be %s",
				row->name, type_names[row->type]);
	}
}

static const struct api_param *find_row(const struct api_param *table,
					const char *name)
{
	for (; table->name; table++)
		if (strcmp(table->name, name) == 0)
			return table;
	return NULL;
}

static bool check_member(const struct api_param *table, const char *name,
			 const json_t *value, struct gw_outcome *fault)
{
	const struct api_param *row = find_row(table, name);

	if (!row)
		gw_outcome_fail(fault, GW_BAD_REQUEST,
				"%.64s: unknown parameter", name);
	else if (!fits(row, value))
		tell_misfit(row, fault);
	else if (row->later && !json_is_false(value))
		gw_outcome_fail(fault, GW_UNSUPPORTED, "%s: not built yet",
				name);
	else
		return true;
	return false;
}

bool api_param_check(const struct api_param *table, json_t *params,
		     struct gw_outcome *fault)
{
	const char *name;
	json_t *value;

	json_object_foreach (params, name, value)
		if (!check_member(table, name, value, fault))
			return false;
	for (; table->name; table++) {
		if (!table->required || json_object_get(params, table->name))
			continue;
		gw_outcome_fail(fault, GW_BAD_REQUEST, "%s: is required",
				table->name);
		return false;
	}
	return true;
}

static json_t *describe_words(const char *const *words)
{
	json_t *array = json_array();

	for (; *words; words++)
		json_array_append_new(array, json_string(*words));
	return array;
}

static json_t *describe_row(const struct api_param *row)
{
	json_t *o = json_pack("{s:s, s:b, s:s}", "type", type_names[row->type],
			      "required", row->required, "doc", row->doc);

	if (row->words)
		json_object_set_new(o, "words", describe_words(row->words));
	if (row->max > 0) {
		json_object_set_new(o, "min", json_integer(row->min));
		json_object_set_new(o, "max", json_integer(row->max));
	}
	if (row->later)
		json_object_set_new(o, "supported", json_false());
	return o;
}

json_t *api_param_describe(const struct api_param *table)
{
	json_t *all = json_object();

	for (; table->name; table++)
		json_object_set_new(all, table->name, describe_row(table));
	return all;
}

const char *api_param_string(json_t *params, const char *name)
{
	return json_string_value(json_object_get(params, name));
}

bool api_param_bool(json_t *params, const char *name, bool otherwise)
{
	const json_t *value = json_object_get(params, name);

	return value ? json_is_true(value) : otherwise;
}

json_int_t api_param_integer(json_t *params, const char *name,
			     json_int_t otherwise)
{
	const json_t *value = json_object_get(params, name);

	return json_is_integer(value) ? json_integer_value(value) : otherwise;
}

int api_param_word(json_t *params, const char *name, const char *const *words,
		   int otherwise)
{
	const json_t *value = json_object_get(params, name);

	return value ? find_word(value, words) : otherwise;
}
