/* What modems differ in, and what goes wrong with them. */
#include "base/addr.h"
#include "unit/sim_host.h"
#include <string.h>

TCase *sim_quirks_case(void);

static struct host h;
static struct sim_config config;

static void again(void)
{
	if (h.modem)
		host_close(&h);
	host_open(&h, &config);
}

static void setup(void)
{
	h.modem = NULL;
	host_config(&config);
	again();
}

static void teardown(void)
{
	host_close(&h);
}

START_TEST(a_local_port_may_be_busy_for_5_s_after_its_close)
{
	config.port_lingers = true;
	again();
	host_dial(&h);
	says(&h, "AT+SQNSH=1\r", OK);
	says(&h, "AT+SQNSD=2,1,5683,\"2001:db8::1\",0,16001,1,0\r", ERROR);
	says(&h, "AT+SQNSD=2,1,5683,\"2001:db8::1\",0,16002,1,0\r", OK);
	host_wait(&h, 5000);
	says(&h, "AT+SQNSD=3,1,5683,\"2001:db8::1\",0,16001,1,0\r", OK);
}
END_TEST

START_TEST(a_close_or_a_dial_may_be_refused_with_ERROR)
{
	config.close_again = SIM_CLOSE_ERROR;
	config.dial_error = true;
	again();
	says(&h, "AT+CMEE=1\r", OK);
	says(&h, "AT+SQNSH=1\r", ERROR);
	host_dial(&h);
	says(&h, "AT+SQNSD=1,1,5683,\"2001:db8::1\",0,16001,1,0\r", ERROR);
}
END_TEST

START_TEST(idle_close_may_be_off_from_the_start)
{
	config.no_idle_close = true;
	again();
	says(&h, "AT+SQNSD=1,1,5683,\"2001:db8::1\",0,16001,1,0\r", OK);
	host_wait(&h, 86400000);
	ck_assert_uint_eq(h.closed, 0);
}
END_TEST

START_TEST(extended_settings_may_go_with_a_reset)
{
	config.cfgext_lost = true;
	again();
	says(&h, "AT+SQNSCFGEXT=1,2,1,0,0,1\r", OK);
	host_ask(&h, "AT^RESET\r");
	host_wait(&h, 2000);
	ck_assert_ptr_nonnull(strstr(host_ask(&h, "AT+SQNSCFGEXT?\r"),
				     "+SQNSCFGEXT: 1,0,0,0,0,0,0,0\r\n"));
}
END_TEST

START_TEST(a_long_send_may_be_taken_and_cut)
{
	static char big[2001];

	memset(big, 'x', sizeof(big) - 1);
	config.long_sends = true;
	again();
	host_dial(&h);
	says(&h, "AT+SQNSSENDEXT=1,2000\r", "\r\n> ");
	says(&h, big, OK);
	ck_assert_uint_eq(h.last.bytes.len, 1500);
	ck_assert_uint_eq(host_violations(&h), 0);
}
END_TEST

START_TEST(a_LF_behind_the_CR_may_be_skipped)
{
	config.skip_lf = true;
	again();
	host_dial(&h);
	says(&h, "AT+SQNSSENDEXT=1,2\r\n", "\r\n> ");
	says(&h, "ab", OK);
	ck_assert_mem_eq(h.payload, "ab", 2);
	ck_assert_uint_eq(host_violations(&h), 0);
}
END_TEST

START_TEST(a_prompt_may_give_up)
{
	config.prompt_ends = true;
	again();
	host_dial(&h);
	says(&h, "AT+SQNSSENDEXT=1,2\r", "\r\n> ");
	h.len = 0;
	host_wait(&h, 30000);
	ck_assert_str_eq(h.heard, ERROR);
	says(&h, "AT\r", OK);
}
END_TEST

START_TEST(a_prompt_may_come_in_two_parts)
{
	config.split_prompt = true;
	again();
	host_dial(&h);
	host_write(&h, "AT+SQNSSENDEXT=1,2\r", 19);
	host_wait(&h, 5);
	ck_assert_str_eq(h.heard, "\r\n");
	host_wait(&h, 20);
	ck_assert_str_eq(h.heard, "\r\n> ");
	says(&h, "ab", OK);
	ck_assert_uint_eq(h.sent, 1);
}
END_TEST

START_TEST(NO_CARRIER_may_come_again_and_belong_to_nothing)
{
	config.stray_carrier = true;
	again();
	says(&h, "AT+SQNSD=1,1,5683,\"192.0.2.1\",0,16001,1,0\r",
	     "\r\nNO CARRIER\r\n");
	h.len = 0;
	host_wait(&h, 5000);
	ck_assert_str_eq(h.heard, "\r\nNO CARRIER\r\n");
}
END_TEST

START_TEST(a_source_may_stand_without_quotes)
{
	config.plain_source = true;
	config.colon_addresses = true;
	again();
	says(&h, "AT+SQNSD=1,1,5683,\"2001:db8::1\",0,16001,1,1\r", OK);
	host_receive(&h, "x");
	says(&h, "AT+SQNSRECV=1,1500\r",
	     "\r\n+SQNSRECV: 1,1,2001:0DB8:0000:0000:0000:0000:0000:0001"
	     ",5683\r\nx\r\n" OK);
}
END_TEST

START_TEST(states_have_six_or_seven_fields)
{
	config.states_form = SIM_STATES_SIX;
	again();
	host_dial(&h);
	ck_assert_ptr_nonnull(
		strstr(host_ask(&h, "AT+SQNSS=1\r"), ",5683\r\n"));
	config.states_form = SIM_STATES_SEVEN;
	config.profile = SIM_MONARCH1;
	again();
	host_dial(&h);
	ck_assert_ptr_nonnull(
		strstr(host_ask(&h, "AT+SQNSS=1\r"), ",5683,1\r\n"));
}
END_TEST

START_TEST(echo_may_be_off_after_a_boot)
{
	config.echo_off = true;
	again();
	host_ask(&h, "AT^RESET\r");
	host_wait(&h, 2000);
	says(&h, "AT\r", OK);
}
END_TEST

START_TEST(a_registration_may_flap_and_stands_all_the_while)
{
	config.cereg_flaps = true;
	config.registered = false;
	config.echo_off = true;
	again();
	says(&h, "AT+SQNSIMST=0\r", OK);
	says(&h, "AT+CEREG=1\r", OK);
	says(&h, "AT+CFUN=1\r", OK "\r\n+CEREG: 2\r\n");
	host_wait(&h, 500);
	host_dial(&h);
	h.len = 0;
	host_wait(&h, 10000);
	ck_assert_str_eq(h.heard, "\r\n+CEREG: 2\r\n\r\n+CEREG: 0\r\n"
				  "\r\n+CEREG: 3\r\n\r\n+CEREG: 2\r\n"
				  "\r\n+CEREG: 1\r\n");
	ck_assert_uint_eq(h.closed, 0);
}
END_TEST

START_TEST(out_of_coverage_may_be_2_at_once)
{
	config.no_80 = true;
	again();
	says(&h, "AT+CEREG=1\r", OK);
	h.len = 0;
	sim_modem_coverage(h.modem, false, h.now);
	host_wait(&h, 20000);
	ck_assert_str_eq(h.heard, "\r\n+CEREG: 2\r\n");
}
END_TEST

START_TEST(CEREG_may_take_8_s)
{
	config.slow_cereg = true;
	again();
	says(&h, "AT+CEREG?\r", "");
	host_wait(&h, 8000);
	ck_assert_str_eq(h.heard, "\r\n+CEREG: 0,1\r\n" OK);
}
END_TEST

START_TEST(names_may_not_be_known_or_late_only)
{
	static struct sim_name name = {.name = "a.example"};

	nb_addr_parse_host(&name.addr, "2001:db8::7", 11);
	config.names = &name;
	config.name_count = 1;
	config.late_aaaa = true;
	again();
	for (int i = 0; i < 3; i++)
		says(&h, "AT+SQNDNSLKUP=\"a.example\",1\r", ERROR);
	ck_assert_ptr_nonnull(
		strstr(host_ask(&h, "AT+SQNDNSLKUP=\"a.example\",1\r"),
		       "+SQNDNSLKUP: a.example,32.1."));
	config.no_dns = true;
	again();
	for (int i = 0; i < 9; i++)
		says(&h, "AT+SQNDNSLKUP=\"a.example\",1\r", ERROR);
}
END_TEST

START_TEST(the_first_line_after_a_pause_may_be_lost)
{
	config.deaf_after_sleep = true;
	again();
	host_wait(&h, 10000);
	says(&h, "AT\r", "");
	says(&h, "AT\r", OK);
	host_wait(&h, 5000);
	says(&h, "AT+NOSUCH\rAT\r", OK);
}
END_TEST

START_TEST(a_chatty_one_says_something_before_each_answer)
{
	config.chatty = true;
	again();
	says(&h, "AT+CSQ\r", "\r\n+CTZV: \"+04\"\r\n\r\n+CSQ: 20,99\r\n" OK);
	says(&h, "AT\r", "\r\n+CTZV: \"+04\"\r\n" OK);
	host_ask(&h, "AT+SQNSD=1,1,5683,\"2001:db8::1\",0,16001,1,0\r");
	says(&h, "AT+SQNSSENDEXT=1,2\r", "\r\n+CTZV: \"+04\"\r\n\r\n> ");
	says(&h, "ab", "\r\n+CTZV: \"+04\"\r\n" OK);
}
END_TEST

START_TEST(what_it_writes_may_come_a_few_bytes_at_a_time)
{
	uint8_t buf[64];

	config.split_writes = true;
	again();
	sim_modem_input_bytes(h.modem, "AT+CSQ\r", 7, 0);
	ck_assert_uint_le(sim_modem_output_bytes(h.modem, buf, 64, 50), 7);
}
END_TEST

START_TEST(a_network_that_denies_says_3_until_it_does_not)
{
	says(&h, "AT+CEREG=1\r", OK);
	host_dial(&h);
	h.len = 0;
	sim_modem_deny(h.modem, true, h.now);
	host_wait(&h, 100);
	ck_assert_str_eq(h.heard, "\r\n+SQNSH: 1\r\n\r\n+CEREG: 3\r\n");
	says(&h, "AT+CGPADDR=1\r", "\r\n+CGPADDR: 1\r\n" OK);
	h.len = 0;
	sim_modem_deny(h.modem, false, h.now);
	host_wait(&h, 30000);
	ck_assert_str_eq(h.heard, "\r\n+CEREG: 1\r\n");
}
END_TEST

START_TEST(a_prompt_can_be_lost_and_is_open)
{
	host_dial(&h);
	sim_modem_lose_prompt(h.modem);
	says(&h, "AT+SQNSSENDEXT=1,2\r", "");
	says(&h, "ab", OK);
	ck_assert_uint_eq(h.sent, 1);
}
END_TEST

START_TEST(a_crash_says_where_and_boots)
{
	h.len = 0;
	sim_modem_crash(h.modem, h.now);
	host_wait(&h, 2000);
	ck_assert_str_eq(h.heard, "\r\n^EXIT: File: rfcChar.c@107\r\n"
				  "\r\n+SYSSTART\r\n");
}
END_TEST

START_TEST(a_line_that_is_held_comes_later)
{
	sim_modem_hold(h.modem, true);
	says(&h, "AT\r", "");
	sim_modem_hold(h.modem, false);
	host_wait(&h, 1);
	ck_assert_str_eq(h.heard, OK);
}
END_TEST

START_TEST(what_a_hung_modem_did_not_hear_is_no_fault_of_the_host)
{
	host_dial(&h);
	says(&h, "AT+SQNSSENDEXT=1,5\r", "\r\n> ");
	sim_modem_hang(h.modem, true);
	says(&h, "hello", "");
	sim_modem_hang(h.modem, false);
	says(&h, "AT^RESET\r", OK ERROR);
	ck_assert_uint_eq(host_violations(&h), 0);
	says(&h, "AT\r", OK);
	says(&h, "nonsense\r", ERROR);
	ck_assert_uint_eq(host_violations(&h), 1);
}
END_TEST

START_TEST(noise_is_on_the_line_as_it_is)
{
	h.len = 0;
	sim_modem_noise(h.modem, "\xff~", 2, h.now);
	host_wait(&h, 1);
	ck_assert_str_eq(h.heard, "\xff~");
}
END_TEST

START_TEST(a_speed_is_kept_over_a_reset)
{
	sim_modem_set_baud(h.modem, 9600);
	says(&h, "AT+IPR?\r", "\r\n+IPR: 9600\r\n" OK);
	says(&h, "AT+IPR=921600\r", OK);
	sim_modem_reset(h.modem, h.now);
	ck_assert_uint_eq(sim_modem_baud(h.modem), 921600);
}
END_TEST

TCase *sim_quirks_case(void)
{
	TCase *c = tcase_create("quirks");

	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_test(c, a_local_port_may_be_busy_for_5_s_after_its_close);
	tcase_add_test(c, a_close_or_a_dial_may_be_refused_with_ERROR);
	tcase_add_test(c, idle_close_may_be_off_from_the_start);
	tcase_add_test(c, extended_settings_may_go_with_a_reset);
	tcase_add_test(c, a_long_send_may_be_taken_and_cut);
	tcase_add_test(c, a_LF_behind_the_CR_may_be_skipped);
	tcase_add_test(c, a_prompt_may_give_up);
	tcase_add_test(c, a_prompt_may_come_in_two_parts);
	tcase_add_test(c, NO_CARRIER_may_come_again_and_belong_to_nothing);
	tcase_add_test(c, a_source_may_stand_without_quotes);
	tcase_add_test(c, states_have_six_or_seven_fields);
	tcase_add_test(c, echo_may_be_off_after_a_boot);
	tcase_add_test(c, a_registration_may_flap_and_stands_all_the_while);
	tcase_add_test(c, out_of_coverage_may_be_2_at_once);
	tcase_add_test(c, CEREG_may_take_8_s);
	tcase_add_test(c, names_may_not_be_known_or_late_only);
	tcase_add_test(c, the_first_line_after_a_pause_may_be_lost);
	tcase_add_test(c, a_chatty_one_says_something_before_each_answer);
	tcase_add_test(c, what_it_writes_may_come_a_few_bytes_at_a_time);
	tcase_add_test(c, a_network_that_denies_says_3_until_it_does_not);
	tcase_add_test(c, a_prompt_can_be_lost_and_is_open);
	tcase_add_test(c, a_crash_says_where_and_boots);
	tcase_add_test(c, a_line_that_is_held_comes_later);
	tcase_add_test(c,
		       what_a_hung_modem_did_not_hear_is_no_fault_of_the_host);
	tcase_add_test(c, noise_is_on_the_line_as_it_is);
	tcase_add_test(c, a_speed_is_kept_over_a_reset);
	return c;
}
