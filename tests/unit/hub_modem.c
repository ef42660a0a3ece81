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

#define CALL(id, method, params)                                               \
	"{\"jsonrpc\":\"2.0\",\"id\":" id ",\"method\":\"modem." method        \
	"\",\"params\":{" params "}}"
#define RESULT(id, text)                                                       \
	"{\"jsonrpc\":\"2.0\",\"id\":" id ",\"result\":" text "}\n"

static void answered(enum nb_answer answer, const char *lines,
		     const char *final)
{
	hub_link_say_answered(&b.link, answer, lines, final);
	hub_bench_pump(&b);
}

START_TEST(a_command_goes_to_the_link_and_its_lines_come_back)
{
	hub_bench_say(&b, c, CALL("1", "at", "\"command\":\"AT+CSQ\""));
	ck_assert_str_eq(b.link.command, "AT+CSQ");
	ck_assert(!b.link.force);
	answered(NB_ANSWER_FINAL, "+CSQ: 20,99\n\"\x1a\xe4\"\n", "OK");
	ck_assert_str_eq(hub_bench_hear(&b, c),
			 RESULT("1",
				"{\"lines\":[\"+CSQ: 20,99\","
				"\"\\\"\\u001A?\\\"\"],\"final\":\"OK\"}"));
}
END_TEST

START_TEST(a_refusal_of_the_modem_is_a_result)
{
	hub_bench_say(&b, c,
		      CALL("1", "at", "\"command\":\"AT+X\",\"force\":true"));
	ck_assert(b.link.force);
	answered(NB_ANSWER_FINAL, "", "+CME ERROR: 4");
	ck_assert_str_eq(hub_bench_hear(&b, c),
			 RESULT("1",
				"{\"lines\":[],\"final\":\"+CME ERROR: 4\"}"));
}
END_TEST

START_TEST(each_way_without_an_answer_has_its_reason)
{
	static const struct {
		enum nb_answer answer;
		const char *error;
	} rows[] = {
		{NB_ANSWER_BAD, "-32602 bad-request"},
		{NB_ANSWER_CONTROL, "-32002 denied"},
		{NB_ANSWER_DENIED, "-32002 denied"},
		{NB_ANSWER_PROMPT, "-32602 bad-request"},
		{NB_ANSWER_SILENT, "-32011 timeout"},
		{NB_ANSWER_GONE, "-32015 modem-absent"},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		char reason[32] = "", told[64];
		int code = 0;

		hub_bench_say(&b, c, CALL("1", "at", "\"command\":\"AT\""));
		answered(rows[i].answer, "", "");
		const char *heard = hub_bench_hear(&b, c);
		const char *data = strstr(heard, "\"reason\":\"");
		ck_assert_ptr_nonnull(data);
		sscanf(strstr(heard, "\"code\":"), "\"code\":%d", &code);
		sscanf(data, "\"reason\":\"%31[a-z-]", reason);
		snprintf(told, sizeof(told), "%d %s", code, reason);
		ck_assert_str_eq(told, rows[i].error);
	}
}
END_TEST

START_TEST(commands_wait_for_their_turn_whoever_sent_them)
{
	int other = hub_bench_client(&b, 1001);

	hub_bench_say(&b, c, CALL("1", "at", "\"command\":\"AT+A\""));
	hub_bench_say(&b, other, CALL("1", "at", "\"command\":\"AT+B\""));
	hub_bench_say(&b, c, CALL("2", "at", "\"command\":\"AT+C\""));
	ck_assert_str_eq(b.link.command, "AT+A");
	answered(NB_ANSWER_FINAL, "", "OK");
	ck_assert_str_eq(b.link.command, "AT+B");
	answered(NB_ANSWER_FINAL, "", "OK");
	ck_assert_str_eq(b.link.command, "AT+C");
	ck_assert_str_eq(hub_bench_hear(&b, other),
			 RESULT("1", "{\"lines\":[],\"final\":\"OK\"}"));
}
END_TEST

START_TEST(what_a_client_wanted_that_has_gone_is_not_said)
{
	int gone = hub_bench_client(&b, 1001);

	hub_bench_say(&b, gone, CALL("1", "at", "\"command\":\"AT+A\""));
	hub_bench_say(&b, gone, CALL("2", "at", "\"command\":\"AT+B\""));
	hub_client_remove(b.hub, gone, b.now);
	hub_bench_say(&b, c, CALL("1", "at", "\"command\":\"AT+C\""));
	ck_assert_str_eq(b.link.command, "AT+A");
	answered(NB_ANSWER_FINAL, "", "OK");
	ck_assert_str_eq(b.link.command, "AT+C");
	ck_assert_str_eq(hub_bench_hear(&b, c), "");
}
END_TEST

START_TEST(release_is_answered_when_the_port_is_released)
{
	hub_bench_say(&b, c, CALL("1", "release", ""));
	ck_assert_uint_gt(b.link.releases, 0);
	ck_assert_str_eq(hub_bench_hear(&b, c), "");
	hub_link_say_state(&b.link, NB_LINK_DOWN);
	hub_bench_pump(&b);
	ck_assert_str_eq(hub_bench_hear(&b, c), "");
	hub_link_say_state(&b.link, NB_LINK_RELEASED);
	hub_bench_pump(&b);
	ck_assert_str_eq(hub_bench_hear(&b, c), RESULT("1", "{}"));
}
END_TEST

START_TEST(resume_waits_for_a_release_that_is_under_way)
{
	hub_bench_say(&b, c, CALL("1", "release", ""));
	hub_bench_say(&b, c, CALL("2", "resume", ""));
	ck_assert_uint_eq(b.link.resumes, 0);
	hub_link_say_state(&b.link, NB_LINK_RELEASED);
	hub_bench_pump(&b);
	ck_assert_uint_eq(b.link.resumes, 1);
	ck_assert_str_eq(hub_bench_hear(&b, c),
			 RESULT("1", "{}") RESULT("2", "{}"));
}
END_TEST

START_TEST(a_client_that_goes_leaves_the_port_as_it_wanted_it)
{
	int gone = hub_bench_client(&b, 1001);

	hub_bench_say(&b, gone, CALL("1", "release", ""));
	hub_client_remove(b.hub, gone, b.now);
	hub_link_say_state(&b.link, NB_LINK_RELEASED);
	hub_bench_pump(&b);
	ck_assert_uint_eq(b.link.resumes, 0);
}
END_TEST

START_TEST(a_request_waits_while_the_modem_is_away)
{
	hub_link_say_state(&b.link, NB_LINK_RELEASED);
	hub_bench_pump(&b);
	hub_bench_say(&b, c,
		      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":"
		      "\"coap.request\",\"params\":{\"path\":\"/telemetry\"}}");
	ck_assert_uint_eq(b.link.sent_count, 0);
	hub_link_say_state(&b.link, NB_LINK_UP);
	hub_bench_pump(&b);
	ck_assert_uint_eq(b.link.sent_count, 1);
}
END_TEST

START_TEST(the_end_is_told_to_all_that_wait_and_to_all_that_come)
{
	hub_bench_say(&b, c, CALL("1", "at", "\"command\":\"AT+A\""));
	hub_bench_say(&b, c, CALL("2", "at", "\"command\":\"AT+B\""));
	hub_bench_say(&b, c, CALL("3", "release", ""));
	hub_shutdown(b.hub, b.now);
	hub_bench_say(&b, c, CALL("4", "resume", ""));
	const char *heard = hub_bench_hear(&b, c);
	for (int i = 0; i < 4; i++) {
		heard = strstr(heard, "\"reason\":\"shutting-down\"");
		ck_assert_ptr_nonnull(heard++);
	}
	answered(NB_ANSWER_FINAL, "", "OK");
	ck_assert_str_eq(hub_bench_hear(&b, c), "");
}
END_TEST

START_TEST(without_a_modem_there_is_none_to_be_asked)
{
	static const char *const lines[] = {
		CALL("1", "at", "\"command\":\"AT\""),
		CALL("1", "release", ""),
		CALL("1", "resume", ""),
	};

	hub_bench_close(&b);
	hub_bench_config(&b);
	b.link.no_modem = true;
	hub_bench_open(&b);
	c = hub_bench_client(&b, 1000);
	for (size_t i = 0; i < 3; i++) {
		hub_bench_say(&b, c, lines[i]);
		ck_assert_ptr_nonnull(
			strstr(hub_bench_hear(&b, c), "\"modem-absent\""));
	}
}
END_TEST

TCase *hub_modem_case(void)
{
	TCase *tc = tcase_create("modem");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, a_command_goes_to_the_link_and_its_lines_come_back);
	tcase_add_test(tc, a_refusal_of_the_modem_is_a_result);
	tcase_add_test(tc, each_way_without_an_answer_has_its_reason);
	tcase_add_test(tc, commands_wait_for_their_turn_whoever_sent_them);
	tcase_add_test(tc, what_a_client_wanted_that_has_gone_is_not_said);
	tcase_add_test(tc, release_is_answered_when_the_port_is_released);
	tcase_add_test(tc, resume_waits_for_a_release_that_is_under_way);
	tcase_add_test(tc, a_client_that_goes_leaves_the_port_as_it_wanted_it);
	tcase_add_test(tc, a_request_waits_while_the_modem_is_away);
	tcase_add_test(tc,
		       the_end_is_told_to_all_that_wait_and_to_all_that_come);
	tcase_add_test(tc, without_a_modem_there_is_none_to_be_asked);
	return tc;
}
