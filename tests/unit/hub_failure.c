#include "base/addr.h"
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

static void request(const char *params)
{
	char line[1000];

	snprintf(line, sizeof(line),
		 "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"coap.request\","
		 "\"params\":{\"path\":\"/telemetry\"%s}}",
		 params);
	hub_bench_say(&b, c, line);
}

/* The error that the client hears, without its text. */
static void fails(const char *code, const char *data)
{
	const char *heard = hub_bench_hear(&b, c);
	char start[200], end[400];
	size_t len = strlen(heard);

	snprintf(start, sizeof(start),
		 "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":%s,", code);
	snprintf(end, sizeof(end), ",\"data\":{%s}}}\n", data);
	ck_assert_msg(strncmp(heard, start, strlen(start)) == 0 &&
			      len > strlen(end) &&
			      strcmp(heard + len - strlen(end), end) == 0,
		      "expected %s...%sheard    %s", start, end, heard);
}

#define DATA(reason, phase, sent, count, retryable)                            \
	"\"reason\":\"" reason "\",\"phase\":\"" phase "\",\"sent\":\"" sent   \
	"\",\"transmissions\":" count ",\"retryable\":" retryable

START_TEST(no_answer_in_time_is_a_timeout)
{
	request(",\"timeout_ms\":40000");
	hub_bench_until(&b, b.now + 39999);
	ck_assert_str_eq(hub_bench_hear(&b, c), "");
	hub_bench_until(&b, b.now + 1);
	ck_assert_str_eq(
		hub_bench_hear(&b, c),
		"{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-32011,"
		"\"message\":\"no response from cloud within 40 s\",\"data\":{"
		"\"reason\":\"timeout\",\"phase\":\"waiting\",\"sent\":\"yes\","
		"\"transmissions\":2,\"retryable\":true}}}\n");
	hub_bench_until(&b, b.now + 600000);
	ck_assert_uint_eq(b.link.sent_count, 2);
}
END_TEST

START_TEST(without_a_timeout_all_transmissions_are_waited_for)
{
	request("");
	hub_bench_until(
		&b, b.now + nbcoap_max_transmit_span(&nbcoap_params_nb_iot));
	ck_assert_str_eq(hub_bench_hear(&b, c), "");
	hub_bench_until(
		&b, b.now + nbcoap_max_transmit_wait(&nbcoap_params_nb_iot));
	fails("-32011", DATA("timeout", "waiting", "yes", "4", "true"));
}
END_TEST

START_TEST(an_acknowledgement_without_a_response_is_told)
{
	request(",\"timeout_ms\":60000");
	hub_bench_answer_empty(&b, 0, NBCOAP_ACK);
	hub_bench_until(&b, b.now + 60000);
	fails("-32011",
	      DATA("timeout", "waiting", "yes", "1", "true") ",\"acked\":true");
}
END_TEST

START_TEST(a_reset_ends_the_request)
{
	request("");
	hub_bench_answer_empty(&b, 0, NBCOAP_RST);
	fails("-32012", DATA("reset", "waiting", "yes", "1", "false"));
}
END_TEST

START_TEST(a_peer_out_of_reach_was_sent_nothing)
{
	b.link.verdict = NB_VERDICT_UNREACHABLE;
	request("");
	fails("-32013", DATA("unreachable", "sending", "no", "0", "true"));
}
END_TEST

START_TEST(a_verdict_that_is_unknown_is_told_as_maybe)
{
	b.link.silent = true;
	request(",\"timeout_ms\":1000");
	hub_link_say_verdict(&b.link, b.link.sent[0].tag, NB_VERDICT_UNKNOWN);
	hub_bench_pump(&b);
	hub_bench_until(&b, b.now + 1000);
	fails("-32011", DATA("timeout", "waiting", "maybe", "0", "true"));
}
END_TEST

START_TEST(what_the_link_has_and_gave_no_verdict_of_may_go_out)
{
	b.link.silent = true;
	request(",\"timeout_ms\":1000");
	ck_assert_uint_eq(b.link.sent_count, 1);
	hub_bench_until(&b, b.now + 1000);
	fails("-32011", DATA("timeout", "waiting", "maybe", "0", "true"));
	hub_bench_until(&b, b.now + 600000);
}
END_TEST

START_TEST(time_that_runs_out_for_want_of_a_link_has_the_link_s_reason)
{
	static const struct {
		enum nb_link_state state;
		const char *code, *reason;
	} rows[] = {
		{NB_LINK_ABSENT, "-32015", "modem-absent"},
		{NB_LINK_RELEASED, "-32015", "modem-absent"},
		{NB_LINK_SEARCHING, "-32016", "not-registered"},
		{NB_LINK_DOWN, "-32017", "link-down"},
	};
	char data[200];

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		hub_link_say_state(&b.link, rows[i].state);
		request(",\"timeout_ms\":1000");
		hub_bench_until(&b, b.now + 1000);
		snprintf(data, sizeof(data),
			 DATA("%s", "queued", "no", "0", "true"),
			 rows[i].reason);
		fails(rows[i].code, data);
	}
	ck_assert_uint_eq(b.link.sent_count, 0);
}
END_TEST

START_TEST(no_turn_in_time_while_the_link_is_up_is_a_timeout)
{
	b.link.busy = true;
	request(",\"timeout_ms\":1000");
	hub_bench_until(&b, b.now + 1000);
	fails("-32011", DATA("timeout", "queued", "no", "0", "true"));
}
END_TEST

START_TEST(a_link_that_goes_away_for_good_ends_a_post_as_link_down)
{
	request(",\"method\":\"POST\",\"timeout_ms\":100000");
	hub_link_say_state(&b.link, NB_LINK_DOWN);
	hub_bench_until(&b, b.now + 100000);
	fails("-32017", DATA("link-down", "waiting", "yes", "1", "true"));
}
END_TEST

START_TEST(a_link_that_comes_back_in_time_sends_what_waited)
{
	hub_link_say_state(&b.link, NB_LINK_SEARCHING);
	request("");
	ck_assert_uint_eq(b.link.sent_count, 0);
	hub_link_say_state(&b.link, NB_LINK_UP);
	hub_bench_pump(&b);
	hub_bench_answer(&b, 0, NBCOAP_CODE(2, 5), NULL, 0, "");
	ck_assert_ptr_nonnull(strstr(hub_bench_hear(&b, c), "\"2.05\""));
}
END_TEST

static void name(const char *params)
{
	char line[300];

	snprintf(line, sizeof(line),
		 "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"coap.request\","
		 "\"params\":{\"path\":\"/named\"%s}}",
		 params);
	hub_bench_say(&b, c, line);
}

/* Devices must not talk into the void for days. */
START_TEST(c11_after_silence_the_next_request_looks_its_name_up_anew)
{
	struct nb_addr one, two;

	nb_addr_parse_host(&one, "2001:db8::11", 12);
	nb_addr_parse_host(&two, "2001:db8::22", 12);
	name(",\"timeout_ms\":40000");
	hub_link_say_resolved(&b.link, &one, 1, 0);
	hub_bench_pump(&b);
	hub_bench_until(&b, b.now + 40000);
	fails("-32011", DATA("timeout", "waiting", "yes", "2", "true"));
	name("");
	ck_assert_uint_eq(b.link.lookups, 2);
	hub_link_say_resolved(&b.link, &two, 1, 0);
	hub_bench_pump(&b);
	const struct hub_link_datagram *last =
		&b.link.sent[b.link.sent_count - 1];
	ck_assert(nb_addr_same_host(&last->peer, &two));
	hub_bench_until(&b, b.now + 600000);
}
END_TEST

START_TEST(a_name_that_does_not_exist_is_told)
{
	name("");
	hub_link_say_resolved(&b.link, NULL, 0, 0);
	hub_bench_pump(&b);
	fails("-32014", DATA("name-not-found", "resolving", "no", "0", "true"));
}
END_TEST

START_TEST(a_look_up_that_fails_is_made_again_until_time_runs_out)
{
	name(",\"timeout_ms\":12000");
	hub_link_say_resolved(&b.link, NULL, 0, NB_ERR_SYSTEM);
	hub_bench_pump(&b);
	hub_bench_until(&b, b.now + 5000);
	ck_assert_uint_eq(b.link.lookups, 2);
	hub_bench_until(&b, b.now + 7000);
	fails("-32011", DATA("timeout", "resolving", "no", "0", "true"));
}
END_TEST

START_TEST(without_a_link_no_look_up_is_due)
{
	name("");
	hub_link_say_resolved(&b.link, NULL, 0, NB_ERR_SYSTEM);
	hub_link_say_state(&b.link, NB_LINK_SEARCHING);
	hub_bench_pump(&b);
	hub_bench_until(&b, b.now + 10000);
	ck_assert_int_gt(hub_deadline(b.hub), b.now);
	ck_assert_uint_eq(b.link.lookups, 1);
	hub_link_say_state(&b.link, NB_LINK_UP);
	hub_bench_pump(&b);
	ck_assert_uint_eq(b.link.lookups, 2);
}
END_TEST

START_TEST(a_block_that_is_shorter_than_it_says_is_not_understood)
{
	static const uint8_t more = 0x08 | 0x05;
	struct nbcoap_option block = {NBCOAP_BLOCK2, 1, &more};

	request("");
	hub_bench_answer(&b, 0, NBCOAP_CODE(2, 5), &block, 1, "first block");
	fails("-32003", DATA("unsupported", "waiting", "yes", "1",
			     "false") ",\"acked\":true");
}
END_TEST

START_TEST(garbage_from_the_server_is_no_answer)
{
	static const char *const garbage[] = {
		"",
		"x",
		"\x60",
		"\xff\xff\xff\xff\xff",
		"GET / HTTP/1.0\r\n",
		"\x49\x45\x12\x34token-too-long",
		"\x60\x45\x12\x34\xff",
	};

	request(",\"timeout_ms\":1000");
	for (size_t i = 0; i < sizeof(garbage) / sizeof(garbage[0]); i++)
		hub_bench_receive(&b, garbage[i], strlen(garbage[i]));
	hub_bench_until(&b, b.now + 1000);
	fails("-32011", DATA("timeout", "waiting", "yes", "1", "true"));
}
END_TEST

START_TEST(a_cancelled_request_says_what_was_sent)
{
	request("");
	hub_bench_say(&b, c,
		      "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"coap.cancel\""
		      ",\"params\":{\"id\":1}}");
	ck_assert_str_eq(
		hub_bench_hear(&b, c),
		"{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":{}}\n"
		"{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-32019,"
		"\"message\":\"cancelled\",\"data\":{" DATA(
			"cancelled", "waiting", "yes", "1", "false") "}}}\n");
	hub_bench_until(&b, b.now + 600000);
	ck_assert_uint_eq(b.link.sent_count, 1);
}
END_TEST

START_TEST(an_id_in_flight_is_refused_without_one)
{
	request("");
	hub_bench_say(
		&b, c,
		"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"sys.hello\"}");
	ck_assert_str_eq(hub_bench_hear(&b, c),
			 "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":"
			 "-32600,\"message\":\"id: a request with it is in "
			 "flight\"}}\n");
	hub_bench_answer(&b, 0, NBCOAP_CODE(2, 5), NULL, 0, "");
	hub_bench_hear(&b, c);
	request("");
	ck_assert_uint_eq(b.link.sent_count, 2);
	hub_bench_answer(&b, 1, NBCOAP_CODE(2, 5), NULL, 0, "");
}
END_TEST

START_TEST(a_long_time_is_told_in_plain_seconds)
{
	hub_link_say_state(&b.link, NB_LINK_SEARCHING);
	request(",\"timeout_ms\":86400000");
	hub_bench_until(&b, b.now + 86400000);
	ck_assert_ptr_nonnull(
		strstr(hub_bench_hear(&b, c), "time ran out after 86400 s\""));
}
END_TEST

TCase *hub_failure_case(void)
{
	TCase *tc = tcase_create("failure");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, no_answer_in_time_is_a_timeout);
	tcase_add_test(tc, without_a_timeout_all_transmissions_are_waited_for);
	tcase_add_test(tc, an_acknowledgement_without_a_response_is_told);
	tcase_add_test(tc, a_long_time_is_told_in_plain_seconds);
	tcase_add_test(tc, a_reset_ends_the_request);
	tcase_add_test(tc, a_peer_out_of_reach_was_sent_nothing);
	tcase_add_test(tc, a_verdict_that_is_unknown_is_told_as_maybe);
	tcase_add_test(tc, what_the_link_has_and_gave_no_verdict_of_may_go_out);
	tcase_add_test(
		tc,
		time_that_runs_out_for_want_of_a_link_has_the_link_s_reason);
	tcase_add_test(tc, no_turn_in_time_while_the_link_is_up_is_a_timeout);
	tcase_add_test(tc,
		       a_link_that_goes_away_for_good_ends_a_post_as_link_down);
	tcase_add_test(tc, a_link_that_comes_back_in_time_sends_what_waited);
	tcase_add_test(
		tc, c11_after_silence_the_next_request_looks_its_name_up_anew);
	tcase_add_test(tc, a_name_that_does_not_exist_is_told);
	tcase_add_test(tc,
		       a_look_up_that_fails_is_made_again_until_time_runs_out);
	tcase_add_test(tc, without_a_link_no_look_up_is_due);
	tcase_add_test(tc,
		       a_block_that_is_shorter_than_it_says_is_not_understood);
	tcase_add_test(tc, garbage_from_the_server_is_no_answer);
	tcase_add_test(tc, a_cancelled_request_says_what_was_sent);
	tcase_add_test(tc, an_id_in_flight_is_refused_without_one);
	return tc;
}
