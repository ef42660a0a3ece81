#include "unit/hub_cases.h"

#include <stdio.h>
#include <string.h>

static struct hub_bench b;

#define GET "\"method\":\"coap.request\",\"params\":{\"path\":\"/telemetry\"}}"

static void say_get(int client, int id)
{
	char line[200];

	snprintf(line, sizeof(line), "{\"jsonrpc\":\"2.0\",\"id\":%d," GET, id);
	hub_bench_say(&b, client, line);
}

#define HELLO "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"coap.list\"}"
#define LIST  "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"requests\":[]}}"

START_TEST(lines_end_with_lf_or_crlf_and_empty_ones_are_ignored)
{
	int c;

	hub_bench_up(&b);
	c = hub_bench_client(&b, 1000);
	hub_bench_write(&b, c, "\n\r\n" HELLO "\r\n\n" HELLO "\n");
	ck_assert_str_eq(hub_bench_hear(&b, c), LIST "\n" LIST "\n");
	hub_bench_close(&b);
}
END_TEST

START_TEST(a_line_is_read_however_it_is_cut)
{
	static const char text[] = HELLO "\n";
	char one[2] = "";
	int c;

	hub_bench_up(&b);
	c = hub_bench_client(&b, 1000);
	for (size_t i = 0; text[i]; i++) {
		one[0] = text[i];
		ck_assert_uint_eq(hub_bench_write(&b, c, one), 1);
	}
	ck_assert_str_eq(hub_bench_hear(&b, c), LIST "\n");
	hub_bench_close(&b);
}
END_TEST

START_TEST(what_is_not_json_is_answered_and_the_connection_goes_on)
{
	int c;

	hub_bench_up(&b);
	c = hub_bench_client(&b, 1000);
	hub_bench_dialogue(&b, c, "garbage",
			   "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{"
			   "\"code\":-32700,\"message\":\"not JSON\"}}");
	hub_bench_dialogue(&b, c, HELLO, LIST);
	hub_bench_close(&b);
}
END_TEST

START_TEST(a_line_that_is_too_long_is_answered_and_closes_the_connection)
{
	static char line[4097];
	int c;

	hub_bench_config(&b);
	b.config.settings.max_line = 4096;
	hub_bench_open(&b);
	c = hub_bench_client(&b, 1000);
	memset(line, ' ', sizeof(line));
	hub_client_input(b.hub, c, line, sizeof(line), b.now);
	hub_client_input(b.hub, c, line, 1, b.now);
	ck_assert(!hub_client_wants_input(b.hub, c));
	ck_assert(!hub_client_is_done(b.hub, c));
	ck_assert_str_eq(hub_bench_hear(&b, c),
			 "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{"
			 "\"code\":-32600,\"message\":"
			 "\"the line is longer than max-line\"}}\n");
	ck_assert(hub_client_is_done(b.hub, c));
	hub_bench_close(&b);
}
END_TEST

START_TEST(at_the_end_of_file_the_last_line_counts_and_all_is_answered_first)
{
	int c;

	hub_bench_up(&b);
	c = hub_bench_client(&b, 1000);
	hub_bench_write(&b, c, "{\"jsonrpc\":\"2.0\",\"id\":1," GET);
	hub_client_eof(b.hub, c, b.now);
	hub_bench_pump(&b);
	ck_assert_uint_eq(b.link.sent_count, 1);
	ck_assert(!hub_client_is_done(b.hub, c));
	hub_bench_answer(&b, 0, NBCOAP_CODE(2, 5), NULL, 0, "x");
	ck_assert(!hub_client_is_done(b.hub, c));
	ck_assert_ptr_nonnull(strstr(hub_bench_hear(&b, c), "\"2.05\""));
	ck_assert(hub_client_is_done(b.hub, c));
	hub_bench_close(&b);
}
END_TEST

START_TEST(beyond_the_requests_in_flight_reading_stops_and_nothing_is_lost)
{
	char two[400];
	size_t taken;
	int c;

	hub_bench_config(&b);
	b.config.settings.max_in_flight = 2;
	hub_link_say_state(&b.link, NB_LINK_UP);
	hub_bench_open(&b);
	c = hub_bench_client(&b, 1000);
	say_get(c, 1);
	snprintf(two, sizeof(two), "{\"jsonrpc\":\"2.0\",\"id\":2," GET "\n%s",
		 HELLO "\n");
	taken = hub_bench_write(&b, c, two);
	ck_assert_uint_eq(taken, strlen(two) - strlen(HELLO) - 1);
	ck_assert(!hub_client_wants_input(b.hub, c));
	ck_assert_uint_eq(hub_bench_write(&b, c, HELLO), 0);
	hub_bench_answer(&b, 0, NBCOAP_CODE(2, 5), NULL, 0, "x");
	ck_assert(hub_client_wants_input(b.hub, c));
	hub_bench_hear(&b, c);
	hub_bench_say(
		&b, c,
		"{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"sys.hello\"}");
	ck_assert_ptr_nonnull(strstr(hub_bench_hear(&b, c), "\"id\":9"));
	hub_bench_close(&b);
}
END_TEST

START_TEST(one_client_too_many_is_told_so_and_closed)
{
	int c;

	hub_bench_up(&b);
	for (int i = 0; i < 4; i++)
		hub_bench_client(&b, 1000);
	c = hub_bench_client(&b, 1000);
	ck_assert(!hub_client_wants_input(b.hub, c));
	ck_assert_str_eq(hub_bench_hear(&b, c),
			 "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{"
			 "\"code\":-32005,\"message\":\"too many clients\","
			 "\"data\":{\"reason\":\"too-many-clients\"}}}\n");
	ck_assert(hub_client_is_done(b.hub, c));
	hub_client_remove(b.hub, c, b.now);
	hub_client_remove(b.hub, 0, b.now);
	c = hub_bench_client(&b, 1000);
	hub_bench_dialogue(&b, c, HELLO, LIST);
	hub_bench_close(&b);
}
END_TEST

START_TEST(who_does_not_read_a_mebibyte_is_closed_and_that_is_logged)
{
	int c;

	hub_bench_up(&b);
	c = hub_bench_client(&b, 1000);
	for (int i = 0; i < 1000 && !hub_client_is_done(b.hub, c); i++)
		hub_bench_say(&b, c,
			      "{\"jsonrpc\":\"2.0\",\"id\":1,"
			      "\"method\":\"sys.describe\"}");
	ck_assert(hub_client_is_done(b.hub, c));
	ck_assert_ptr_nonnull(
		strstr(b.log, "client of uid 1000, pid 4711: does not read its "
			      "output: closed\n"));
	hub_bench_close(&b);
}
END_TEST

START_TEST(a_closed_connection_cancels_what_it_asked)
{
	int c;

	hub_bench_up(&b);
	c = hub_bench_client(&b, 1000);
	say_get(c, 1);
	say_get(c, 2);
	ck_assert_uint_eq(b.link.sent_count, 1);
	hub_client_remove(b.hub, c, b.now);
	hub_bench_until(&b, b.now + 600000);
	ck_assert_uint_eq(b.link.sent_count, 1);
	ck_assert_int_eq(b.link.pins, 0);
	hub_bench_close(&b);
}
END_TEST

START_TEST(a_shutdown_tells_everybody_and_then_all_are_done)
{
	int c;

	hub_bench_up(&b);
	c = hub_bench_client(&b, 1000);
	say_get(c, 1);
	hub_shutdown(b.hub, b.now);
	ck_assert_str_eq(
		hub_bench_hear(&b, c),
		"{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-32020,"
		"\"message\":\"the daemon is shutting down\",\"data\":{"
		"\"reason\":\"shutting-down\",\"phase\":\"waiting\",\"sent\":"
		"\"yes\",\"transmissions\":1,\"retryable\":true}}}\n");
	say_get(c, 2);
	ck_assert_str_eq(
		hub_bench_hear(&b, c),
		"{\"jsonrpc\":\"2.0\",\"id\":2,\"error\":{\"code\":-32020,"
		"\"message\":\"the daemon is shutting down\",\"data\":{"
		"\"reason\":\"shutting-down\",\"sent\":\"no\","
		"\"retryable\":true}}}\n");
	ck_assert(!hub_client_is_done(b.hub, c));
	hub_finish(b.hub);
	ck_assert(hub_client_is_done(b.hub, c));
	hub_bench_close(&b);
}
END_TEST

TCase *hub_framing_case(void)
{
	TCase *tc = tcase_create("framing");

	tcase_add_test(tc,
		       lines_end_with_lf_or_crlf_and_empty_ones_are_ignored);
	tcase_add_test(tc, a_line_is_read_however_it_is_cut);
	tcase_add_test(tc,
		       what_is_not_json_is_answered_and_the_connection_goes_on);
	tcase_add_test(
		tc,
		a_line_that_is_too_long_is_answered_and_closes_the_connection);
	tcase_add_test(
		tc,
		at_the_end_of_file_the_last_line_counts_and_all_is_answered_first);
	tcase_add_test(
		tc,
		beyond_the_requests_in_flight_reading_stops_and_nothing_is_lost);
	tcase_add_test(tc, one_client_too_many_is_told_so_and_closed);
	tcase_add_test(
		tc, who_does_not_read_a_mebibyte_is_closed_and_that_is_logged);
	tcase_add_test(tc, a_closed_connection_cancels_what_it_asked);
	tcase_add_test(tc, a_shutdown_tells_everybody_and_then_all_are_done);
	return tc;
}
