#include "api/json.h"

/* 2^53: below it each integer is a double (RFC 8259, 6). */
#define EXACT 9007199254740992.0

static json_t *load(struct nb_bytes text, size_t flags, json_error_t *why)
{
	return json_loadb((const char *)text.data, text.len,
			  flags | JSON_REJECT_DUPLICATES | JSON_DECODE_ANY,
			  why);
}

static bool was_integer(const json_t *value)
{
	double number = json_real_value(value);

	return json_is_real(value) && number > -EXACT && number < EXACT &&
	       number == (double)(json_int_t)number;
}

static json_t *as_integer(const json_t *value)
{
	return json_integer((json_int_t)json_real_value(value));
}

/* All numbers have been read as reals: makes integers of those it can. */
static void restore_integers(json_t *value)
{
	const char *name;
	json_t *member;
	size_t i;

	json_object_foreach (value, name, member) {
		restore_integers(member);
		if (was_integer(member))
			json_object_set_new(value, name, as_integer(member));
	}
	json_array_foreach (value, i, member) {
		restore_integers(member);
		if (was_integer(member))
			json_array_set_new(value, i, as_integer(member));
	}
}

enum api_json_fault api_json_read(struct nb_bytes text, json_t **root)
{
	json_error_t why;

	*root = load(text, 0, &why);
	if (*root)
		return API_JSON_GOOD;
	if (json_error_code(&why) != json_error_numeric_overflow)
		return API_JSON_NONE;
	*root = load(text, JSON_DECODE_INT_AS_REAL, &why);
	if (!*root)
		return json_error_code(&why) == json_error_numeric_overflow
			       ? API_JSON_NUMBER
			       : API_JSON_NONE;
	restore_integers(*root);
	return API_JSON_GOOD;
}
