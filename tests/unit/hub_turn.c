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
	hub_bench_close(&b);
}

static void request(int client, int id, const char *path, const char *more)
{
	char line[300];

	snprintf(line, sizeof(line),
		 "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"coap.request\","
		 "\"params\":{\"path\":\"%s\"%s}}",
		 id, path, more);
	hub_bench_say(&b, client, line);
}

/* Answers what was sent as number @index, which must have been for @path. */
static void next_is(size_t index, const char *path)
{
	struct nbcoap_message m = hub_bench_sent(&b, index);

	ck_assert_str_eq(hub_bench_path(&m), path);
	hub_bench_answer(&b, index, NBCOAP_CODE(2, 5), NULL, 0, "");
}

START_TEST(one_request_at_a_time_goes_to_a_server_in_order_of_arrival)
{
	int other = hub_bench_client(&b, 1001);

	request(c, 1, "/telemetry/1", "");
	request(other, 1, "/telemetry/2", "");
	request(c, 2, "/telemetry/3", "");
	ck_assert_uint_eq(b.link.sent_count, 1);
	next_is(0, "/v1/board7/1");
	next_is(1, "/v1/board7/2");
	next_is(2, "/v1/board7/3");
	ck_assert_uint_eq(b.link.sent_count, 3);
}
END_TEST

START_TEST(a_higher_priority_overtakes_what_waits)
{
	request(c, 1, "/telemetry/1", "");
	request(c, 2, "/telemetry/low", ",\"priority\":\"low\"");
	request(c, 3, "/telemetry/normal", "");
	request(c, 4, "/telemetry/high", ",\"priority\":\"high\"");
	next_is(0, "/v1/board7/1");
	next_is(1, "/v1/board7/high");
	next_is(2, "/v1/board7/normal");
	next_is(3, "/v1/board7/low");
}
END_TEST

START_TEST(a_server_that_is_waited_for_holds_up_no_other)
{
	request(c, 1, "/telemetry/1", "");
	request(c, 2, "/telemetry/2", "");
	request(c, 3, "/named/x", "");
	request(c, 4, "/second/x", "");
	ck_assert_uint_eq(b.link.sent_count, 2);
	next_is(1, "/base/second/x");
	next_is(0, "/v1/board7/1");
	next_is(2, "/v1/board7/2");
}
END_TEST

START_TEST(an_acknowledged_request_makes_others_wait_where_the_link_says_so)
{
	b.link.at_once = (unsigned)_i;
	request(c, 1, "/telemetry/1", "");
	request(c, 2, "/telemetry/2", "");
	hub_bench_answer_empty(&b, 0, NBCOAP_ACK);
	ck_assert_uint_eq(b.link.sent_count, _i ? 1 : 2);
	next_is(0, "/v1/board7/1");
	next_is(1, "/v1/board7/2");
}
END_TEST

START_TEST(who_has_acknowledged_is_asked_again_before_the_link_sleeps)
{
	request(c, 1, "/telemetry/1", "");
	hub_bench_answer_empty(&b, 0, NBCOAP_ACK);
	hub_link_say_drowsy(&b.link);
	hub_bench_pump(&b);
	ck_assert_uint_eq(b.link.sent_count, 2);
	ck_assert_uint_ne(hub_bench_sent(&b, 0).id, hub_bench_sent(&b, 1).id);
	next_is(1, "/v1/board7/1");
}
END_TEST

START_TEST(with_something_waiting_more_is_expected)
{
	request(c, 1, "/telemetry/1", "");
	ck_assert_int_eq(b.link.sent[0].expect, NB_EXPECT_ONE);
	request(c, 2, "/telemetry/2", "");
	request(c, 3, "/telemetry/3", "");
	next_is(0, "/v1/board7/1");
	ck_assert_int_eq(b.link.sent[1].expect, NB_EXPECT_MORE);
	next_is(1, "/v1/board7/2");
	ck_assert_int_eq(b.link.sent[2].expect, NB_EXPECT_ONE);
}
END_TEST

START_TEST(a_full_queue_is_told_with_when_to_come_back)
{
	b.routes[0].queue_limit = 1;
	request(c, 1, "/telemetry", "");
	request(c, 2, "/telemetry", "");
	request(c, 3, "/telemetry", "");
	ck_assert_str_eq(
		hub_bench_hear(&b, c),
		"{\"jsonrpc\":\"2.0\",\"id\":3,\"error\":{\"code\":-32006,"
		"\"message\":\"1 requests wait for cloud already\",\"data\":{"
		"\"reason\":\"queue-full\",\"sent\":\"no\",\"retryable\":true,"
		"\"retry_after_ms\":15000}}}\n");
	request(c, 4, "/second", "");
	ck_assert_uint_eq(b.link.sent_count, 2);
}
END_TEST

START_TEST(a_route_may_be_non_confirmable_and_a_request_may_differ)
{
	b.routes[0].confirmable = false;
	request(c, 1, "/telemetry", "");
	ck_assert_int_eq(hub_bench_sent(&b, 0).type, NBCOAP_NON);
	next_is(0, "/v1/board7");
	request(c, 2, "/telemetry", ",\"confirmable\":true");
	ck_assert_int_eq(hub_bench_sent(&b, 1).type, NBCOAP_CON);
}
END_TEST

START_TEST(a_route_s_timeout_holds_for_who_names_none)
{
	b.routes[0].timeout = 2000;
	request(c, 1, "/telemetry", "");
	hub_bench_until(&b, b.now + 2000);
	ck_assert_ptr_nonnull(
		strstr(hub_bench_hear(&b, c), "cloud within 2 s"));
}
END_TEST

TCase *hub_turn_case(void)
{
	TCase *tc = tcase_create("turn");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(
		tc, one_request_at_a_time_goes_to_a_server_in_order_of_arrival);
	tcase_add_test(tc, a_higher_priority_overtakes_what_waits);
	tcase_add_test(tc, a_server_that_is_waited_for_holds_up_no_other);
	tcase_add_loop_test(
		tc,
		an_acknowledged_request_makes_others_wait_where_the_link_says_so,
		0, 2);
	tcase_add_test(
		tc, who_has_acknowledged_is_asked_again_before_the_link_sleeps);
	tcase_add_test(tc, with_something_waiting_more_is_expected);
	tcase_add_test(tc, a_full_queue_is_told_with_when_to_come_back);
	tcase_add_test(tc,
		       a_route_may_be_non_confirmable_and_a_request_may_differ);
	tcase_add_test(tc, a_route_s_timeout_holds_for_who_names_none);
	return tc;
}
