/* The line: framing, echo, errors, what comes too early. */
#include "base/assert.h"
#include "base/hash.h"
#include "unit/sim_host.h"
#include <string.h>

TCase *sim_line_case(void);

static struct host h;

static void setup(void)
{
	struct sim_config config;

	host_config(&config);
	host_open(&h, &config);
}

static void teardown(void)
{
	host_close(&h);
}

START_TEST(a_bare_AT_is_answered_OK)
{
	says(&h, "AT\r", OK);
	says(&h, "at\r", OK);
	ck_assert_uint_eq(host_violations(&h), 0);
}
END_TEST

START_TEST(identity_lines_share_their_CRLF)
{
	says(&h, "ATI\r",
	     "\r\nSEQUANS Communications\r\nGM02S\r\nUE8.2.1.0\r\n" OK);
}
END_TEST

START_TEST(monarch1_says_who_it_is_byte_for_byte)
{
	struct sim_config config;

	host_close(&h);
	host_config(&config);
	config.profile = SIM_MONARCH1;
	host_open(&h, &config);
	says(&h, "ATI\r",
	     "\r\nSEQUANS Communications\r\nVZM20Q\r\nUE6.0.0.0\r\n" OK);
	says(&h, "AT+CGMM\r", "\r\nVZM20Q\r\n" OK);
	says(&h, "AT+SQNMODEACTIVE?\r", ERROR);
	ck_assert_uint_eq(host_violations(&h), 0);
}
END_TEST

START_TEST(echo_gives_back_each_byte_until_it_is_off)
{
	says(&h, "ATE1\r", OK);
	says(&h, "AT+CMEE?\r", "AT+CMEE?\r\r\n+CMEE: 0\r\n" OK);
	says(&h, "ATE0\r", "ATE0\r" OK);
	says(&h, "AT\r", OK);
}
END_TEST

START_TEST(an_error_is_told_as_CMEE_says)
{
	says(&h, "AT+SQNSRECV=1,1500\r", ERROR);
	says(&h, "AT+CMEE=1\r", OK);
	says(&h, "AT+SQNSRECV=1,1500\r", "\r\n+CME ERROR: 4\r\n");
	says(&h, "AT+SQNSSENDEXT=1\r", "\r\n+CME ERROR: 50\r\n");
	says(&h, "AT+CMEE=2\r", OK);
	says(&h, "AT+SQNSRECV=1,1500\r",
	     "\r\n+CME ERROR: operation not supported\r\n");
	says(&h, "AT+CMEE=3\r", "\r\n+CME ERROR: incorrect parameters\r\n");
}
END_TEST

START_TEST(empty_lines_are_silent_and_either_end_ends_a_line)
{
	says(&h, "\r", "");
	says(&h, "\r\n\r\n", "");
	says(&h, "AT\n", OK);
	says(&h, "AT\r\n", OK);
	ck_assert_uint_eq(host_violations(&h), 0);
}
END_TEST

START_TEST(a_person_may_take_back_what_was_typed)
{
	says(&h, "ATX\x08\r", OK);
}
END_TEST

START_TEST(an_unknown_command_is_refused_and_counted)
{
	says(&h, "AT+NOSUCH=1\r", ERROR);
	ck_assert_str_eq(h.violation, "unknown command");
	says(&h, ",44\r", ERROR);
	ck_assert_uint_eq(host_violations(&h), 2);
}
END_TEST

START_TEST(spaces_in_parameters_are_taken)
{
	says(&h, "AT+SQNSCFG=1,1, 0, 0, 600, 50\r", OK);
	ck_assert_ptr_nonnull(strstr(host_ask(&h, "AT+SQNSCFG?\r"),
				     "\r\n+SQNSCFG: 1,1,0,0,600,50\r\n"));
}
END_TEST

START_TEST(the_test_form_tells_the_ranges)
{
	says(&h, "AT+CMEE=?\r", "\r\n+CMEE: (0-2)\r\n" OK);
	says(&h, "AT+SQNSD=?\r",
	     "\r\n+SQNSD: (1-6),(0-1),(0-65535),,(0-255),(0-65535),(0-1),"
	     "(0-2),(0-1)\r\n" OK);
}
END_TEST

START_TEST(an_answer_takes_the_latency)
{
	host_write(&h, "AT\r", 3);
	host_wait(&h, 4);
	ck_assert_str_eq(h.heard, "");
	host_wait(&h, 1);
	ck_assert_str_eq(h.heard, OK);
}
END_TEST

START_TEST(a_command_written_while_one_runs_is_counted_and_runs_after_it)
{
	says(&h, "AT\rAT+CSQ\r", OK "\r\n+CSQ: 20,99\r\n" OK);
	ck_assert_str_eq(h.violation, "bytes while a command is running");
	ck_assert_uint_eq(host_violations(&h), 1);
}
END_TEST

START_TEST(a_hung_modem_says_nothing_until_it_is_reset)
{
	sim_modem_hang(h.modem, true);
	says(&h, "AT\r", "");
	sim_modem_reset(h.modem, h.now);
	host_wait(&h, 2000);
	ck_assert_str_eq(h.heard, "\r\n+SYSSTART\r\n");
	says(&h, "ATE0\r", "ATE0\r" OK);
}
END_TEST

START_TEST(the_next_command_can_be_made_to_fail)
{
	sim_modem_fail_next(h.modem);
	says(&h, "AT+CSQ\r", ERROR);
	says(&h, "AT+CSQ\r", "\r\n+CSQ: 20,99\r\n" OK);
	ck_assert_uint_eq(host_violations(&h), 0);
}
END_TEST

START_TEST(a_line_over_4096_is_refused_whole)
{
	char line[5001];

	memset(line, 'A', sizeof(line));
	line[1] = 'T';
	line[sizeof(line) - 1] = '\r';
	host_write(&h, line, sizeof(line));
	host_wait(&h, 50);
	ck_assert_str_eq(h.heard, ERROR);
	says(&h, "AT\r", OK);
}
END_TEST

START_TEST(a_host_that_does_not_read_loses_bytes_and_is_counted)
{
	for (int i = 0; i < 3000; i++) {
		sim_modem_input_bytes(h.modem, "ATI\r", 4, h.now);
		h.now += 10;
		sim_modem_expire(h.modem, h.now);
	}
	host_wait(&h, 0);
	ck_assert_str_eq(h.violation, "the host does not read: bytes lost");
	ck_assert_uint_eq(host_violations(&h), 1);
}
END_TEST

static const char *const scraps[] = {
	"AT",
	"+SQNS",
	"SENDEXT=",
	"RECV=",
	"D=",
	"H=",
	"S?",
	"SI=",
	"1",
	"1,",
	"1500",
	",",
	"\"",
	"\r",
	"\n",
	"\r\n",
	"\x1a",
	"\x08",
	"=?",
	"?",
	"0",
	"+CFUN=1",
	"^RESET",
	"+CMEE=2",
	"+PING=\"::1\"",
	"E1",
	"&F",
	"\xff",
	"AT+SQNSD=1,1,5683,\"2001:db8::1\",0,16001,1,2\r",
	"+CGDCONT=1,\"IP\"",
};

/* Ends in time, keeps within its tables, and answers when it is quiet. */
START_TEST(no_scraps_in_any_order_break_it)
{
	uint8_t secret[NB_SECRET_LEN] = {(uint8_t)_i};
	struct nb_addr peer = host_peer();
	struct nb_chance chance;

	nb_chance_init(&chance, secret);
	for (int i = 0; i < 3000; i++) {
		const char *scrap =
			scraps[nb_chance_below(&chance, NB_COUNT(scraps))];

		host_write(&h, scrap, strlen(scrap));
		host_wait(&h, (nb_ms)nb_chance_below(&chance, 40));
		sim_modem_input_to_port(h.modem, 16001, &peer, scrap,
					strlen(scrap), h.now);
	}
	sim_modem_reset(h.modem, h.now);
	host_wait(&h, 2000);
	says(&h, "ATE0\r", "ATE0\r" OK);
}
END_TEST

TCase *sim_line_case(void)
{
	TCase *c = tcase_create("line");

	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_test(c, a_bare_AT_is_answered_OK);
	tcase_add_test(c, identity_lines_share_their_CRLF);
	tcase_add_test(c, monarch1_says_who_it_is_byte_for_byte);
	tcase_add_test(c, echo_gives_back_each_byte_until_it_is_off);
	tcase_add_test(c, an_error_is_told_as_CMEE_says);
	tcase_add_test(c, empty_lines_are_silent_and_either_end_ends_a_line);
	tcase_add_test(c, a_person_may_take_back_what_was_typed);
	tcase_add_test(c, an_unknown_command_is_refused_and_counted);
	tcase_add_test(c, spaces_in_parameters_are_taken);
	tcase_add_test(c, the_test_form_tells_the_ranges);
	tcase_add_test(c, an_answer_takes_the_latency);
	tcase_add_test(
		c,
		a_command_written_while_one_runs_is_counted_and_runs_after_it);
	tcase_add_test(c, a_hung_modem_says_nothing_until_it_is_reset);
	tcase_add_test(c, the_next_command_can_be_made_to_fail);
	tcase_add_test(c, a_line_over_4096_is_refused_whole);
	tcase_add_test(c, a_host_that_does_not_read_loses_bytes_and_is_counted);
	tcase_add_loop_test(c, no_scraps_in_any_order_break_it, 0, 10);
	return c;
}
