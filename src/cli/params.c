#include "cli/params.h"

#include "cli/payload.h"
#include "cli/say.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define MAX_TIMEOUT_S 86400
#define MAX_OPTION    1034 /* bytes of -O, --etag and --if-match */

int cli_params_text(json_t *params, const char *name, const char *text)
{
	json_t *string = json_string(text);

	if (string && !json_object_set_new(params, name, string))
		return 0;
	return cli_say_usage("%s is not UTF-8", name);
}

static bool is_uri(const char *text)
{
	return !strncmp(text, "coap://", 7) || !strncmp(text, "coaps://", 8);
}

int cli_params_resource(json_t *params, const char *resource)
{
	const char *colon = strstr(resource, ":/");

	if (is_uri(resource))
		return cli_params_text(params, "uri", resource);
	if (resource[0] == '/')
		return cli_params_text(params, "path", resource);
	if (!colon || colon == resource)
		return cli_say_usage("%s: a resource is /path, TARGET:/path or "
				     "coap://...",
				     resource);

	json_object_set_new(params, "target",
			    json_stringn(resource, (size_t)(colon - resource)));
	return cli_params_text(params, "path", colon + 1);
}

int cli_params_target(json_t *params, const char *target)
{
	return cli_params_text(params, is_uri(target) ? "uri" : "target",
			       target);
}

/* Adds @value to the array @name, which may not be there yet. */
static int append(json_t *params, const char *name, json_t *value)
{
	json_t *array = json_object_get(params, name);

	if (!array) {
		array = json_array();
		json_object_set_new(params, name, array);
	}
	return json_array_append_new(array, value);
}

static int add_text(json_t *params, const char *name, const char *value)
{
	return cli_params_text(params, name, value);
}

static int add_query(json_t *params, const char *name, const char *value)
{
	if (!append(params, name, json_string(value)))
		return 0;
	return cli_say_usage("%s is not UTF-8", name);
}

static int add_true(json_t *params, const char *name, const char *value)
{
	(void)value;
	return json_object_set_new(params, name, json_true());
}

static int add_false(json_t *params, const char *name, const char *value)
{
	(void)value;
	return json_object_set_new(params, name, json_false());
}

/* A whole number that @value is from end to end. */
static bool read_whole(const char *value, json_int_t *number)
{
	size_t digits = strspn(value, "0123456789");

	errno = 0;
	*number = strtoll(value, NULL, 10);
	return digits && !value[digits] && !errno;
}

/* A number of the registry, or a media type. */
static int add_format(json_t *params, const char *name, const char *value)
{
	json_int_t number;

	if (read_whole(value, &number))
		return json_object_set_new(params, name, json_integer(number));
	return cli_params_text(params, name, value);
}

static int add_seconds(json_t *params, const char *name, const char *value)
{
	json_int_t s;

	if (!read_whole(value, &s))
		return cli_say_usage("%s is not a number of seconds", value);
	return json_object_set_new(params, name, json_integer(s));
}

static int add_milliseconds(json_t *params, const char *name, const char *value)
{
	char *end;
	double s = strtod(value, &end);

	if (end == value || *end || !(s >= 0.001 && s <= MAX_TIMEOUT_S))
		return cli_say_usage("%s is not a time from 0.001 to %d "
				     "seconds",
				     value, MAX_TIMEOUT_S);
	return json_object_set_new(params, name,
				   json_integer((json_int_t)(s * 1000 + 0.5)));
}

static int nibble(char c)
{
	static const char digits[] = "0123456789abcdef0123456789ABCDEF";
	const char *at = c ? strchr(digits, c) : NULL;

	return at ? (int)(at - digits) & 15 : -1;
}

/* Hexadecimal text as base64; NULL: it is none, or too long. */
static json_t *read_hex(const char *text)
{
	unsigned char bytes[MAX_OPTION];
	size_t len = strlen(text);

	if (len % 2 || len / 2 > sizeof(bytes))
		return NULL;
	for (size_t i = 0; i < len; i += 2) {
		int high = nibble(text[i]), low = nibble(text[i + 1]);

		if (high < 0 || low < 0)
			return NULL;
		bytes[i / 2] = (unsigned char)(high << 4 | low);
	}
	return cli_payload_base64(bytes, len / 2);
}

static int add_hex(json_t *params, const char *name, const char *value)
{
	json_t *bytes = read_hex(value);

	if (!bytes)
		return cli_say_usage("%s is not hexadecimal", value);
	return append(params, name, bytes);
}

static int add_option(json_t *params, const char *name, const char *value)
{
	size_t digits = strspn(value, "0123456789");
	json_t *bytes = NULL;

	if (digits && digits < 6 && value[digits] == '=')
		bytes = read_hex(value + digits + 1);
	if (!bytes)
		return cli_say_usage("%s is not NUMBER=HEX", value);
	return append(params, name, json_pack("[i, o]", atoi(value), bytes));
}

static int add_payload(json_t *params, const char *name, const char *value)
{
	json_t *payload = cli_payload_read(value);

	if (!payload)
		return CLI_FAILED;
	return json_object_set_new(params, name, payload);
}

/* What an option is to coap.request; those without a row are not its own. */
static const struct {
	const char *param;
	int (*add)(json_t *params, const char *name, const char *value);
} rows[CLI_OPTIONS] = {
	[CLI_DATA] = {"payload_b64", add_payload},
	[CLI_FORMAT] = {"content_format", add_format},
	[CLI_ACCEPT] = {"accept", add_format},
	[CLI_QUERY] = {"query", add_query},
	[CLI_OPTION] = {"options", add_option},
	[CLI_NON] = {"confirmable", add_false},
	[CLI_TIMEOUT] = {"timeout_ms", add_milliseconds},
	[CLI_PRIORITY] = {"priority", add_text},
	[CLI_KEY] = {"key", add_text},
	[CLI_DURABLE] = {"durable", add_true},
	[CLI_EXPIRES] = {"expires_s", add_seconds},
	[CLI_REPLACE] = {"replace", add_true},
	[CLI_REPEAT] = {"repeat", add_true},
	[CLI_IF_MATCH] = {"if_match", add_hex},
	[CLI_IF_NONE_MATCH] = {"if_none_match", add_true},
	[CLI_ETAG] = {"etag", add_hex},
	[CLI_NO_RESPONSE] = {"no_response", add_true},
};

int cli_params_options(json_t *params, const struct cli_args *args)
{
	for (size_t i = 0; i < args->given_count; i++) {
		const struct cli_given *given = &args->given[i];
		int status = 0;

		if (rows[given->option].add)
			status = rows[given->option].add(
				params, rows[given->option].param,
				given->value);
		if (status)
			return status;
	}
	return 0;
}
