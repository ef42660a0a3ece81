#include "api/result.h"

#include "api/format.h"
#include "base/addr.h"
#include "base/base64.h"

#include <stdlib.h>
#include <string.h>

const char *const api_encodings[] = {"auto", "base64", NULL};

/* How an option of a response is shown. */
enum show {
	SHOW_BASE64,
	SHOW_UINT,
	SHOW_TEXTS, /* an array: it may come several times */
	SHOW_ELSEWHERE,
};

static const struct {
	uint16_t number;
	enum show show;
	const char *name;
} shown[] = {
	{NBCOAP_ETAG, SHOW_BASE64, "etag"},
	{NBCOAP_LOCATION_PATH, SHOW_TEXTS, "location_path"},
	{NBCOAP_CONTENT_FORMAT, SHOW_ELSEWHERE, NULL},
	{NBCOAP_MAX_AGE, SHOW_UINT, "max_age"},
	{NBCOAP_LOCATION_QUERY, SHOW_TEXTS, "location_query"},
	{NBCOAP_SIZE2, SHOW_UINT, "size2"},
	{NBCOAP_SIZE1, SHOW_UINT, "size1"},
};

static json_t *base64(const uint8_t *data, size_t len)
{
	char *text = malloc(NB_BASE64_TEXT(len) + 1);
	json_t *string = NULL;

	if (text) {
		size_t n = nb_base64_encode(text, data, len);

		string = json_stringn_nocheck(text, n);
	}
	free(text);
	return string;
}

/* NULL when the bytes are no text that JSON can carry. */
static json_t *text(const uint8_t *data, size_t len)
{
	if (len == 0)
		return json_string("");
	if (memchr(data, 0, len))
		return NULL;
	return json_stringn((const char *)data, len);
}

static bool append_text(json_t *options, const char *name,
			const struct nbcoap_option *option)
{
	json_t *list = json_object_get(options, name);
	json_t *value = text(option->value, option->len);

	if (!value)
		return false;
	if (!list) {
		list = json_array();
		json_object_set_new(options, name, list);
	}
	json_array_append_new(list, value);
	return true;
}

/* False when it has no place in the options by name. */
static bool show_option(json_t *options, const struct nbcoap_option *option)
{
	for (size_t i = 0; i < sizeof(shown) / sizeof(shown[0]); i++) {
		const char *name = shown[i].name;

		if (shown[i].number != option->number)
			continue;
		switch (shown[i].show) {
		case SHOW_BASE64:
			json_object_set_new(options, name,
					    base64(option->value, option->len));
			return true;
		case SHOW_UINT:
			json_object_set_new(
				options, name,
				json_integer(nbcoap_option_uint(option)));
			return true;
		case SHOW_TEXTS:
			return append_text(options, name, option);
		case SHOW_ELSEWHERE:
			return true;
		}
	}
	return false;
}

static void add_options(json_t *result, const struct nbcoap_message *m)
{
	json_t *options = json_object();
	json_t *others = json_array();
	struct nbcoap_options walk;
	struct nbcoap_option option;

	nbcoap_options_init(&walk, m);
	while (nbcoap_options_next(&walk, &option))
		if (!show_option(options, &option))
			json_array_append_new(
				others,
				json_pack("[i, o]", (int)option.number,
					  base64(option.value, option.len)));
	json_object_set_new(result, "options", options);
	if (json_array_size(others) > 0)
		json_object_set(result, "other_options", others);
	json_decref(others);
}

static void add_payload(json_t *result, const struct nbcoap_message *m,
			enum api_encoding encoding)
{
	struct nbcoap_option format;
	bool has_format =
		nbcoap_message_find(m, NBCOAP_CONTENT_FORMAT, &format);
	uint32_t number = has_format ? nbcoap_option_uint(&format) : 0;
	bool as_text = encoding == API_ENCODING_AUTO &&
		       (!has_format || api_format_is_text(number));
	json_t *string;

	if (has_format)
		json_object_set_new(result, "content_format",
				    json_integer(number));
	if (m->payload.len == 0)
		return;
	string = as_text ? text(m->payload.data, m->payload.len) : NULL;
	if (string)
		json_object_set_new(result, "payload", string);
	else
		json_object_set_new(result, "payload_b64",
				    base64(m->payload.data, m->payload.len));
}

/* A moment as ms from the call; null when it has not come. */
static json_t *since_call(const struct gw_request *r, nb_ms moment)
{
	return moment == NB_NEVER ? json_null()
				  : json_integer(moment - r->called);
}

static json_t *round_trip(const struct gw_request *r)
{
	nb_ms sent = r->progress.last_accepted;

	return sent == NB_NEVER ? json_null() : json_integer(r->done - sent);
}

static void add_course(json_t *result, const struct gw_request *r)
{
	char peer[NB_ADDR_TEXT];

	nb_addr_format(&r->message.peer, peer, sizeof(peer));
	json_object_set_new(result, "peer", json_string(peer));
	json_object_set_new(result, "rtt_ms", round_trip(r));
	json_object_set_new(result, "transmissions",
			    json_integer(r->progress.transmissions));
	json_object_set_new(result, "blocks", json_integer(r->blocks));
	json_object_set_new(result, "timing",
			    json_pack("{s:o, s:o, s:o, s:o}", "queued_ms",
				      since_call(r, r->started), "sent_ms",
				      since_call(r, r->progress.first_accepted),
				      "acked_ms",
				      since_call(r, r->progress.acked_at),
				      "done_ms", since_call(r, r->done)));
}

static json_t *response(const struct gw_request *r, enum api_encoding encoding)
{
	json_t *result = json_object();
	char code[5];

	nbcoap_code_format(r->response.code, code);
	json_object_set_new(result, "code", json_string(code));
	add_payload(result, &r->response, encoding);
	add_options(result, &r->response);
	add_course(result, r);
	return result;
}

json_t *api_result(const struct gw_request *r, enum api_encoding encoding)
{
	switch (r->outcome.end) {
	case GW_END_RESPONSE:
		return response(r, encoding);
	case GW_END_PONG:
		return json_pack("{s:o}", "rtt_ms", round_trip(r));
	case GW_END_SENT:
		return json_pack("{s:b}", "sent", 1);
	case GW_END_ACKED:
		return json_pack("{s:b}", "acked", 1);
	case GW_END_SILENT:
		return json_pack("{s:b, s:b}", "sent", 1, "silent", 1);
	case GW_END_FAILED:
		break;
	}
	return NULL;
}

json_t *api_error_data(enum gw_reason reason)
{
	return json_pack("{s:s}", "reason", gw_reason_info(reason)->name);
}

json_t *api_refusal_data(const struct gw_outcome *refusal)
{
	json_t *data = api_error_data(refusal->reason);

	json_object_set_new(data, "sent", json_string("no"));
	json_object_set_new(
		data, "retryable",
		json_boolean(gw_reason_info(refusal->reason)->retryable));
	if (refusal->retry_after >= 0)
		json_object_set_new(data, "retry_after_ms",
				    json_integer(refusal->retry_after));
	return data;
}

json_t *api_failure_data(const struct gw_request *r)
{
	enum gw_reason reason = r->outcome.reason;
	json_t *data =
		json_pack("{s:s, s:s, s:s, s:i, s:b}", "reason",
			  gw_reason_info(reason)->name, "phase",
			  gw_phase_name(r->outcome.phase), "sent",
			  gw_sent_name(r->progress.sent), "transmissions",
			  (int)r->progress.transmissions, "retryable",
			  (int)gw_reason_info(reason)->retryable);

	if (r->progress.acked)
		json_object_set_new(data, "acked", json_true());
	return data;
}
