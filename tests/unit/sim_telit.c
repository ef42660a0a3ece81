/* The simulated Telit, line by line. */
#include "unit/sim_host.h"

#include <string.h>

TCase *sim_telit_case(void);

static struct sim_config config;
static struct host host;

static void setup(void)
{
	host_config(&config);
	config.profile = SIM_TELIT;
	host_open(&host, &config);
	host_ask(&host, "ATE0\r");
	host_ask(&host, "AT+CMEE=1\r");
}

static void teardown(void)
{
	host_close(&host);
}

static void attach(void)
{
	host_ask(&host, "AT+CFUN=1\r");
	host_wait(&host, 60000);
}

static void asked(const char *line, const char *answer)
{
	ck_assert_str_eq(host_ask(&host, line), answer);
}

START_TEST(it_says_who_it_is)
{
	asked("AT+CGMI\r", "\r\nTelit\r\n\r\nOK\r\n");
	asked("AT+CGMM\r", "\r\nME310G1-WW\r\n\r\nOK\r\n");
	asked("AT#CCID\r",
	      "\r\n#CCID: \"8900100000000000017\",\"\"\r\n\r\nOK\r\n");
}
END_TEST

START_TEST(it_knows_no_word_of_sequans)
{
	ck_assert_ptr_null(host.violation);
	asked("AT+SQNSS?\r", "\r\n+CME ERROR: 4\r\n");
	ck_assert_str_eq(host.violation, "unknown command");
	asked("AT^RESET\r", "\r\n+CME ERROR: 4\r\n");
}
END_TEST

START_TEST(sequans_knows_no_word_of_it)
{
	host_close(&host);
	config.profile = SIM_MONARCH2;
	host_open(&host, &config);
	host_ask(&host, "ATE0\r");
	asked("AT#SS\r", "\r\nERROR\r\n");
	ck_assert_str_eq(host.violation, "unknown command");
}
END_TEST

START_TEST(sockets_need_an_active_context)
{
	attach();
	asked("AT#SD=1,1,5683,\"2001:db8::1\",0,16001,1\r",
	      "\r\n+CME ERROR: 3\r\n");
	ck_assert_ptr_nonnull(
		strstr(host_ask(&host, "AT#SGACT=1,1\r"), "\r\n#SGACT: "));
	asked("AT#SGACT=1,1\r", "\r\n+CME ERROR: 3\r\n");
	asked("AT#SGACT?\r", "\r\n#SGACT: 1,1\r\n\r\nOK\r\n");
	asked("AT#SD=1,1,5683,\"2001:db8::1\",0,16001,1\r", "\r\nOK\r\n");
	asked("AT#SI=1\r", "\r\n#SI: 1,0,0,0,0\r\n\r\nOK\r\n");
	asked("AT#SH=1\r", "\r\nOK\r\n");
}
END_TEST

START_TEST(a_dial_has_seven_parameters_at_most)
{
	attach();
	host_ask(&host, "AT#SGACT=1,1\r");
	asked("AT#SD=1,1,5683,\"2001:db8::1\",0,16001,1,2\r",
	      "\r\n+CME ERROR: 50\r\n");
}
END_TEST

START_TEST(a_close_is_no_carrier_with_its_number_if_asked_for)
{
	attach();
	host_ask(&host, "AT#SGACT=1,1\r");
	if (_i)
		asked("AT#SCFGEXT2=1,0,0,0,0,1\r", "\r\nOK\r\n");
	asked("AT#SD=1,1,5683,\"2001:db8::1\",0,16001,1\r", "\r\nOK\r\n");
	host_write(&host, "", 0);
	sim_modem_close_socket(host.modem, 1, host.now);
	host_wait(&host, 10);
	ck_assert_str_eq(host.heard,
			 _i ? "\r\nNO CARRIER: 1\r\n" : "\r\nNO CARRIER\r\n");
}
END_TEST

START_TEST(it_boots_without_a_word)
{
	host_ask(&host, "AT#REBOOT\r");
	ck_assert_str_eq(host.heard, "\r\nOK\r\n");
	host_wait(&host, 60000);
	ck_assert_str_eq(host.heard, "\r\nOK\r\n");
	asked("AT\r", "AT\r\r\nOK\r\n");
}
END_TEST

TCase *sim_telit_case(void)
{
	TCase *t = tcase_create("telit");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, it_says_who_it_is);
	tcase_add_test(t, it_knows_no_word_of_sequans);
	tcase_add_test(t, sequans_knows_no_word_of_it);
	tcase_add_test(t, sockets_need_an_active_context);
	tcase_add_test(t, a_dial_has_seven_parameters_at_most);
	tcase_add_loop_test(
		t, a_close_is_no_carrier_with_its_number_if_asked_for, 0, 2);
	tcase_add_test(t, it_boots_without_a_word);
	return t;
}
