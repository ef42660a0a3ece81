#include "unit/hub_cases.h"

#include <stdio.h>

static struct hub_bench b;
static int c;
static int id;

static void setup(void)
{
	hub_bench_up(&b);
	c = hub_bench_client(&b, 1000);
}

static void teardown(void)
{
	hub_bench_close(&b);
}

/* Asks for @path; the number of the datagram that goes out. */
static size_t ask(const char *path)
{
	char line[200];
	size_t index = b.link.sent_count;

	snprintf(line, sizeof(line),
		 "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"coap.request\","
		 "\"params\":{\"path\":\"%s\"}}",
		 ++id, path);
	hub_bench_say(&b, c, line);
	ck_assert_uint_eq(b.link.sent_count, index + 1);
	return index;
}

static void piggyback(size_t index)
{
	hub_bench_answer(&b, index, NBCOAP_CODE(2, 5), NULL, 0, "");
}

static void answer_separately(size_t index)
{
	struct nbcoap_message m = hub_bench_sent(&b, index);
	uint8_t data[64];

	hub_bench_answer_empty(&b, index, NBCOAP_ACK);
	m.id = (uint16_t)(m.id + 4711);
	m.code = NBCOAP_CODE(2, 5);
	int len = nbcoap_message_encode(&m, NULL, 0, (struct nb_bytes){NULL, 0},
					data, sizeof(data));
	hub_bench_receive(&b, data, (size_t)len);
}

/* What the datagram for @path, answered in its acknowledgement, expected. */
static enum nb_expect expected(const char *path)
{
	size_t index = ask(path);

	piggyback(index);
	return b.link.sent[index].expect;
}

START_TEST(after_a_separate_response_ten_piggybacked_ones_win_trust_back)
{
	ck_assert_int_eq(expected("/telemetry/slow"), NB_EXPECT_ONE);
	answer_separately(ask("/telemetry/slow"));
	for (int i = 0; i < 10; i++)
		ck_assert_int_eq(expected("/telemetry/slow"), NB_EXPECT_MORE);
	ck_assert_int_eq(expected("/telemetry/slow"), NB_EXPECT_ONE);
}
END_TEST

START_TEST(a_separate_response_amid_them_begins_the_count_anew)
{
	answer_separately(ask("/telemetry/slow"));
	for (int i = 0; i < 9; i++)
		expected("/telemetry/slow");
	answer_separately(ask("/telemetry/slow"));
	for (int i = 0; i < 10; i++)
		ck_assert_int_eq(expected("/telemetry/slow"), NB_EXPECT_MORE);
	ck_assert_int_eq(expected("/telemetry/slow"), NB_EXPECT_ONE);
}
END_TEST

START_TEST(other_paths_and_targets_are_still_trusted)
{
	answer_separately(ask("/telemetry/slow"));
	ck_assert_int_eq(expected("/telemetry/fast"), NB_EXPECT_ONE);
	ck_assert_int_eq(expected("/second/slow"), NB_EXPECT_ONE);
}
END_TEST

START_TEST(of_many_slow_resources_the_last_are_remembered)
{
	char path[40];

	for (int i = 0; i < 25; i++) {
		snprintf(path, sizeof(path), "/telemetry/%d", i);
		answer_separately(ask(path));
		b.link.sent_count = 0;
	}
	ck_assert_int_eq(expected("/telemetry/24"), NB_EXPECT_MORE);
	for (int i = 25; i < 33; i++) {
		snprintf(path, sizeof(path), "/telemetry/%d", i);
		answer_separately(ask(path));
		b.link.sent_count = 0;
	}
	ck_assert_int_eq(expected("/telemetry/0"), NB_EXPECT_ONE);
	ck_assert_int_eq(expected("/telemetry/24"), NB_EXPECT_MORE);
}
END_TEST

START_TEST(a_route_may_forbid_all_promises)
{
	hub_bench_close(&b);
	hub_bench_config(&b);
	b.routes[0].rai = GW_RAI_OFF;
	hub_bench_open(&b);
	hub_link_say_state(&b.link, NB_LINK_UP);
	hub_bench_pump(&b);
	c = hub_bench_client(&b, 1000);
	ck_assert_int_eq(expected("/telemetry"), NB_EXPECT_MORE);
	ck_assert_int_eq(expected("/second"), NB_EXPECT_ONE);
}
END_TEST

TCase *hub_release_case(void)
{
	TCase *tc = tcase_create("release");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(
		tc,
		after_a_separate_response_ten_piggybacked_ones_win_trust_back);
	tcase_add_test(tc, a_separate_response_amid_them_begins_the_count_anew);
	tcase_add_test(tc, other_paths_and_targets_are_still_trusted);
	tcase_add_test(tc, of_many_slow_resources_the_last_are_remembered);
	tcase_add_test(tc, a_route_may_forbid_all_promises);
	return tc;
}
