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
	ck_assert_int_eq(b.link.pins, 0);
	hub_bench_close(&b);
}

static void say(const char *method, const char *params)
{
	char line[1000];

	snprintf(line, sizeof(line),
		 "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\",\"params\":"
		 "{%s}}",
		 method, params);
	hub_bench_say(&b, c, line);
}

static void request(const char *params)
{
	say("coap.request", params);
}

static void hears(const char *result)
{
	char line[2000];

	snprintf(line, sizeof(line),
		 "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":%s}\n", result);
	ck_assert_str_eq(hub_bench_hear(&b, c), line);
}

static struct nbcoap_option option(uint16_t number, const char *value)
{
	return (struct nbcoap_option){number, (uint16_t)strlen(value),
				      (const uint8_t *)value};
}

/* The end of a result whose answer came 800 ms after the call. */
#define COURSE                                                                 \
	"\"peer\":\"[2001:db8::1]:5683\",\"rtt_ms\":800,\"transmissions\":1,"  \
	"\"blocks\":1,\"timing\":{\"queued_ms\":0,\"sent_ms\":0,"              \
	"\"acked_ms\":800,\"done_ms\":800}}"

static void answer(uint8_t code, const struct nbcoap_option *options,
		   size_t count, const char *payload)
{
	hub_bench_until(&b, b.now + 800);
	hub_bench_answer(&b, 0, code, options, count, payload);
}

START_TEST(a_get_by_route_comes_back_as_text)
{
	struct nbcoap_message m;
	struct nbcoap_option json = option(NBCOAP_CONTENT_FORMAT, "2");

	request("\"path\":\"/telemetry/temp%20in\",\"query\":\"x=1\"");
	m = hub_bench_sent(&b, 0);
	ck_assert_int_eq(m.type, NBCOAP_CON);
	ck_assert_int_eq(m.code, NBCOAP_GET);
	ck_assert_str_eq(hub_bench_path(&m), "/v1/board7/temp in");
	ck_assert_int_eq(b.link.sent[0].expect, NB_EXPECT_ONE);
	answer(NBCOAP_CODE(2, 5), &json, 1, "{\"t\":21.5}");
	hears("{\"code\":\"2.05\",\"content_format\":50,\"payload\":"
	      "\"{\\\"t\\\":21.5}\",\"options\":{}," COURSE);
}
END_TEST

START_TEST(an_error_of_the_server_is_a_result)
{
	request("\"path\":\"/telemetry\"");
	answer(NBCOAP_CODE(4, 4), NULL, 0, "");
	hears("{\"code\":\"4.04\",\"options\":{}," COURSE);
}
END_TEST

START_TEST(text_is_ascii_on_the_wire_and_without_a_format_it_is_text)
{
	request("\"path\":\"/telemetry\"");
	answer(NBCOAP_CODE(2, 5), NULL, 0, "\xc3\xa4\n");
	hears("{\"code\":\"2.05\",\"payload\":\"\\u00E4\\n\",\"options\":{}"
	      "," COURSE);
}
END_TEST

START_TEST(what_is_no_text_comes_as_base64)
{
	request("\"path\":\"/telemetry\"");
	answer(NBCOAP_CODE(2, 5), NULL, 0, "\xff\xfe");
	hears("{\"code\":\"2.05\",\"payload_b64\":\"//4=\",\"options\":{}"
	      "," COURSE);
}
END_TEST

START_TEST(a_binary_format_comes_as_base64_though_it_is_ascii)
{
	struct nbcoap_option octets = option(NBCOAP_CONTENT_FORMAT, "*");

	request("\"path\":\"/telemetry\"");
	answer(NBCOAP_CODE(2, 5), &octets, 1, "abc");
	hears("{\"code\":\"2.05\",\"content_format\":42,\"payload_b64\":"
	      "\"YWJj\",\"options\":{}," COURSE);
}
END_TEST

START_TEST(who_wants_base64_gets_it)
{
	request("\"path\":\"/telemetry\",\"encoding\":\"base64\"");
	answer(NBCOAP_CODE(2, 5), NULL, 0, "abc");
	hears("{\"code\":\"2.05\",\"payload_b64\":\"YWJj\",\"options\":{}"
	      "," COURSE);
}
END_TEST

START_TEST(all_options_are_shown_the_unknown_ones_by_number)
{
	const struct nbcoap_option options[] = {
		option(NBCOAP_ETAG, "\x01\x02"),
		option(NBCOAP_LOCATION_PATH, "a"),
		option(NBCOAP_LOCATION_PATH, "b"),
		option(NBCOAP_MAX_AGE, "<"),
		option(NBCOAP_LOCATION_QUERY, "x=1"),
		option(2048, "\xff"),
	};

	request("\"path\":\"/telemetry\",\"method\":\"POST\","
		"\"payload\":\"hi\"");
	answer(NBCOAP_CODE(2, 1), options, 6, "");
	hears("{\"code\":\"2.01\",\"options\":{\"etag\":\"AQI=\","
	      "\"location_path\":[\"a\",\"b\"],\"max_age\":60,"
	      "\"location_query\":[\"x=1\"]},\"other_options\":[[2048,"
	      "\"/w==\"]]," COURSE);
}
END_TEST

START_TEST(a_target_s_base_path_comes_first_and_no_route_is_asked)
{
	struct nbcoap_message m;

	request("\"target\":\"second\",\"path\":\"/x/\"");
	m = hub_bench_sent(&b, 0);
	ck_assert_str_eq(hub_bench_path(&m), "/base/x/");
	ck_assert_uint_eq(b.link.sent[0].peer.port, 7000);
	answer(NBCOAP_CODE(2, 5), NULL, 0, "");
	ck_assert_ptr_nonnull(
		strstr(hub_bench_hear(&b, c), "\"peer\":\"192.0.2.2:7000\""));
}
END_TEST

START_TEST(a_uri_needs_no_target_and_may_have_a_query)
{
	struct nbcoap_message m;
	struct nbcoap_option query;

	request("\"uri\":\"coap://[2001:db8::9]:61616/a%2Fb?q=%20\"");
	m = hub_bench_sent(&b, 0);
	ck_assert_str_eq(hub_bench_path(&m), "/a/b");
	ck_assert(nbcoap_message_find(&m, NBCOAP_URI_QUERY, &query));
	ck_assert_mem_eq(query.value, "q= ", 3);
	ck_assert(!nbcoap_message_find(&m, NBCOAP_URI_HOST, &query));
	ck_assert_uint_eq(b.link.sent[0].peer.port, 61616);
	answer(NBCOAP_CODE(2, 5), NULL, 0, "");
	hub_bench_hear(&b, c);
}
END_TEST

START_TEST(a_separate_response_is_the_result)
{
	struct nbcoap_message m;
	uint8_t data[64];
	int len;

	request("\"path\":\"/telemetry\"");
	hub_bench_until(&b, b.now + 300);
	hub_bench_answer_empty(&b, 0, NBCOAP_ACK);
	hub_bench_until(&b, b.now + 500);
	m = hub_bench_sent(&b, 0);
	m.id = 4711;
	m.code = NBCOAP_CODE(2, 4);
	len = nbcoap_message_encode(&m, NULL, 0, (struct nb_bytes){NULL, 0},
				    data, sizeof(data));
	hub_bench_receive(&b, data, (size_t)len);
	hears("{\"code\":\"2.04\",\"options\":{},\"peer\":"
	      "\"[2001:db8::1]:5683\",\"rtt_ms\":800,\"transmissions\":1,"
	      "\"blocks\":1,\"timing\":{\"queued_ms\":0,\"sent_ms\":0,"
	      "\"acked_ms\":300,\"done_ms\":800}}");
	ck_assert_int_eq(hub_bench_sent(&b, 1).type, NBCOAP_ACK);
	ck_assert_int_eq(hub_bench_sent(&b, 1).id, 4711);
}
END_TEST

#define PROGRESS(phase, count)                                                 \
	"{\"jsonrpc\":\"2.0\",\"method\":\"coap.progress\",\"params\":{"       \
	"\"id\":1,\"phase\":\"" phase "\",\"transmissions\":" count "}}\n"

START_TEST(progress_is_told_on_every_change)
{
	static const char course[] = PROGRESS("queued", "0")
		PROGRESS("resolving", "0") PROGRESS("queued", "0")
			PROGRESS("sending", "0") PROGRESS("waiting", "1")
				PROGRESS("waiting", "2");
	struct nb_addr addr = {.ip = {192, 0, 2, 9}, .family = NB_FAMILY_IPV4};

	b.link.silent = true;
	request("\"path\":\"/named/x\",\"progress\":true");
	hub_link_say_resolved(&b.link, &addr, 1, 0);
	hub_bench_pump(&b);
	b.link.silent = false;
	hub_link_say_verdict(&b.link, b.link.sent[0].tag, NB_VERDICT_ACCEPTED);
	hub_bench_pump(&b);
	hub_bench_until(&b, b.now + 40000);
	ck_assert_uint_eq(b.link.sent_count, 2);
	hub_bench_answer(&b, 0, NBCOAP_CODE(2, 5), NULL, 0, "");
	ck_assert_int_eq(strncmp(hub_bench_hear(&b, c), course, strlen(course)),
			 0);
}
END_TEST

START_TEST(a_name_is_asked_once_and_its_address_kept)
{
	struct nb_addr addr = {.ip = {192, 0, 2, 9}, .family = NB_FAMILY_IPV4};
	struct nbcoap_message m;
	struct nbcoap_option host;

	request("\"path\":\"/named/x\"");
	ck_assert_str_eq(b.link.name, "cloud.example");
	ck_assert_uint_eq(b.link.sent_count, 0);
	hub_link_say_resolved(&b.link, &addr, 1, 0);
	hub_bench_pump(&b);
	m = hub_bench_sent(&b, 0);
	ck_assert(nbcoap_message_find(&m, NBCOAP_URI_HOST, &host));
	ck_assert_str_eq(hub_bench_path(&m), "/x");
	answer(NBCOAP_CODE(2, 5), NULL, 0, "");
	hub_bench_hear(&b, c);
	request("\"path\":\"/named/y\"");
	ck_assert_uint_eq(b.link.lookups, 1);
	ck_assert_uint_eq(b.link.sent_count, 2);
	hub_bench_answer(&b, 1, NBCOAP_CODE(2, 5), NULL, 0, "");
}
END_TEST

START_TEST(an_old_address_is_used_after_the_first_look_up_that_fails)
{
	struct nb_addr addr = {.ip = {192, 0, 2, 9}, .family = NB_FAMILY_IPV4};

	request("\"path\":\"/named/x\"");
	hub_link_say_resolved(&b.link, &addr, 1, 0);
	hub_bench_pump(&b);
	answer(NBCOAP_CODE(2, 5), NULL, 0, "");
	hub_bench_until(&b, b.now + 3600000);
	request("\"path\":\"/named/y\"");
	ck_assert_uint_eq(b.link.lookups, 2);
	ck_assert_uint_eq(b.link.sent_count, 1);
	hub_link_say_resolved(&b.link, NULL, 0, _i ? 0 : NB_ERR_SYSTEM);
	hub_bench_pump(&b);
	ck_assert_uint_eq(b.link.lookups, 2);
	ck_assert_uint_eq(b.link.sent_count, 2);
	ck_assert_uint_eq(b.link.sent[1].peer.ip[3], 9);
	hub_bench_answer(&b, 1, NBCOAP_CODE(2, 5), NULL, 0, "");
}
END_TEST

START_TEST(a_name_s_next_address_is_tried_when_the_first_is_out_of_reach)
{
	struct nb_addr two[] = {
		{.ip = {192, 0, 2, 9}, .family = NB_FAMILY_IPV4},
		{.ip = {192, 0, 2, 8}, .family = NB_FAMILY_IPV4}};

	b.link.verdict = NB_VERDICT_UNREACHABLE;
	request("\"path\":\"/named/x\"");
	hub_link_say_resolved(&b.link, two, 2, 0);
	hub_bench_pump(&b);
	ck_assert_uint_eq(b.link.sent_count, 2);
	ck_assert_uint_eq(b.link.sent[0].peer.ip[3], 9);
	ck_assert_uint_eq(b.link.sent[1].peer.ip[3], 8);
	ck_assert_ptr_nonnull(
		strstr(hub_bench_hear(&b, c), "\"reason\":\"unreachable\""));
}
END_TEST

START_TEST(a_ping_is_answered_by_reset_with_its_round_trip)
{
	say("coap.ping", "\"target\":\"cloud\"");
	ck_assert_uint_eq(b.link.sent[0].len, 4);
	hub_bench_until(&b, b.now + 800);
	hub_bench_answer_empty(&b, 0, NBCOAP_RST);
	hears("{\"rtt_ms\":800}");
}
END_TEST

START_TEST(what_wants_no_response_ends_when_it_is_sent_or_acknowledged)
{
	request("\"path\":\"/telemetry\",\"method\":\"POST\",\"payload\":\"x\","
		"\"no_response\":true,\"confirmable\":false");
	hears("{\"sent\":true}");
	ck_assert_int_eq(b.link.sent[0].expect, NB_EXPECT_NOTHING);
	hub_bench_until(&b, b.now + 600000);
	request("\"path\":\"/telemetry\",\"method\":\"POST\",\"payload\":\"x\","
		"\"no_response\":true");
	ck_assert_str_eq(hub_bench_hear(&b, c), "");
	hub_bench_answer_empty(&b, 1, NBCOAP_ACK);
	hears("{\"acked\":true}");
}
END_TEST

START_TEST(silence_where_some_responses_are_suppressed_is_a_result)
{
	request("\"path\":\"/telemetry\",\"method\":\"POST\",\"payload\":\"x\","
		"\"no_response\":2,\"confirmable\":false,\"timeout_ms\":5000");
	hub_bench_until(&b, b.now + 4999);
	ck_assert_str_eq(hub_bench_hear(&b, c), "");
	hub_bench_until(&b, b.now + 1);
	hears("{\"sent\":true,\"silent\":true}");
}
END_TEST

TCase *hub_result_case(void)
{
	TCase *tc = tcase_create("result");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, a_get_by_route_comes_back_as_text);
	tcase_add_test(tc, an_error_of_the_server_is_a_result);
	tcase_add_test(
		tc, text_is_ascii_on_the_wire_and_without_a_format_it_is_text);
	tcase_add_test(tc, what_is_no_text_comes_as_base64);
	tcase_add_test(tc, a_binary_format_comes_as_base64_though_it_is_ascii);
	tcase_add_test(tc, who_wants_base64_gets_it);
	tcase_add_test(tc, all_options_are_shown_the_unknown_ones_by_number);
	tcase_add_test(tc,
		       a_target_s_base_path_comes_first_and_no_route_is_asked);
	tcase_add_test(tc, a_uri_needs_no_target_and_may_have_a_query);
	tcase_add_test(tc, a_separate_response_is_the_result);
	tcase_add_test(tc, progress_is_told_on_every_change);
	tcase_add_test(tc, a_name_is_asked_once_and_its_address_kept);
	tcase_add_loop_test(
		tc, an_old_address_is_used_after_the_first_look_up_that_fails,
		0, 2);
	tcase_add_test(
		tc,
		a_name_s_next_address_is_tried_when_the_first_is_out_of_reach);
	tcase_add_test(tc, a_ping_is_answered_by_reset_with_its_round_trip);
	tcase_add_test(
		tc,
		what_wants_no_response_ends_when_it_is_sent_or_acknowledged);
	tcase_add_test(tc,
		       silence_where_some_responses_are_suppressed_is_a_result);
	return tc;
}
