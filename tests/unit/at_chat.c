#include "at/chat.h"
#include "unit/unit.h"

#include <stdio.h>
#include <string.h>

TCase *at_chat_case(void);

static const struct at_command cereg = {
	.name = "+CEREG", .info = "+CEREG", .shape = "dd", .limit_ms = 1000};
static const struct at_command model = {
	.name = "+CGMM", .info = "", .shape = "s", .limit_ms = 1000};
static const struct at_command dial = {
	.name = "+SQNSD", .dials = true, .limit_ms = 1000};
static const struct at_command sending = {
	.name = "+SQNSSENDEXT", .data = AT_DATA_AFTER_PROMPT, .limit_ms = 1000};
static const struct at_command sending_to = {
	.name = "+SQNSSEND", .data = AT_DATA_TERMINATED, .limit_ms = 1000};
static const struct at_command reading = {.name = "+SQNSRECV",
					  .info = "+SQNSRECV",
					  .shape = "dd",
					  .data = AT_DATA_COUNTED,
					  .limit_ms = 1000};

static const struct at_command given = {
	.name = "+X=1", .given = true, .limit_ms = 1000};

static struct at_chat chat;
static nb_ms now;
static char out[8192], seen[8192];
static size_t piece; /* bytes fed at a time; 0: all */

static void take_output(void)
{
	char buf[64];
	size_t n;

	while ((n = at_chat_output(&chat, buf, sizeof(buf))) > 0) {
		strncat(out, buf, n);
		at_chat_output_done(&chat, n, now);
	}
}

static void note(const struct at_event *ev)
{
	static const char *const names[] = {
		[AT_EVENT_INFO] = "info",     [AT_EVENT_DONE] = "done",
		[AT_EVENT_URC] = "urc",       [AT_EVENT_FOREIGN] = "foreign",
		[AT_EVENT_SYNCED] = "synced", [AT_EVENT_DEAD] = "dead",
	};
	char *end = seen + strlen(seen);
	size_t room = sizeof(seen) - strlen(seen);

	if (ev->type == AT_EVENT_DONE)
		snprintf(end, room, "<done %s%s>", at_result_name(ev->result),
			 ev->begun ? " begun" : "");
	else if (ev->data.len)
		snprintf(end, room, "<%s %s (%.*s)>", names[ev->type], ev->text,
			 (int)ev->data.len, (const char *)ev->data.data);
	else
		snprintf(end, room, "<%s%s%s>", names[ev->type],
			 ev->len ? " " : "", ev->text);
}

static void take_events(void)
{
	struct at_event ev;

	while (at_chat_next_event(&chat, &ev))
		note(&ev);
}

static void feed(const char *text, size_t len)
{
	while (len) {
		size_t give = piece && piece < len ? piece : len;
		size_t n = at_chat_input(&chat, text, give, now);
		take_events();
		take_output();
		text += n;
		len -= n;
	}
}

#define FEED(text) feed(text, sizeof(text) - 1)

static void expire(void)
{
	ck_assert_int_ne(at_chat_deadline(&chat), NB_NEVER);
	now = at_chat_deadline(&chat);
	at_chat_expire(&chat, now);
	take_events();
	take_output();
}

static void begin(int bytes_at_a_time, bool hex)
{
	struct at_dialect dialect = {
		.hex = hex, .stray_error = 171, .ring = "+SQNSRING"};

	at_chat_init(&chat, &dialect);
	piece = (size_t)bytes_at_a_time;
	now = 0;
	out[0] = seen[0] = '\0';
}

static void start(const struct at_command *command, const char *payload)
{
	at_chat_compose(&chat, command);
	struct nb_bytes bytes = {(const uint8_t *)payload, strlen(payload)};
	ck_assert_int_eq(at_chat_start(&chat, bytes, now), 0);
	take_output();
}

START_TEST(a_command_ends_with_its_result_and_then_it_is_idle)
{
	begin(_i, false);
	start(&cereg, "");
	ck_assert(!at_chat_is_idle(&chat));
	FEED("\r\n+CEREG: 2,1,\"9FC5\"\r\n\r\nOK\r\n");
	ck_assert_str_eq(out, "AT+CEREG\r");
	ck_assert_str_eq(seen, "<info 2,1,\"9FC5\"><done OK>");
	ck_assert(at_chat_is_idle(&chat));
	ck_assert_int_eq(at_chat_deadline(&chat), NB_NEVER);
}
END_TEST

START_TEST(a_urc_with_the_prefix_of_the_answer_is_told_by_its_shape)
{
	begin(_i, false);
	start(&cereg, "");
	FEED("\r\n+CEREG: 1,\"00AB\",\"0\",9\r\n\r\n+CEREG: 2\r\n"
	     "\r\n+CEREG: 2,5\r\n\r\n+SQNSH: 1\r\n\r\nOK\r\n");
	ck_assert_str_eq(seen, "<urc +CEREG: 1,\"00AB\",\"0\",9>"
			       "<urc +CEREG: 2><info 2,5><urc +SQNSH: 1>"
			       "<done OK>");
}
END_TEST

START_TEST(without_a_command_every_line_is_unsolicited)
{
	begin(_i, false);
	FEED("\r\n+CEREG: 2,1\r\n\r\nOK\r\n\r\nNO CARRIER\r\n");
	ck_assert_str_eq(seen, "<urc +CEREG: 2,1><urc NO CARRIER>");
}
END_TEST

START_TEST(a_bare_answer_is_no_urc)
{
	begin(_i, false);
	start(&model, "");
	FEED("AT+CGMM\r\r\n+CEREG: 2\r\n\r\nGM02S\r\n\r\nOK\r\n");
	ck_assert_str_eq(seen, "<urc +CEREG: 2><info GM02S><done OK>");
}
END_TEST

START_TEST(our_echo_is_nothing_and_another_is_foreign)
{
	begin(_i, false);
	start(&dial, "");
	FEED("AT+SQNSD\r\r\nAT+GCAP\r\r\nOK\r\n");
	ck_assert_str_eq(seen, "<foreign AT+GCAP><done OK>");
}
END_TEST

START_TEST(no_carrier_ends_a_dial_and_nothing_else)
{
	begin(_i, false);
	start(&cereg, "");
	FEED("\r\nNO CARRIER\r\n\r\nOK\r\n");
	start(&dial, "");
	FEED("\r\nNO CARRIER\r\n");
	ck_assert_str_eq(seen, "<urc NO CARRIER><done OK><done NO CARRIER>");
}
END_TEST

START_TEST(the_stray_error_ends_nothing)
{
	begin(_i, false);
	start(&cereg, "");
	FEED("\r\n+CME ERROR: 171\r\n\r\n+CME ERROR: 4\r\n");
	ck_assert_str_eq(seen, "<urc +CME ERROR: 171><done +CME ERROR>");
}
END_TEST

START_TEST(data_follow_the_prompt_and_nothing_else)
{
	begin(_i, false);
	start(&sending, "hello");
	ck_assert_str_eq(out, "AT+SQNSSENDEXT\r");
	FEED("\r\n+SQNSRING: 1,5\r\n\r\n> ");
	ck_assert_str_eq(out, "AT+SQNSSENDEXT\rhello");
	FEED("\r\n+SQNSRING: 1,7\r\n\r\nOK\r\n");
	ck_assert_str_eq(seen, "<urc +SQNSRING: 1,5><urc +SQNSRING: 1,7>"
			       "<done OK begun>");
}
END_TEST

START_TEST(in_hex_each_byte_is_two_digits_both_ways)
{
	begin(_i, true);
	start(&sending, "hello");
	FEED("\r\n> ");
	ck_assert_str_eq(out, "AT+SQNSSENDEXT\r68656C6C6F");
	FEED("\r\nOK\r\n");
	start(&reading, "");
	FEED("\r\n+SQNSRECV: 1,3\r\n6162zz\r\n\r\nERROR\r\n");
	start(&reading, "");
	FEED("\r\n+SQNSRECV: 1,3\r\n61626A\r\n\r\nOK\r\n");
	ck_assert_str_eq(seen, "<done OK begun><done ERROR>"
			       "<info 1,3 (abj)><done OK>");
}
END_TEST

START_TEST(data_without_a_count_end_with_ctrl_z)
{
	begin(_i, false);
	at_chat_use_hex(&chat);
	start(&sending_to, "hello");
	ck_assert_str_eq(out, "AT+SQNSSEND\r");
	FEED("\r\n> ");
	ck_assert_str_eq(out, "AT+SQNSSEND\r68656C6C6F\x1a");
	FEED("\r\nOK\r\n");
	ck_assert_str_eq(seen, "<done OK begun>");
	ck_assert(at_chat_is_idle(&chat));
}
END_TEST

START_TEST(an_ok_before_the_data_is_a_late_one)
{
	begin(_i, false);
	start(&sending, "hello");
	FEED("\r\nOK\r\n\r\n> ");
	FEED("\r\nOK\r\n");
	ck_assert_str_eq(seen, "<done OK begun>");
}
END_TEST

START_TEST(a_refusal_may_come_instead_of_the_prompt)
{
	begin(_i, false);
	start(&sending, "hello");
	FEED("\r\nERROR\r\n");
	ck_assert_str_eq(seen, "<done ERROR>");
	FEED("\r\n> ");
	ck_assert_str_eq(out, "AT+SQNSSENDEXT\r");
}
END_TEST

START_TEST(counted_data_may_look_like_anything)
{
	begin(_i, false);
	start(&reading, "");
	FEED("\r\n+SQNSH: 1\r\n\r\n+SQNSRECV: 1,15\r\n"
	     "\r\nOK\r\n> +SQNSH:\r\n\r\nOK\r\n\r\n+SQNSRING: 1,9\r\n");
	ck_assert_str_eq(seen, "<urc +SQNSH: 1>"
			       "<info 1,15 (\r\nOK\r\n> +SQNSH:)><done OK>"
			       "<urc +SQNSRING: 1,9>");
}
END_TEST

START_TEST(a_count_of_nothing_or_too_much_brings_no_data)
{
	begin(_i, false);
	start(&reading, "");
	FEED("\r\n+SQNSRECV: 1,0\r\n\r\nOK\r\n");
	start(&reading, "");
	FEED("\r\n+SQNSRECV: 1,1501\r\n\r\nOK\r\n");
	ck_assert_str_eq(seen, "<info 1,0><done OK><info 1,1501><done OK>");
}
END_TEST

START_TEST(after_its_time_limit_at_finds_the_way_back)
{
	begin(_i, false);
	start(&cereg, "");
	out[0] = '\0';
	expire();
	ck_assert_int_eq(now, 1000);
	ck_assert_str_eq(out, "\r");
	expire();
	ck_assert_str_eq(out, "\rAT\r");
	ck_assert_str_eq(seen, "<done no answer>");
	/* The late answer, then AT's own; both end nothing else. */
	FEED("\r\n+CEREG: 2,1\r\n\r\nOK\r\n\r\nOK\r\n");
	ck_assert(!at_chat_is_idle(&chat));
	expire();
	ck_assert_str_eq(seen, "<done no answer><synced>");
	ck_assert(at_chat_is_idle(&chat));
}
END_TEST

START_TEST(late_data_are_swallowed_whole)
{
	begin(_i, false);
	start(&reading, "");
	expire();
	expire();
	FEED("\r\n+SQNSRECV: 1,8\r\n\r\nOK\r\n\r\n\r\n\r\nOK\r\n\r\nOK\r\n");
	expire();
	ck_assert_str_eq(seen, "<done no answer><synced>");
}
END_TEST

START_TEST(data_that_stop_half_way_do_not_swallow_the_way_back)
{
	begin(_i, false);
	start(&reading, "");
	FEED("\r\n+SQNSRECV: 1,100\r\nabc");
	expire();
	expire();
	FEED("\r\nOK\r\n");
	expire();
	ck_assert_str_eq(seen, "<done no answer><synced>");
}
END_TEST

START_TEST(a_modem_that_stays_silent_is_dead)
{
	begin(0, false);
	start(&cereg, "");
	while (!strstr(seen, "dead"))
		expire();
	ck_assert_str_eq(seen, "<done no answer><dead>");
	ck_assert(at_chat_is_idle(&chat));
}
END_TEST

START_TEST(without_a_prompt_the_datagram_itself_is_the_padding)
{
	begin(_i, false);
	start(&sending, "hello");
	expire();
	ck_assert_str_eq(out, "AT+SQNSSENDEXT\rhello");
	ck_assert_str_eq(seen, "");
	FEED("\r\nOK\r\n");
	ck_assert_str_eq(seen, "<done OK begun>");
}
END_TEST

START_TEST(no_command_follows_data_that_could_not_be_written)
{
	char buf[4];

	begin(0, false);
	at_chat_compose(&chat, &sending);
	struct nb_bytes bytes = {(const uint8_t *)"hello", 5};
	at_chat_start(&chat, bytes, now);
	take_output();
	at_chat_input(&chat, "\r\n> ", 4, now);
	ck_assert_uint_eq(at_chat_output(&chat, buf, 2), 2);
	at_chat_output_done(&chat, 2, now);
	now = at_chat_deadline(&chat);
	at_chat_expire(&chat, now);
	take_events();
	ck_assert_uint_eq(at_chat_output(&chat, buf, sizeof(buf)), 0);
	expire();
	ck_assert_str_eq(seen, "<done no answer begun><dead>");
}
END_TEST

START_TEST(output_is_offered_again_until_it_went_out)
{
	char buf[64];

	begin(0, false);
	at_chat_compose(&chat, &cereg);
	at_chat_start(&chat, (struct nb_bytes){NULL, 0}, now);
	ck_assert_uint_eq(at_chat_output(&chat, buf, sizeof(buf)), 9);
	at_chat_output_done(&chat, 3, now);
	ck_assert_uint_eq(at_chat_output(&chat, buf, sizeof(buf)), 6);
	ck_assert_mem_eq(buf, "CEREG\r", 6);
}
END_TEST

START_TEST(a_refused_argument_sends_nothing)
{
	char buf[64];

	begin(0, false);
	at_write_quoted(at_chat_compose(&chat, &dial), "a\"b");
	ck_assert_int_eq(at_chat_start(&chat, (struct nb_bytes){NULL, 0}, now),
			 NB_ERR_CALLER);
	ck_assert(at_chat_is_idle(&chat));
	ck_assert_uint_eq(at_chat_output(&chat, buf, sizeof(buf)), 0);
}
END_TEST

START_TEST(a_reset_forgets_what_is_in_flight)
{
	begin(_i, false);
	start(&sending, "hello");
	FEED("\r\n> ");
	ck_assert(at_chat_has_begun(&chat));
	at_chat_reset(&chat);
	ck_assert(at_chat_is_idle(&chat));
	ck_assert(!at_chat_has_begun(&chat));
	FEED("\r\nOK\r\n");
	ck_assert_str_eq(seen, "");
}
END_TEST

START_TEST(a_ring_may_have_data_in_it_that_look_like_anything)
{
	begin(_i, false);
	FEED("\r\n+SQNSRING: 1,7,\n\r\nOK\r\n\r\n+SYSSTART\r\n");
	ck_assert_str_eq(seen, "<urc +SQNSRING: 1,7, (\n\r\nOK\r\n)>"
			       "<urc +SYSSTART>");
}
END_TEST

START_TEST(a_ring_with_data_ends_no_command_and_may_come_before_a_prompt)
{
	begin(_i, true);
	start(&sending, "hi");
	FEED("\r\n+SQNSRING: 2,2,6F6b\r\n\r\n> ");
	ck_assert_str_eq(out, "AT+SQNSSENDEXT\r6869");
	FEED("\r\n+SQNSRING: 2,1,21\r\n\r\nOK\r\n");
	ck_assert_str_eq(seen, "<urc +SQNSRING: 2,2, (ok)>"
			       "<urc +SQNSRING: 2,1, (!)><done OK begun>");
}
END_TEST

START_TEST(a_ring_without_data_or_with_an_impossible_count_is_a_line)
{
	begin(_i, false);
	FEED("\r\n+SQNSRING: 1,5\r\n\r\n+SQNSRING: 1,1501,x,y\r\n"
	     "\r\n+SQNSRING: 1,,x\r\n");
	ck_assert_str_eq(seen, "<urc +SQNSRING: 1,5>"
			       "<urc +SQNSRING: 1,1501,x,y>"
			       "<urc +SQNSRING: 1,,x>");
}
END_TEST

START_TEST(a_command_that_came_after_the_reboot_is_let_end)
{
	begin(_i, false);
	start(&cereg, "");
	out[0] = '\0';
	at_chat_reset(&chat);
	at_chat_sync(&chat, now);
	take_output();
	FEED("AT+CEREG\r");
	ck_assert_str_eq(out, "\r");
	ck_assert_int_eq(at_chat_deadline(&chat), now + cereg.limit_ms);
	FEED("\r\n+CEREG: 0,0\r\n\r\nOK\r\n");
	ck_assert_str_eq(out, "\rAT\r");
	FEED("AT\r\r\nOK\r\n");
	expire();
	ck_assert_str_eq(seen, "<urc +CEREG: 0,0><synced>");
}
END_TEST

START_TEST(the_echo_of_a_line_that_a_reboot_cut_is_ours)
{
	char buf[64];

	begin(_i, false);
	at_chat_compose(&chat, &cereg);
	at_chat_start(&chat, (struct nb_bytes){NULL, 0}, now);
	at_chat_output(&chat, buf, sizeof(buf));
	at_chat_output_done(&chat, 4, now);
	at_chat_reset(&chat);
	at_chat_sync(&chat, now);
	take_output();
	FEED("AT+C\r");
	ck_assert_str_eq(seen, "");
}
END_TEST

START_TEST(a_prompt_that_nobody_has_data_for_ends_a_given_command)
{
	begin(_i, false);
	start(&given, "");
	FEED("\r\nAT+X\r\n\r\n> ");
	ck_assert_str_eq(seen, "<urc AT+X><done no answer>");
	ck_assert_str_eq(out, "AT+X=1\r\x1b");
	expire();
	ck_assert_str_eq(out, "AT+X=1\r\x1b"
			      "AT\r");
	FEED("\r\nOK\r\n");
	expire();
	ck_assert_str_eq(seen, "<urc AT+X><done no answer><synced>");
	ck_assert(at_chat_is_idle(&chat));
}
END_TEST

START_TEST(the_line_that_ends_a_command_is_told)
{
	struct at_event ev;

	begin(0, false);
	start(&cereg, "");
	at_chat_input(&chat, "\r\n+CME ERROR: no SIM\r\n", 22, now);
	ck_assert(at_chat_next_event(&chat, &ev));
	ck_assert_str_eq(ev.text, "+CME ERROR: no SIM");
}
END_TEST

TCase *at_chat_case(void)
{
	TCase *t = tcase_create("chat");
	/* Each is fed whole, and 1, 2, 3 and 4 bytes at a time. */
	const TTest *const fed[] = {
		a_command_ends_with_its_result_and_then_it_is_idle,
		a_urc_with_the_prefix_of_the_answer_is_told_by_its_shape,
		without_a_command_every_line_is_unsolicited,
		a_bare_answer_is_no_urc,
		our_echo_is_nothing_and_another_is_foreign,
		no_carrier_ends_a_dial_and_nothing_else,
		the_stray_error_ends_nothing,
		data_follow_the_prompt_and_nothing_else,
		in_hex_each_byte_is_two_digits_both_ways,
		data_without_a_count_end_with_ctrl_z,
		an_ok_before_the_data_is_a_late_one,
		a_refusal_may_come_instead_of_the_prompt,
		counted_data_may_look_like_anything,
		a_count_of_nothing_or_too_much_brings_no_data,
		after_its_time_limit_at_finds_the_way_back,
		late_data_are_swallowed_whole,
		data_that_stop_half_way_do_not_swallow_the_way_back,
		without_a_prompt_the_datagram_itself_is_the_padding,
		a_reset_forgets_what_is_in_flight,
		a_ring_may_have_data_in_it_that_look_like_anything,
		a_ring_with_data_ends_no_command_and_may_come_before_a_prompt,
		a_ring_without_data_or_with_an_impossible_count_is_a_line,
		a_command_that_came_after_the_reboot_is_let_end,
		the_echo_of_a_line_that_a_reboot_cut_is_ours,
	};

	for (size_t i = 0; i < sizeof(fed) / sizeof(fed[0]); i++)
		tcase_add_loop_test(t, fed[i], 0, 5);
	tcase_add_test(t, a_modem_that_stays_silent_is_dead);
	tcase_add_test(t, no_command_follows_data_that_could_not_be_written);
	tcase_add_test(t, output_is_offered_again_until_it_went_out);
	tcase_add_test(t, a_refused_argument_sends_nothing);
	tcase_add_loop_test(
		t, a_prompt_that_nobody_has_data_for_ends_a_given_command, 0,
		2);
	tcase_add_test(t, the_line_that_ends_a_command_is_told);
	return t;
}
