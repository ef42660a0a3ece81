#include "unit/hub_cases.h"

#include <stdio.h>
#include <string.h>

static struct hub_bench b;
static int c;

static void setup(void)
{
	hub_bench_up(&b);
	c = hub_bench_client(&b, 1000);
}

static void teardown(void)
{
	ck_assert_uint_eq(b.link.sent_count, 0);
	hub_bench_close(&b);
}

#define ERROR(code, text)                                                      \
	"{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":" code              \
	",\"message\":\"" text "\""
#define NO_ID(code, text)                                                      \
	"{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":" code           \
	",\"message\":\"" text "\"}}"
#define REFUSED(code, reason, text)                                            \
	ERROR(code, text)                                                      \
	",\"data\":{\"reason\":\"" reason                                      \
	"\",\"sent\":\"no\",\"retryable\":false}}}"
#define BAD(text) REFUSED("-32602", "bad-request", text)

static void request(const char *params, const char *hear)
{
	char line[1000];

	snprintf(line, sizeof(line),
		 "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"coap.request\","
		 "\"params\":{%s}}",
		 params);
	hub_bench_dialogue(&b, c, line, hear);
}

START_TEST(envelopes_that_are_wrong_are_told_so)
{
	hub_bench_dialogue(&b, c, "[]",
			   NO_ID("-32600", "a request is one object; there "
					   "are no batches"));
	hub_bench_dialogue(
		&b, c, "{\"jsonrpc\":\"2.0\",\"method\":\"sys.hello\"}",
		NO_ID("-32600", "id: must be a string of at most 64 "
				"characters or an integer below 2^53"));
	hub_bench_dialogue(&b, c, "{\"id\":1,\"method\":\"sys.hello\"}",
			   ERROR("-32600",
				 "jsonrpc: must be \\\"2.0\\\"") "}}");
	hub_bench_dialogue(&b, c,
			   "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"nope\"}",
			   ERROR("-32601", "no such method") "}}");
}
END_TEST

START_TEST(parameters_that_are_wrong_are_named)
{
	request("", BAD("path: is required, or uri"));
	request("\"pth\":\"/telemetry\"", BAD("pth: unknown parameter"));
	request("\"path\":5", BAD("path: must be string"));
	request("\"path\":\"/telemetry\",\"timeout_ms\":0",
		BAD("timeout_ms: must be integer, 1 ... 86400000"));
	request("\"path\":\"/telemetry\",\"timeout_ms\":99999999999999999999",
		BAD("timeout_ms: must be integer, 1 ... 86400000"));
	request("\"path\":\"/telemetry\",\"timeout_ms\":86400001",
		BAD("timeout_ms: must be integer, 1 ... 86400000"));
	request("\"path\":\"/telemetry\",\"method\":\"get\"",
		BAD("method: must be one of GET, POST, PUT, DELETE, FETCH, "
		    "PATCH, iPATCH"));
	request("\"path\":\"/telemetry\",\"payload\":\"x\"",
		BAD("payload: not with GET and DELETE"));
	request("\"path\":\"/telemetry\",\"options\":[[11,\"eA==\"]]",
		BAD("options: 11 is set by nbgate itself"));
}
END_TEST

#define BAD_PATH                                                               \
	BAD("path: must not have a control character, a bad percent escape, "  \
	    "a segment '.' or '..', or one over 255 bytes")

START_TEST(a_path_never_walks_out_of_its_route)
{
	request("\"path\":\"/telemetry/%2e%2e/admin\"", BAD_PATH);
	request("\"path\":\"/telemetry/../admin\"", BAD_PATH);
	request("\"path\":\"/telemetry/.%2E\"", BAD_PATH);
	request("\"path\":\"/telemetry/./x\"", BAD_PATH);
	request("\"target\":\"cloud\",\"path\":\"/%2e%2e\"", BAD_PATH);
	request("\"uri\":\"coap://x/%2e%2e/y\"", BAD_PATH);
}
END_TEST

START_TEST(a_path_with_what_does_not_belong_there_is_refused)
{
	request("\"path\":\"/telemetry/a\\nb\"", BAD_PATH);
	request("\"path\":\"/telemetry/a%00b\"", BAD_PATH);
	request("\"path\":\"/telemetry/%4\"", BAD_PATH);
	request("\"path\":\"telemetry\"", BAD("path: must begin with '/'"));
	request("\"path\":\"/telemetry?x=1\"",
		BAD("path: must not have '?' or '#'; queries go in query"));
	request("\"path\":\"/telemetry#x\"",
		BAD("path: must not have '?' or '#'; queries go in query"));
}
END_TEST

START_TEST(what_leads_nowhere_has_no_route)
{
	request("\"path\":\"/other\"",
		REFUSED("-32001", "no-route", "no route for this path"));
	request("\"path\":\"/telemetryx\"",
		REFUSED("-32001", "no-route", "no route for this path"));
	request("\"target\":\"nobody\",\"path\":\"/\"",
		REFUSED("-32001", "no-route", "no target nobody"));
}
END_TEST

START_TEST(a_bad_uri_is_refused)
{
	request("\"uri\":\"http://x/\"",
		BAD("uri: must be coap://host[:port][/path][?query]"));
	request("\"uri\":\"coap://[fe80::1%25eth0]/\"",
		BAD("uri: a zone needs driver = udp"));
	request("\"uri\":\"coaps://x/\"",
		REFUSED("-32003", "unsupported", "uri: coaps is not built"));
	request("\"uri\":\"coap://a%22b/\"", BAD("uri: no such host can be"));
	request("\"uri\":\"coap://[ff02::fd]/\"",
		BAD("uri: must not be a multicast address"));
	request("\"uri\":\"coap://224.0.1.187/\"",
		BAD("uri: must not be a multicast address"));
}
END_TEST

START_TEST(a_method_that_the_route_does_not_list_is_denied)
{
	b.routes[0].methods = 1;
	request("\"path\":\"/telemetry\",\"method\":\"POST\"",
		REFUSED("-32002", "denied",
			"route telemetry does not allow POST"));
}
END_TEST

START_TEST(what_is_not_built_is_unsupported_and_never_ignored)
{
	static const char *const later[] = {
		"\"durable\":true", "\"expires_s\":60", "\"replace\":true",
		"\"repeat\":true",  "\"key\":\"k\"",
	};
	char params[100], hear[300];

	for (size_t i = 0; i < sizeof(later) / sizeof(later[0]); i++) {
		snprintf(params, sizeof(params), "\"path\":\"/telemetry\",%s",
			 later[i]);
		snprintf(hear, sizeof(hear),
			 REFUSED("-32003", "unsupported",
				 "%.*s: not built yet"),
			 (int)strcspn(later[i] + 1, "\""), later[i] + 1);
		request(params, hear);
	}
}
END_TEST

START_TEST(methods_that_are_not_built_are_unsupported)
{
	static const char *const later[] = {
		"serve.register", "serve.unregister", "serve.notify",
		"sys.subscribe",  "sys.reload",       "outbox.list",
		"outbox.get",     "outbox.cancel",    "outbox.flush",
	};
	char line[200], hear[300];

	for (size_t i = 0; i < sizeof(later) / sizeof(later[0]); i++) {
		snprintf(line, sizeof(line),
			 "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\"}",
			 later[i]);
		snprintf(hear, sizeof(hear),
			 ERROR("-32003",
			       "%s: not built yet") ",\"data\":{\"reason\":"
						    "\"unsupported\"}}}",
			 later[i]);
		hub_bench_dialogue(&b, c, line, hear);
	}
	hub_bench_dialogue(
		&b, c,
		"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"coap.observe\"}",
		REFUSED("-32003", "unsupported",
			"coap.observe: not built yet"));
}
END_TEST

START_TEST(what_no_datagram_holds_is_too_large)
{
	static char payload[2000], params[2200];

	memset(payload, 'x', sizeof(payload) - 1);
	snprintf(params, sizeof(params),
		 "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"coap.request\","
		 "\"params\":{\"path\":\"/telemetry\",\"method\":\"POST\","
		 "\"no_response\":true,\"payload\":\"%s\"}}",
		 payload);
	hub_bench_dialogue(&b, c, params,
			   REFUSED("-32008", "too-large",
				   "the request is larger than a datagram"));
}
END_TEST

START_TEST(a_request_that_is_not_under_way_cannot_be_cancelled)
{
	hub_bench_dialogue(&b, c,
			   "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"coap."
			   "cancel\","
			   "\"params\":{\"id\":7}}",
			   ERROR("-32004", "no request with this id is under "
					   "way") ",\"data\":{\"reason\":\"not-"
						  "found\"}}}");
	hub_bench_dialogue(
		&b, c,
		"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"coap.cancel\","
		"\"params\":{\"sub\":\"o1\"}}",
		ERROR("-32003", "sub: not built yet") ",\"data\":{\"reason\":"
						      "\"unsupported\"}}}");
	hub_bench_dialogue(
		&b, c,
		"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"coap.cancel\"}",
		ERROR("-32602", "id: is required") ",\"data\":{\"reason\":"
						   "\"bad-request\"}}}");
}
END_TEST

TCase *hub_refusal_case(void)
{
	TCase *tc = tcase_create("refusal");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, envelopes_that_are_wrong_are_told_so);
	tcase_add_test(tc, parameters_that_are_wrong_are_named);
	tcase_add_test(tc, a_path_never_walks_out_of_its_route);
	tcase_add_test(tc, a_path_with_what_does_not_belong_there_is_refused);
	tcase_add_test(tc, what_leads_nowhere_has_no_route);
	tcase_add_test(tc, a_bad_uri_is_refused);
	tcase_add_test(tc, a_method_that_the_route_does_not_list_is_denied);
	tcase_add_test(tc, what_is_not_built_is_unsupported_and_never_ignored);
	tcase_add_test(tc, methods_that_are_not_built_are_unsupported);
	tcase_add_test(tc, what_no_datagram_holds_is_too_large);
	tcase_add_test(tc, a_request_that_is_not_under_way_cannot_be_cancelled);
	return tc;
}
