#include "unit/hub_cases.h"

#include <jansson.h>
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
	hub_bench_close(&b);
}

#define CALL(method, params)                                                   \
	"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" method                   \
	"\",\"params\":{" params "}}"
#define RESULT(text) "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":" text "}"

/* The result of a call, to be freed. */
static json_t *call(const char *line)
{
	json_t *answer, *result;

	hub_bench_say(&b, c, line);
	answer = json_loads(hub_bench_hear(&b, c), 0, NULL);
	result = json_incref(json_object_get(answer, "result"));
	json_decref(answer);
	ck_assert_ptr_nonnull(result);
	return result;
}

START_TEST(hello_tells_the_version_and_the_limits)
{
	json_t *r = call(CALL("sys.hello", ""));
	int major = -1, minor = -1, nesting = 0, line = 0;
	const char *version, *instance;
	json_t *features;

	ck_assert_int_eq(json_unpack(r, "{s:{s:i,s:i},s:s,s:s,s:o,s:{s:i,s:i}}",
				     "api", "major", &major, "minor", &minor,
				     "version", &version, "instance", &instance,
				     "features", &features, "limits", "nesting",
				     &nesting, "max_line", &line),
			 0);
	ck_assert_int_eq(major, 1);
	ck_assert_int_eq(minor, 0);
	ck_assert_str_eq(version, "1.2.3");
	ck_assert_str_eq(instance, "modem0");
	ck_assert_int_eq(nesting, 32);
	ck_assert_int_eq(line, 256 * 1024);
	json_decref(r);
}
END_TEST

START_TEST(describe_is_the_table_that_checks)
{
	json_t *r = call(CALL("sys.describe", ""));
	const char *type;
	int max, supported;

	ck_assert_int_eq(json_unpack(r, "{s:{s:b,s:{s:{s:s,s:i}}}}",
				     "coap.request", "supported", &supported,
				     "params", "timeout_ms", "type", &type,
				     "max", &max),
			 0);
	ck_assert(supported);
	ck_assert_str_eq(type, "integer");
	ck_assert_int_eq(max, 86400000);
	ck_assert_int_eq(json_unpack(r, "{s:{s:b}}", "coap.observe",
				     "supported", &supported),
			 0);
	ck_assert(!supported);
	json_decref(r);
}
END_TEST

START_TEST(status_shows_modem_targets_queue_and_clients)
{
	hub_bench_until(&b, b.now + 5000);
	hub_bench_dialogue(
		&b, c, CALL("sys.status", ""),
		RESULT("{\"modem\":{\"driver\":\"test\",\"state\":\"up\","
		       "\"model\":\"M1\",\"revision\":null,\"imei\":null,"
		       "\"iccid\":null,\"registration\":\"home\",\"operator\":"
		       "null,\"rat\":null,\"address\":[\"2001:db8::2\"],"
		       "\"rsrp_dbm\":-97,\"rsrp_age_s\":12,\"sockets\":1,"
		       "\"psm\":{\"active_s\":10,\"tau_s\":43200},"
		       "\"edrx_ms\":null},"
		       "\"targets\":[{\"name\":\"cloud\",\"peer\":"
		       "\"[2001:db8::1]:5683\",\"in_flight\":0,\"waiting\":0,"
		       "\"answered\":0,\"unanswered\":0,\"last_heard_s\":null,"
		       "\"rtt_ms\":null},{\"name\":\"second\",\"peer\":"
		       "\"192.0.2.2:7000\",\"in_flight\":0,\"waiting\":0,"
		       "\"answered\":0,\"unanswered\":0,\"last_heard_s\":null,"
		       "\"rtt_ms\":null},{\"name\":\"named\",\"peer\":null,"
		       "\"in_flight\":0,\"waiting\":0,\"answered\":0,"
		       "\"unanswered\":0,\"last_heard_s\":null,\"rtt_ms\":null}"
		       "],\"queue\":{\"waiting\":0,\"durable\":0},"
		       "\"clients\":1,\"uptime_s\":5}"));
}
END_TEST

START_TEST(status_shows_what_a_target_answered)
{
	json_t *r, *t;
	int answered, heard, rtt;

	hub_bench_say(&b, c, CALL("coap.request", "\"path\":\"/telemetry\""));
	hub_bench_until(&b, b.now + 700);
	hub_bench_answer(&b, 0, NBCOAP_CODE(2, 5), NULL, 0, "");
	hub_bench_hear(&b, c);
	hub_bench_until(&b, b.now + 3000);
	r = call(CALL("sys.status", ""));
	t = json_array_get(json_object_get(r, "targets"), 0);
	ck_assert_int_eq(json_unpack(t, "{s:i,s:i,s:i}", "answered", &answered,
				     "last_heard_s", &heard, "rtt_ms", &rtt),
			 0);
	ck_assert_int_eq(answered, 1);
	ck_assert_int_eq(heard, 3);
	ck_assert_int_eq(rtt, 700);
	json_decref(r);
}
END_TEST

START_TEST(metrics_are_numbers_by_name)
{
	json_t *r;

	hub_bench_say(&b, hub_bench_client(&b, 1000),
		      CALL("coap.request", "\"path\":\"/telemetry\""));
	r = call(CALL("sys.metrics", ""));
	ck_assert_int_eq(
		json_integer_value(json_object_get(r, "nbgate_requests_total")),
		1);
	ck_assert_int_eq(json_integer_value(json_object_get(
				 r, "nbgate_coap_requests_total")),
			 1);
	ck_assert_int_eq(
		json_integer_value(json_object_get(r, "nbgate_api_clients")),
		2);
	json_decref(r);
}
END_TEST

START_TEST(metrics_are_text_for_prometheus_too)
{
	json_t *r = call(CALL("sys.metrics", "\"format\":\"openmetrics\""));
	const char *text = json_string_value(json_object_get(r, "text"));

	ck_assert_ptr_nonnull(
		strstr(text, "# TYPE nbgate_requests counter\n# HELP "
			     "nbgate_requests Requests taken from local "
			     "programs.\nnbgate_requests_total 0\n"));
	ck_assert_ptr_nonnull(strstr(text, "# TYPE nbgate_link_up gauge\n"));
	ck_assert_str_eq(text + strlen(text) - 6, "# EOF\n");
	json_decref(r);
}
END_TEST

START_TEST(list_shows_requests_of_the_same_user_and_all_to_an_admin)
{
	int same = hub_bench_client(&b, 1000);
	int root = hub_bench_client(&b, 0);
	int other = hub_bench_client(&b, 1001);
	static const char row[] =
		RESULT("{\"requests\":[{\"id\":\"a\",\"uid\":1000,\"target\":"
		       "\"cloud\",\"method\":\"POST\",\"path\":"
		       "\"/telemetry/x\",\"phase\":\"waiting\",\"age_ms\":"
		       "250}]}");

	hub_bench_say(&b, c,
		      "{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":"
		      "\"coap.request\",\"params\":{\"path\":\"/telemetry/x\","
		      "\"method\":\"POST\"}}");
	hub_bench_until(&b, b.now + 250);
	hub_bench_dialogue(&b, same, CALL("coap.list", ""), row);
	hub_bench_dialogue(&b, root, CALL("coap.list", ""), row);
	hub_bench_dialogue(&b, other, CALL("coap.list", ""),
			   RESULT("{\"requests\":[]}"));
}
END_TEST

TCase *hub_system_case(void)
{
	TCase *tc = tcase_create("system");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, hello_tells_the_version_and_the_limits);
	tcase_add_test(tc, describe_is_the_table_that_checks);
	tcase_add_test(tc, status_shows_modem_targets_queue_and_clients);
	tcase_add_test(tc, status_shows_what_a_target_answered);
	tcase_add_test(tc, metrics_are_numbers_by_name);
	tcase_add_test(tc, metrics_are_text_for_prometheus_too);
	tcase_add_test(
		tc, list_shows_requests_of_the_same_user_and_all_to_an_admin);
	return tc;
}
