/* Boot, SIM card, registration, addresses, names. */
#include "base/addr.h"
#include "unit/sim_host.h"
#include <string.h>

TCase *sim_cell_case(void);

static struct host h;
static struct sim_config config;

/* Booted, in AT+CFUN=0, echo off. */
static void again(void)
{
	if (h.modem)
		host_close(&h);
	host_open(&h, &config);
	if (!config.registered && config.booted)
		says(&h, "ATE0\r", "ATE0\r" OK);
}

static void setup(void)
{
	h.modem = NULL;
	host_config(&config);
	config.registered = false;
	again();
}

static void teardown(void)
{
	host_close(&h);
}

START_TEST(a_boot_ends_in_SYSSTART_and_hears_nothing_before)
{
	config.booted = false;
	config.boot_time = 1000;
	again();
	host_write(&h, "AT\r", 3);
	host_wait(&h, 999);
	ck_assert_str_eq(h.heard, "");
	host_wait(&h, 1);
	ck_assert_str_eq(h.heard, "\r\n+SYSSTART\r\n");
	says(&h, "AT\r", "AT\r" OK);
}
END_TEST

START_TEST(a_boot_may_begin_with_a_NUL)
{
	config.booted = false;
	config.nul_at_start = true;
	again();
	host_wait(&h, 2000);
	ck_assert_uint_eq(h.len, 14);
	ck_assert_mem_eq(h.heard, "\0\r\n+SYSSTART\r\n", 14);
}
END_TEST

START_TEST(a_reset_by_command_says_OK_and_SHUTDOWN_and_boots)
{
	says(&h, "AT+CMEE=1\r", OK);
	host_ask(&h, "AT+CFUN=0,1\r");
	ck_assert_str_eq(h.heard, OK "\r\n+SHUTDOWN\r\n");
	host_wait(&h, 1270);
	ck_assert_str_eq(h.heard, OK "\r\n+SHUTDOWN\r\n\r\n+SYSSTART\r\n");
	says(&h, "AT+CMEE?\r", "AT+CMEE?\r\r\n+CMEE: 0\r\n" OK);
	ck_assert_uint_eq(sim_modem_counters(h.modem)->boots, 1);
}
END_TEST

START_TEST(a_modem_that_was_shut_down_needs_a_reset)
{
	says(&h, "AT+SQNSSHDN\r", OK "\r\n+SHUTDOWN\r\n");
	host_wait(&h, 60000);
	says(&h, "AT\r", "");
	sim_modem_reset(h.modem, h.now);
	host_wait(&h, 2000);
	ck_assert_str_eq(h.heard, "\r\n+SYSSTART\r\n");
}
END_TEST

START_TEST(a_reset_by_itself_closes_sockets_without_a_word)
{
	config.registered = true;
	again();
	host_dial(&h);
	h.len = 0;
	sim_modem_reset(h.modem, h.now);
	host_wait(&h, 2000);
	ck_assert_str_eq(h.heard, "\r\n+SYSSTART\r\n");
	ck_assert_uint_eq(h.closed, 1);
}
END_TEST

START_TEST(registration_is_told_as_it_goes)
{
	says(&h, "AT+SQNSIMST=0\r", OK);
	says(&h, "AT+CEREG=2\r", OK);
	says(&h, "AT+CEREG?\r", "\r\n+CEREG: 2,0\r\n" OK);
	says(&h, "AT+CFUN=1\r", OK "\r\n+CEREG: 2\r\n");
	h.len = 0;
	host_wait(&h, 500);
	ck_assert_str_eq(h.heard, "\r\n+CEREG: 1,\"9FC5\",\"011FCC67\",9\r\n");
	says(&h, "AT+CEREG?\r",
	     "\r\n+CEREG: 2,1,\"9FC5\",\"011FCC67\",9\r\n" OK);
	says(&h, "AT+CFUN=4\r", "\r\n+CEREG: 0\r\n" OK);
}
END_TEST

START_TEST(a_cell_is_told_only_to_who_asked_for_it)
{
	says(&h, "AT+SQNSIMST=0\r", OK);
	says(&h, "AT+CEREG=1\r", OK);
	says(&h, "AT+CFUN=1\r", OK "\r\n+CEREG: 2\r\n");
	h.len = 0;
	host_wait(&h, 500);
	ck_assert_str_eq(h.heard, "\r\n+CEREG: 1\r\n");
	says(&h, "AT+CEREG?\r", "\r\n+CEREG: 1,1\r\n" OK);
}
END_TEST

START_TEST(out_of_coverage_is_80_then_2_and_keeps_sockets_and_address)
{
	config.registered = true;
	again();
	host_dial(&h);
	says(&h, "AT+CEREG=1\r", OK);
	h.len = 0;
	sim_modem_coverage(h.modem, false, h.now);
	host_wait(&h, 10000);
	ck_assert_str_eq(h.heard, "\r\n+CEREG: 80\r\n\r\n+CEREG: 2\r\n");
	says(&h, "AT+CSQ\r", "\r\n+CSQ: 99,99\r\n" OK);
	says(&h, "AT+SQNSSENDEXT=1,1\r", "\r\n> ");
	says(&h, "a", OK);
	ck_assert_uint_eq(h.sent, 0);
	ck_assert_uint_eq(sim_modem_counters(h.modem)->lost, 1);
	h.len = 0;
	sim_modem_coverage(h.modem, true, h.now);
	host_wait(&h, 500);
	ck_assert_str_eq(h.heard, "\r\n+CEREG: 1\r\n");
	ck_assert_uint_eq(h.closed, 0);
	ck_assert_uint_eq(sim_modem_counters(h.modem)->attaches, 1);
}
END_TEST

START_TEST(a_short_loss_of_coverage_is_80_and_back)
{
	config.registered = true;
	again();
	says(&h, "AT+CEREG=1\r", OK);
	h.len = 0;
	sim_modem_coverage(h.modem, false, h.now);
	host_wait(&h, 100);
	sim_modem_coverage(h.modem, true, h.now);
	host_wait(&h, 60000);
	ck_assert_str_eq(h.heard, "\r\n+CEREG: 80\r\n\r\n+CEREG: 1\r\n");
}
END_TEST

START_TEST(a_detach_closes_the_sockets_and_tells_them)
{
	config.registered = true;
	again();
	host_dial(&h);
	says(&h, "AT+CFUN=0\r", "\r\n+SQNSH: 1\r\n" OK);
	says(&h, "AT+CGPADDR=1\r", "\r\n+CGPADDR: 1\r\n" OK);
	says(&h, "AT+SQNSD=1,1,5683,\"2001:db8::1\",0,16001,1,0\r", ERROR);
}
END_TEST

START_TEST(addresses_are_dotted_until_CGPIAF_says_otherwise)
{
	config.registered = true;
	nb_addr_parse_host(&config.address[1], "10.1.2.3", 8);
	again();
	says(&h, "AT+CGPADDR=1\r",
	     "\r\n+CGPADDR: 1,\"10.1.2.3\","
	     "\"32.1.13.184.0.100.0.7.0.0.0.0.0.0.0.2\"\r\n" OK);
	says(&h, "AT+CGPIAF=1,0,1,0\r", OK);
	says(&h, "AT+CGPADDR\r",
	     "\r\n+CGPADDR: 1,\"10.1.2.3\","
	     "\"2001:0DB8:0064:0007:0000:0000:0000:0002\"\r\n" OK);
	says(&h, "AT+CGPIAF?\r", "\r\n+CGPIAF: 1,0,1,0\r\n" OK);
}
END_TEST

START_TEST(the_context_decides_which_addresses_are_given)
{
	nb_addr_parse_host(&config.address[1], "10.1.2.3", 8);
	again();
	says(&h, "AT+SQNSIMST=0\r", OK);
	says(&h, "AT+CGDCONT=1,\"IPV6\",\"iot\"\r", OK);
	says(&h, "AT+CGDCONT?\r",
	     "\r\n+CGDCONT: 1,\"IPV6\",\"iot\",,,,0,0,0,0,0,0,1,,0\r\n" OK);
	says(&h, "AT+CFUN=1\r", OK);
	host_wait(&h, 1000);
	says(&h, "AT+CGPADDR=1\r",
	     "\r\n+CGPADDR: "
	     "1,\"32.1.13.184.0.100.0.7.0.0.0.0.0.0.0.2\"\r\n" OK);
	says(&h, "AT+CGDCONT=1,\"PPP\"\r", ERROR);
}
END_TEST

START_TEST(an_IPv6_address_is_link_local_until_the_prefix_is_announced)
{
	config.registered = true;
	config.address_time = 3000;
	again();
	says(&h, "AT+CGPADDR=1\r",
	     "\r\n+CGPADDR: 1,\"254.128.0.0.0.0.0.0.0.0.0.0.0.0.0.1\"\r\n" OK);
	host_wait(&h, 3000);
	says(&h, "AT+CGPADDR=1\r",
	     "\r\n+CGPADDR: "
	     "1,\"32.1.13.184.0.100.0.7.0.0.0.0.0.0.0.2\"\r\n" OK);
}
END_TEST

START_TEST(the_card_asks_for_its_PIN_and_counts_wrong_tries)
{
	strcpy(config.pin, "1234");
	again();
	says(&h, "AT+CMEE=1\r", OK);
	says(&h, "AT+SQNSIMST=0\r", OK);
	says(&h, "AT+CPIN?\r", "\r\n+CME ERROR: 10\r\n");
	says(&h, "AT+CFUN=1\r", OK);
	says(&h, "AT+CPIN?\r", "\r\n+CPIN: SIM PIN\r\n" OK);
	says(&h, "AT+CIMI\r", "\r\n+CME ERROR: 11\r\n");
	says(&h, "AT+CPIN=\"0000\"\r", "\r\n+CME ERROR: 16\r\n");
	host_wait(&h, 5000);
	says(&h, "AT+CEREG?\r", "\r\n+CEREG: 0,0\r\n" OK);
	says(&h, "AT+CPIN=1234\r", OK);
	says(&h, "AT+CPIN?\r", "\r\n+CPIN: READY\r\n" OK);
	host_wait(&h, 1000);
	says(&h, "AT+CEREG?\r", "\r\n+CEREG: 0,1\r\n" OK);
	ck_assert_uint_eq(sim_modem_counters(h.modem)->wrong_pins, 1);
}
END_TEST

START_TEST(three_wrong_PINs_lock_the_card_over_a_reset)
{
	strcpy(config.pin, "1234");
	again();
	says(&h, "AT+CMEE=1\r", OK);
	says(&h, "AT+CFUN=4\r", "\r\n+SQNSIMST: 1\r\n" OK);
	says(&h, "AT+CPIN=1\r", "\r\n+CME ERROR: 16\r\n");
	says(&h, "AT+CPIN=1\r", "\r\n+CME ERROR: 16\r\n");
	says(&h, "AT+CPIN=1\r", "\r\n+CME ERROR: 12\r\n");
	says(&h, "AT+CPIN?\r", "\r\n+CPIN: SIM PUK\r\n" OK);
	host_ask(&h, "AT^RESET\r");
	host_wait(&h, 2000);
	says(&h, "ATE0\r", "ATE0\r" OK);
	says(&h, "AT+CFUN=4\r", "\r\n+SQNSIMST: 1\r\n" OK);
	says(&h, "AT+CPIN=1234\r", ERROR);
	says(&h, "AT+CPIN?\r", "\r\n+CPIN: SIM PUK\r\n" OK);
}
END_TEST

START_TEST(the_technology_changes_with_CFUN_0_and_a_reset)
{
	config.registered = true;
	again();
	says(&h, "AT+CMEE=1\r", OK);
	says(&h, "AT+SQNMODEACTIVE?\r", "\r\n+SQNMODEACTIVE: 2\r\n" OK);
	says(&h, "AT+SQNMODEACTIVE=1\r", "\r\n+CME ERROR: 591\r\n");
	says(&h, "AT+CFUN=0\r", OK);
	says(&h, "AT+SQNMODEACTIVE=1\r", OK);
	says(&h, "AT+SQNMODEACTIVE?\r", "\r\n+SQNMODEACTIVE: 2\r\n" OK);
	host_ask(&h, "AT^RESET\r");
	host_wait(&h, 2000);
	says(&h, "ATE0\r", "ATE0\r" OK);
	says(&h, "AT+SQNMODEACTIVE?\r", "\r\n+SQNMODEACTIVE: 1\r\n" OK);
}
END_TEST

START_TEST(COPS_blocks_until_the_modem_is_registered)
{
	says(&h, "AT+SQNSIMST=0\r", OK);
	says(&h, "AT+CFUN=1\r", OK);
	says(&h, "AT+COPS=0\r", "");
	host_wait(&h, 600);
	ck_assert_str_eq(h.heard, OK);
	says(&h, "AT+COPS=3,2\r", OK);
	says(&h, "AT+COPS?\r", "\r\n+COPS: 0,2,\"00101\",9\r\n" OK);
	says(&h, "AT+CGATT?\r", "\r\n+CGATT: 1\r\n" OK);
	says(&h, "AT+CGACT?\r", "\r\n+CGACT: 1,1\r\n" OK);
}
END_TEST

START_TEST(COPS_gives_up_after_three_minutes_without_a_cell)
{
	says(&h, "AT+SQNSIMST=0\r", OK);
	says(&h, "AT+CMEE=1\r", OK);
	sim_modem_coverage(h.modem, false, h.now);
	says(&h, "AT+CFUN=1\r", OK);
	says(&h, "AT+COPS=0\r", "");
	host_wait(&h, 179000);
	ck_assert_str_eq(h.heard, "");
	host_wait(&h, 2000);
	ck_assert_str_eq(h.heard, "\r\n+CME ERROR: 30\r\n");
}
END_TEST

START_TEST(the_host_may_choose_the_operator)
{
	config.registered = true;
	again();
	says(&h, "AT+CMEE=1\r", OK);
	says(&h, "AT+COPS=1,2,\"00101\"\r", "");
	host_wait(&h, 1000);
	ck_assert_str_eq(h.heard, OK);
	says(&h, "AT+COPS=3,2\r", OK);
	says(&h, "AT+COPS?\r", "\r\n+COPS: 1,2,\"00101\",9\r\n" OK);
	says(&h, "AT+COPS=1,2,\"26201\"\r", "");
	host_wait(&h, 181000);
	ck_assert_str_eq(h.heard, "\r\n+CME ERROR: 30\r\n");
	says(&h, "AT+COPS?\r", "\r\n+COPS: 1\r\n" OK);
	says(&h, "AT+COPS=0\r", "");
	host_wait(&h, 1000);
	ck_assert_str_eq(h.heard, OK);
}
END_TEST

START_TEST(an_APN_may_ask_who_comes)
{
	strcpy(config.apn_user, "me");
	strcpy(config.apn_password, "secret");
	again();
	says(&h, "AT+SQNSIMST=0\r", OK);
	says(&h, "AT+CGAUTH=1,1,\"me\",\"wrong\"\r", OK);
	host_ask(&h, "AT+CFUN=1\r");
	host_wait(&h, 1000);
	says(&h, "AT+CGPADDR=1\r", "\r\n+CGPADDR: 1\r\n" OK);
	says(&h, "AT+CFUN=0\r", OK);
	says(&h, "AT+CGAUTH=1,2,\"me\",\"secret\"\r", OK);
	says(&h, "AT+CGAUTH?\r", "\r\n+CGAUTH: 1,2,\"me\",\"secret\"\r\n" OK);
	host_ask(&h, "AT+CFUN=1\r");
	host_wait(&h, 1000);
	ck_assert_ptr_nonnull(
		strstr(host_ask(&h, "AT+CGPADDR=1\r"), "1,\"32.1."));
}
END_TEST

START_TEST(names_are_looked_up_by_family_and_told_unquoted)
{
	static struct sim_name names[] = {
		{.name = "a.example"},
		{.name = "a.example"},
		{.name = "a.example"},
	};

	nb_addr_parse_host(&names[0].addr, "192.0.2.7", 9);
	nb_addr_parse_host(&names[1].addr, "2001:db8::7", 11);
	nb_addr_parse_host(&names[2].addr, "192.0.2.8", 9);
	config.registered = true;
	config.names = names;
	config.name_count = 3;
	again();
	says(&h, "AT+SQNDNSLKUP=\"A.example\"\r",
	     "\r\n+SQNDNSLKUP: A.example,192.0.2.7,192.0.2.8\r\n" OK);
	says(&h, "AT+CGPIAF=1,0,1,0\r", OK);
	says(&h, "AT+SQNDNSLKUP=\"a.example\",1\r",
	     "\r\n+SQNDNSLKUP: a.example,"
	     "2001:0DB8:0000:0000:0000:0000:0000:0007\r\n" OK);
	says(&h, "AT+SQNDNSLKUP=\"b.example\"\r", ERROR);
	says(&h, "AT+SQNSD=1,1,5683,\"a.example\",0,16001,1,0\r", OK);
	says(&h, "AT+SQNSD=2,1,5683,\"b.example\",0,16001,1,0\r",
	     "\r\nNO CARRIER\r\n");
}
END_TEST

START_TEST(a_ping_tells_each_echo_and_then_OK)
{
	config.registered = true;
	again();
	says(&h, "AT+CGPIAF=1,0,0,1\r", OK);
	host_ask(&h, "AT+PING=\"2001:db8::1\",2\r");
	ck_assert_str_eq(h.heard, "\r\n+PING: 1,2001:db8::1,20,57\r\n");
	host_wait(&h, 1000);
	ck_assert_str_eq(h.heard, "\r\n+PING: 1,2001:db8::1,20,57\r\n"
				  "+PING: 2,2001:db8::1,20,57\r\n" OK);
}
END_TEST

START_TEST(the_clock_is_1970_until_the_network_has_told_it)
{
	config.epoch_s = 1784894400; /* 2026-07-24 12:00:00 */
	again();
	says(&h, "AT+CCLK?\r", "\r\n+CCLK: \"70/01/01,00:00:00+00\"\r\n" OK);
	config.registered = true;
	again();
	says(&h, "AT+CCLK?\r", "\r\n+CCLK: \"26/07/24,12:00:00+00\"\r\n" OK);
}
END_TEST

START_TEST(settings_are_given_back_as_they_were_written)
{
	says(&h, "AT+IPR?\r", "\r\n+IPR: 115200\r\n" OK);
	says(&h, "AT+IPR=921600\r", OK);
	host_ask(&h, "AT^RESET\r");
	host_wait(&h, 2000);
	says(&h, "ATE0\r", "ATE0\r" OK);
	says(&h, "AT+IPR?\r", "\r\n+IPR: 921600\r\n" OK);
	says(&h, "AT+IFC?\r", "\r\n+IFC: 2,2\r\n" OK);
	says(&h, "AT+SQNBANDSEL=1,\"standard\",\"8,20\"\r", OK);
	ck_assert_ptr_nonnull(strstr(host_ask(&h, "AT+SQNBANDSEL?\r"),
				     "+SQNBANDSEL: 1,standard,\"8,20\"\r\n"));
	says(&h, "AT&F\r", "");
	host_wait(&h, 10000);
	ck_assert_str_eq(h.heard, OK);
	says(&h, "AT\r", "AT\r" OK);
}
END_TEST

TCase *sim_cell_case(void)
{
	TCase *c = tcase_create("cell");

	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_test(c, a_boot_ends_in_SYSSTART_and_hears_nothing_before);
	tcase_add_test(c, a_boot_may_begin_with_a_NUL);
	tcase_add_test(c, a_reset_by_command_says_OK_and_SHUTDOWN_and_boots);
	tcase_add_test(c, a_modem_that_was_shut_down_needs_a_reset);
	tcase_add_test(c, a_reset_by_itself_closes_sockets_without_a_word);
	tcase_add_test(c, registration_is_told_as_it_goes);
	tcase_add_test(c, a_cell_is_told_only_to_who_asked_for_it);
	tcase_add_test(
		c, out_of_coverage_is_80_then_2_and_keeps_sockets_and_address);
	tcase_add_test(c, a_short_loss_of_coverage_is_80_and_back);
	tcase_add_test(c, a_detach_closes_the_sockets_and_tells_them);
	tcase_add_test(c, addresses_are_dotted_until_CGPIAF_says_otherwise);
	tcase_add_test(c, the_context_decides_which_addresses_are_given);
	tcase_add_test(
		c, an_IPv6_address_is_link_local_until_the_prefix_is_announced);
	tcase_add_test(c, the_card_asks_for_its_PIN_and_counts_wrong_tries);
	tcase_add_test(c, three_wrong_PINs_lock_the_card_over_a_reset);
	tcase_add_test(c, the_technology_changes_with_CFUN_0_and_a_reset);
	tcase_add_test(c, COPS_blocks_until_the_modem_is_registered);
	tcase_add_test(c, COPS_gives_up_after_three_minutes_without_a_cell);
	tcase_add_test(c, the_host_may_choose_the_operator);
	tcase_add_test(c, an_APN_may_ask_who_comes);
	tcase_add_test(c, names_are_looked_up_by_family_and_told_unquoted);
	tcase_add_test(c, a_ping_tells_each_echo_and_then_OK);
	tcase_add_test(c, the_clock_is_1970_until_the_network_has_told_it);
	tcase_add_test(c, settings_are_given_back_as_they_were_written);
	return c;
}
