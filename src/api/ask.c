#include "api/ask.h"

#include "api/format.h"
#include "api/param.h"
#include "base/base64.h"
#include "gateway/keys.h"

#include <stdlib.h>
#include <string.h>

/* Options that have parameters of their own, or that are the stack's. */
static const uint16_t owned_options[] = {
	NBCOAP_IF_MATCH,      NBCOAP_URI_HOST,  NBCOAP_ETAG,
	NBCOAP_IF_NONE_MATCH, NBCOAP_OBSERVE,   NBCOAP_URI_PORT,
	NBCOAP_OSCORE,        NBCOAP_URI_PATH,  NBCOAP_CONTENT_FORMAT,
	NBCOAP_URI_QUERY,     NBCOAP_ACCEPT,    NBCOAP_Q_BLOCK1,
	NBCOAP_BLOCK2,        NBCOAP_BLOCK1,    NBCOAP_SIZE2,
	NBCOAP_Q_BLOCK2,      NBCOAP_PROXY_URI, NBCOAP_PROXY_SCHEME,
	NBCOAP_SIZE1,         NBCOAP_ECHO,      NBCOAP_NO_RESPONSE,
	NBCOAP_REQUEST_TAG,
};

#define refuse(a, ...)                                                         \
	(gw_outcome_fail(&(a)->fault, GW_BAD_REQUEST, __VA_ARGS__), false)

static json_t *member(const struct api_ask *a, const char *name)
{
	return json_object_get(a->params, name);
}

static struct nb_bytes text_of(const json_t *string)
{
	return (struct nb_bytes){(const uint8_t *)json_string_value(string),
				 json_string_length(string)};
}

/* Adds @text decoded, @min to @max bytes, as an option of @number. */
static bool add_base64(struct api_ask *a, const char *name, uint16_t number,
		       const json_t *text, size_t min, size_t max)
{
	struct nb_bytes b = text_of(text);
	uint8_t value[GW_OPTION_BYTES];
	size_t len = sizeof(value) + 1;

	if (NB_BASE64_BYTES(b.len) <= sizeof(value) &&
	    nb_base64_decode(value, &len, (const char *)b.data, b.len) != 0)
		return refuse(a, "%s: must be base64", name);
	if (len < min || len > max)
		return refuse(a, "%s: must have %zu to %zu bytes", name, min,
			      max);
	gw_options_add(&a->options, number, value, len);
	return true;
}

static bool read_list(struct api_ask *a, const char *name, uint16_t number,
		      size_t min, size_t max)
{
	const json_t *item;
	size_t i;

	json_array_foreach (member(a, name), i, item)
		if (!add_base64(a, name, number, item, min, max))
			return false;
	return true;
}

static bool has_control(struct nb_bytes text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.data[i] < 0x20 || text.data[i] == 0x7f)
			return true;
	return false;
}

static bool read_query_list(struct api_ask *a, json_t *list)
{
	const json_t *item;
	size_t i;

	json_array_foreach (list, i, item) {
		struct nb_bytes text = text_of(item);

		if (text.len > UINT8_MAX || has_control(text))
			return refuse(a, "query: an item must not be over 255 "
					 "bytes nor have a control character");
		gw_options_add(&a->options, NBCOAP_URI_QUERY, text.data,
			       text.len);
	}
	return true;
}

static bool read_query(struct api_ask *a)
{
	json_t *query = member(a, "query");

	if (!json_is_string(query))
		return read_query_list(a, query);
	if (gw_options_add_query(&a->options, text_of(query)) != 0)
		return refuse(a, "query: must not have an item over 255 bytes, "
				 "a control character or a bad percent escape");
	return true;
}

static uint32_t format_of(const json_t *value)
{
	if (json_is_string(value))
		return (uint32_t)api_format_find(json_string_value(value));
	return (uint32_t)json_integer_value(value);
}

static void read_formats(struct api_ask *a)
{
	const json_t *content = member(a, "content_format");
	const json_t *accept = member(a, "accept");

	if (content || member(a, "payload_json"))
		gw_options_add_uint(&a->options, NBCOAP_CONTENT_FORMAT,
				    content ? format_of(content)
					    : API_FORMAT_JSON);
	if (accept)
		gw_options_add_uint(&a->options, NBCOAP_ACCEPT,
				    format_of(accept));
}

static bool is_owned(json_int_t number)
{
	for (size_t i = 0; i < sizeof(owned_options) / sizeof(uint16_t); i++)
		if (owned_options[i] == number)
			return true;
	return false;
}

static bool read_further_options(struct api_ask *a)
{
	const json_t *item;
	size_t i;

	json_array_foreach (member(a, "options"), i, item) {
		json_int_t number = json_integer_value(json_array_get(item, 0));

		if (number < 1 || number > UINT16_MAX)
			return refuse(a, "options: a number must be 1 ... "
					 "65535");
		if (is_owned(number))
			return refuse(a, "options: %d is set by nbgate itself",
				      (int)number);
		if (!add_base64(a, "options", (uint16_t)number,
				json_array_get(item, 1), 0, GW_OPTION_BYTES))
			return false;
	}
	return true;
}

static bool read_options(struct api_ask *a)
{
	if (!read_list(a, "if_match", NBCOAP_IF_MATCH, 0, 8) ||
	    !read_list(a, "etag", NBCOAP_ETAG, 1, 8) || !read_query(a) ||
	    !read_further_options(a))
		return false;
	if (api_param_bool(a->params, "if_none_match", false))
		gw_options_add(&a->options, NBCOAP_IF_NONE_MATCH, NULL, 0);
	read_formats(a);
	return true;
}

/*
 * Numbers as short as they can be and still the same: jansson writes the
 * precision that it is told, and 17 digits turn 0.1 into 0.10000000000000001.
 */
static char *dump(json_t *value)
{
	char *text = NULL;

	for (size_t digits = 15; digits <= 17; digits++) {
		json_t *same;
		bool equal;

		free(text);
		text = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY |
						 JSON_REAL_PRECISION(digits));
		same = text ? json_loads(text, JSON_DECODE_ANY, NULL) : NULL;
		equal = same && json_equal(value, same);
		json_decref(same);
		if (equal)
			break;
	}
	return text;
}

static bool read_payload_json(struct api_ask *a, json_t *value)
{
	char *text = dump(value);

	if (!text)
		return refuse(a, "payload_json: cannot be written as JSON");
	a->payload = text;
	a->ask.payload = (struct nb_bytes){(const uint8_t *)text, strlen(text)};
	return true;
}

static bool read_payload_base64(struct api_ask *a, const json_t *value)
{
	struct nb_bytes text = text_of(value);
	uint8_t *data = malloc(NB_BASE64_BYTES(text.len) + 1);
	size_t len;

	a->payload = data;
	if (!data || nb_base64_decode(data, &len, (const char *)text.data,
				      text.len) != 0)
		return refuse(a, "payload_b64: must be base64");
	a->ask.payload = (struct nb_bytes){data, len};
	return true;
}

static bool may_have_payload(const struct api_ask *a)
{
	return a->ask.method != NBCOAP_GET && a->ask.method != NBCOAP_DELETE;
}

static bool read_payload(struct api_ask *a)
{
	json_t *text = member(a, "payload");
	json_t *base64 = member(a, "payload_b64");
	json_t *json = member(a, "payload_json");
	int count = !!text + !!base64 + !!json;

	if (count > 1)
		return refuse(a, "payload, payload_b64, payload_json: at most "
				 "one");
	if (count == 1 && !may_have_payload(a))
		return refuse(a, "%s: not with GET and DELETE",
			      text     ? "payload"
			      : base64 ? "payload_b64"
				       : "payload_json");
	if (text)
		a->ask.payload = text_of(text);
	if (base64)
		return read_payload_base64(a, base64);
	if (json)
		return read_payload_json(a, json);
	return true;
}

static bool read_way(struct api_ask *a)
{
	struct gw_ask *ask = &a->ask;

	ask->uri = api_param_string(a->params, "uri");
	ask->target = api_param_string(a->params, "target");
	ask->path = api_param_string(a->params, "path");
	if (ask->uri && (ask->target || ask->path))
		return refuse(a, "uri: not with path or target");
	if (!ask->uri && !ask->path)
		return refuse(a, "path: is required, or uri");
	return true;
}

static int no_response(const struct api_ask *a)
{
	const json_t *value = member(a, "no_response");

	if (json_is_true(value))
		return NBCOAP_SUPPRESS_ALL;
	return json_is_integer(value) ? (int)json_integer_value(value) : -1;
}

static void read_policy(struct api_ask *a)
{
	struct gw_ask *ask = &a->ask;

	ask->method = (uint8_t)(1 + api_param_word(a->params, "method",
						   gw_method_words, 0));
	if (member(a, "confirmable"))
		ask->confirmable =
			api_param_bool(a->params, "confirmable", true);
	ask->priority = api_param_word(a->params, "priority", gw_priority_words,
				       GW_BY_ROUTE);
	ask->timeout = api_param_integer(a->params, "timeout_ms", GW_BY_ROUTE);
	ask->no_response = no_response(a);
}

static void init(struct api_ask *a, json_t *params)
{
	a->params = params;
	memset(&a->ask, 0, sizeof(a->ask));
	a->payload = NULL;
	gw_options_init(&a->options);
	a->ask.options = &a->options;
	a->ask.method = NBCOAP_GET;
	a->ask.confirmable = GW_BY_ROUTE;
	a->ask.priority = GW_BY_ROUTE;
	a->ask.timeout = GW_BY_ROUTE;
	a->ask.no_response = -1;
}

bool api_ask_read(struct api_ask *a, json_t *params)
{
	init(a, params);
	read_policy(a);
	return read_way(a) && read_payload(a) && read_options(a);
}

bool api_ask_read_ping(struct api_ask *a, json_t *params)
{
	init(a, params);
	a->ask.ping = true;
	a->ask.target = api_param_string(params, "target");
	a->ask.uri = api_param_string(params, "uri");
	a->ask.timeout = api_param_integer(params, "timeout_ms", GW_BY_ROUTE);
	if (!a->ask.target == !a->ask.uri)
		return refuse(a, "target: either it or uri is required");
	return true;
}

void api_ask_free(struct api_ask *a)
{
	free(a->payload);
}
