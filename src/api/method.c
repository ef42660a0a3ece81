#include "api/method.h"

#include "api/ask.h"
#include "api/coap.h"
#include "api/modem.h"
#include "api/param.h"
#include "api/result.h"
#include "api/system.h"
#include "api/trace.h"
#include "gateway/keys.h"

#include <string.h>

#define DAY_MS          86400000
#define EXPIRES_MAX     ((json_int_t)366 * 86400)
#define NO_RESPONSE_MAX 127
#define KEY_MAX         64

static const struct api_param no_params[] = {{.name = NULL}};

static const struct api_param request_params[] = {
	{.name = "path",
	 .type = API_STRING,
	 .doc = "'/...': the longest matching route decides, or with target: "
		"behind the path of its URI"},
	{.name = "target",
	 .type = API_STRING,
	 .doc = "with path: that target, past the routes"},
	{.name = "uri", .type = API_STRING, .doc = "a coap:// URI, alone"},
	{.name = "method",
	 .type = API_WORD,
	 .words = gw_method_words,
	 .doc = "default GET"},
	{.name = "query",
	 .type = API_STRINGS,
	 .doc = "Uri-Query: a string is split at '&' and decoded, the items "
		"of an array are taken as they are"},
	{.name = "payload", .type = API_STRING, .doc = "the payload as text"},
	{.name = "payload_b64",
	 .type = API_BASE64,
	 .doc = "the payload as base64"},
	{.name = "payload_json",
	 .type = API_ANY,
	 .doc = "the payload as JSON; content format 50 unless given"},
	{.name = "content_format",
	 .type = API_FORMAT,
	 .max = UINT16_MAX,
	 .doc = "of the payload"},
	{.name = "accept",
	 .type = API_FORMAT,
	 .max = UINT16_MAX,
	 .doc = "the content format wanted"},
	{.name = "confirmable",
	 .type = API_BOOL,
	 .doc = "default of the route, else true"},
	{.name = "options",
	 .type = API_OPTION_LIST,
	 .doc = "further CoAP options"},
	{.name = "etag", .type = API_BASE64_LIST, .doc = "ETags to validate"},
	{.name = "if_match", .type = API_BASE64_LIST, .doc = "If-Match"},
	{.name = "if_none_match", .type = API_BOOL, .doc = "If-None-Match"},
	{.name = "no_response",
	 .type = API_BOOL_OR_INTEGER,
	 .max = NO_RESPONSE_MAX,
	 .doc = "RFC 7967; true: no response of any class"},
	{.name = "timeout_ms",
	 .type = API_INTEGER,
	 .min = 1,
	 .max = DAY_MS,
	 .doc = "from the call; default of the route"},
	{.name = "progress",
	 .type = API_BOOL,
	 .doc = "coap.progress on every change"},
	{.name = "priority",
	 .type = API_WORD,
	 .words = gw_priority_words,
	 .doc = "default of the route"},
	{.name = "durable",
	 .type = API_BOOL,
	 .later = true,
	 .doc = "stored first; survives restarts"},
	{.name = "expires_s",
	 .type = API_INTEGER,
	 .min = 1,
	 .max = EXPIRES_MAX,
	 .later = true,
	 .doc = "not sent after this"},
	{.name = "replace",
	 .type = API_BOOL,
	 .later = true,
	 .doc = "the newest of a key wins"},
	{.name = "repeat",
	 .type = API_BOOL,
	 .later = true,
	 .doc = "again after an unknown outcome"},
	{.name = "key",
	 .type = API_STRING,
	 .min = 1,
	 .max = KEY_MAX,
	 .later = true,
	 .doc = "idempotency"},
	{.name = "encoding",
	 .type = API_WORD,
	 .words = api_encodings,
	 .doc = "of the response's payload; default auto"},
	{.name = NULL},
};

static const struct api_param cancel_params[] = {
	{.name = "id", .type = API_ID, .doc = "of the request"},
	{.name = "sub",
	 .type = API_STRING,
	 .later = true,
	 .doc = "of the observation"},
	{.name = NULL},
};

static const struct api_param ping_params[] = {
	{.name = "target", .type = API_STRING, .doc = "a target's name"},
	{.name = "uri", .type = API_STRING, .doc = "or a coap:// URI"},
	{.name = "timeout_ms",
	 .type = API_INTEGER,
	 .min = 1,
	 .max = DAY_MS,
	 .doc = "from the call; default of the target"},
	{.name = NULL},
};

static const struct api_param metrics_params[] = {
	{.name = "format",
	 .type = API_WORD,
	 .words = api_system_formats,
	 .doc = "default json"},
	{.name = NULL},
};

static const struct api_param at_params[] = {
	{.name = "command",
	 .type = API_STRING,
	 .required = true,
	 .doc = "the line, from AT on, without its end"},
	{.name = "force",
	 .type = API_BOOL,
	 .doc = "though it breaks what the driver knows of the modem"},
	{.name = NULL},
};

static const struct api_param trace_params[] = {
	{.name = "stream",
	 .type = API_BOOL,
	 .doc = "as trace.data; else to a file in state-dir"},
	{.name = "at", .type = API_BOOL, .doc = "the AT transcript, too"},
	{.name = NULL},
};

#define BIT(reason) (1u << (reason))

/* Of everything that goes to a server. */
#define REQUEST_REASONS                                                        \
	(BIT(GW_BAD_REQUEST) | BIT(GW_NO_ROUTE) | BIT(GW_DENIED) |             \
	 BIT(GW_UNSUPPORTED) | BIT(GW_QUEUE_FULL) | BIT(GW_TOO_LARGE) |        \
	 BIT(GW_TIMEOUT) | BIT(GW_RESET) | BIT(GW_UNREACHABLE) |               \
	 BIT(GW_NAME_NOT_FOUND) | BIT(GW_MODEM_ABSENT) |                       \
	 BIT(GW_NOT_REGISTERED) | BIT(GW_LINK_DOWN) | BIT(GW_CANCELLED) |      \
	 BIT(GW_SHUTTING_DOWN) | BIT(GW_INTERNAL))

/* Of what an operator wants of the modem. */
#define PORT_REASONS                                                           \
	(BIT(GW_BAD_REQUEST) | BIT(GW_MODEM_ABSENT) | BIT(GW_SHUTTING_DOWN) |  \
	 BIT(GW_INTERNAL))

static void describe(struct api_turn *turn);

/* A method that is contracted and not built. */
#define LATER(text, is_request_, explanation)                                  \
	{                                                                      \
		.name = text, .is_request = is_request_,                       \
		.reasons = BIT(GW_UNSUPPORTED), .doc = explanation             \
	}

static const struct api_method methods[] = {
	{"coap.request", request_params, api_coap_request, true,
	 REQUEST_REASONS, "one CoAP request and its response"},
	{"coap.cancel", cancel_params, api_coap_cancel, false,
	 BIT(GW_BAD_REQUEST) | BIT(GW_NOT_FOUND) | BIT(GW_UNSUPPORTED),
	 "cancels a request of this connection"},
	{"coap.ping", ping_params, api_coap_ping, true, REQUEST_REASONS,
	 "an empty Confirmable, answered by Reset"},
	{"coap.list", no_params, api_coap_list, false, BIT(GW_BAD_REQUEST),
	 "the caller's requests under way"},
	{"sys.hello", no_params, api_system_hello, false, BIT(GW_BAD_REQUEST),
	 "version, features and limits"},
	{"sys.describe", no_params, describe, false, BIT(GW_BAD_REQUEST),
	 "this table"},
	{"sys.status", no_params, api_system_status, false, BIT(GW_BAD_REQUEST),
	 "the modem, the targets and the queue"},
	{"sys.metrics", metrics_params, api_system_metrics, false,
	 BIT(GW_BAD_REQUEST), "the counters"},
	{"modem.at", at_params, api_modem_at, false,
	 BIT(GW_DENIED) | BIT(GW_TIMEOUT) | PORT_REASONS,
	 "one AT command between the driver's own"},
	{"modem.release", no_params, api_modem_release, false, PORT_REASONS,
	 "give the port to another tool"},
	{"modem.resume", no_params, api_modem_resume, false, PORT_REASONS,
	 "take it back"},
	LATER("coap.observe", true, "a resource and its changes"),
	LATER("serve.register", false, "handle requests from outside"),
	LATER("serve.unregister", false, "handle them no longer"),
	LATER("serve.notify", false, "tell the remote observers of a path"),
	LATER("sys.subscribe", false, "events as they come"),
	LATER("sys.reload", false, "read the configuration again"),
	LATER("outbox.list", false, "the durable queue"),
	LATER("outbox.get", false, "an entry and its result"),
	LATER("outbox.cancel", false, "give an entry up"),
	LATER("outbox.flush", false, "try all of it now"),
	{"trace.start", trace_params, api_trace_start, false,
	 BIT(GW_BAD_REQUEST) | BIT(GW_DENIED) | BIT(GW_CONFLICT) |
		 BIT(GW_STORAGE) | BIT(GW_INTERNAL),
	 "captures datagrams, and AT lines"},
	{"trace.stop", no_params, api_trace_stop, false,
	 BIT(GW_BAD_REQUEST) | BIT(GW_DENIED) | BIT(GW_NOT_FOUND),
	 "ends the capture"},
};

#define METHOD_COUNT (sizeof(methods) / sizeof(methods[0]))

const struct api_method *api_method_find(const char *name)
{
	for (size_t i = 0; i < METHOD_COUNT; i++)
		if (strcmp(methods[i].name, name) == 0)
			return &methods[i];
	return NULL;
}

void api_method_run(struct api_turn *turn)
{
	const struct api_method *m = turn->method;
	struct gw_outcome fault;

	if (!m->run) {
		gw_outcome_fail(&fault, GW_UNSUPPORTED, "%s: not built yet",
				m->name);
		api_turn_refuse(turn, &fault);
	} else if (!api_param_check(m->params, turn->params, &fault)) {
		api_turn_refuse(turn, &fault);
	} else {
		m->run(turn);
	}
}

static json_t *describe_reasons(uint32_t reasons)
{
	json_t *array = json_array();

	for (int i = 0; i < GW_REASON_COUNT; i++)
		if (reasons & BIT(i))
			json_array_append_new(
				array,
				json_string(gw_reason_info((enum gw_reason)i)
						    ->name));
	return array;
}

static json_t *describe_method(const struct api_method *m)
{
	return json_pack("{s:s, s:b, s:o, s:o}", "doc", m->doc, "supported",
			 m->run != NULL, "params",
			 api_param_describe(m->params ? m->params : no_params),
			 "errors", describe_reasons(m->reasons));
}

static void describe(struct api_turn *turn)
{
	json_t *all = json_object();

	for (size_t i = 0; i < METHOD_COUNT; i++)
		json_object_set_new(all, methods[i].name,
				    describe_method(&methods[i]));
	api_turn_result(turn, all);
}
