/* Sockets: dialled, closed, told apart, their settings. */
#include "base/addr.h"
#include "unit/sim_host.h"
#include <string.h>

TCase *sim_sockets_case(void);

static struct host h;
static struct sim_config config;

static void setup(void)
{
	host_config(&config);
	host_open(&h, &config);
}

static void teardown(void)
{
	host_close(&h);
}

/* The same with another configuration. */
static void again(void)
{
	host_close(&h);
	host_open(&h, &config);
}

START_TEST(monarch1_dials_with_seven_or_eight_parameters)
{
	config.profile = SIM_MONARCH1;
	again();
	says(&h, "AT+SQNSD=1,1,5683,\"2001:db8::1\",0,16001,1\r", OK);
	says(&h, "AT+SQNSD=2,1,5683,\"2001:db8::1\",0,16002,1,0\r", OK);
	says(&h, "AT+SQNSD=3,1,5683,\"2001:db8::1\",0,16003,1,0,0\r", ERROR);
}
END_TEST

START_TEST(two_sockets_on_one_port_are_told_apart_by_their_peers)
{
	struct nb_addr second = host_peer();

	host_dial(&h);
	says(&h, "AT+SQNSD=2,1,5683,\"2001:db8::2\",0,16001,1,0\r", OK);
	second.ip[15] = 2;
	sim_modem_input_to_port(h.modem, 16001, &second, "x", 1, h.now);
	host_wait(&h, 50);
	says(&h, "AT+SQNSI=2\r", "\r\n+SQNSI: 2,0,1,1,0\r\n" OK);
	config.one_port_once = true;
	again();
	host_dial(&h);
	says(&h, "AT+SQNSD=2,1,5683,\"2001:db8::2\",0,16001,1,0\r", ERROR);
}
END_TEST

START_TEST(states_are_six_lines_with_shared_CRLF)
{
	host_dial(&h);
	says(&h, "AT+CGPIAF=1,0,0,1\r", OK);
	says(&h, "AT+SQNSS?\r",
	     "\r\n+SQNSS: 1,2,\"2001:db8:64:7::2\",16001,\"2001:db8::1\","
	     "5683,1\r\n+SQNSS: 2,0\r\n+SQNSS: 3,0\r\n+SQNSS: 4,0\r\n"
	     "+SQNSS: 5,0\r\n+SQNSS: 6,0\r\n" OK);
	says(&h, "AT+SQNSS=2\r", "\r\n+SQNSS: 2,0\r\n" OK);
}
END_TEST

START_TEST(dialling_an_open_socket_is_refused_and_counted)
{
	host_dial(&h);
	says(&h, "AT+SQNSD=1,1,5683,\"2001:db8::1\",0,16001,1,0\r", ERROR);
	ck_assert_str_eq(h.violation, "dial of an open socket");
	says(&h, "AT+SQNSH=1\r", OK);
	says(&h, "AT+SQNSH=1\r", OK);
	says(&h, "AT+SQNSD=1,1,5683,\"2001:db8::1\",0,16001,1,0\r", OK);
	ck_assert_uint_eq(h.opened, 2);
	ck_assert_uint_eq(h.closed, 1);
}
END_TEST

START_TEST(a_peer_of_a_family_without_address_is_no_carrier)
{
	says(&h, "AT+SQNSD=1,1,5683,\"192.0.2.1\",0,16001,1,0\r",
	     "\r\nNO CARRIER\r\n");
}
END_TEST

START_TEST(TCP_ends_in_no_carrier_after_its_connect_timeout)
{
	says(&h, "AT+SQNSCFG=1,1,300,90,10,50\r", OK);
	says(&h, "AT+SQNSD=1,0,80,\"2001:db8::1\",0,0,1\r", "");
	host_wait(&h, 1000);
	ck_assert_str_eq(h.heard, "\r\nNO CARRIER\r\n");
}
END_TEST

START_TEST(the_modem_chooses_a_local_port_when_none_is_asked_for)
{
	says(&h, "AT+SQNSD=1,1,5683,\"2001:db8::1\",,,1\r", OK);
	says(&h, "AT+SQNSSENDEXT=1,1\r", "\r\n> ");
	says(&h, "a", OK);
	ck_assert_uint_ge(h.last.local_port, 49152);
}
END_TEST

START_TEST(idle_close_comes_after_90_s_unless_it_is_set_to_0)
{
	says(&h, "AT+SQNSD=1,1,5683,\"2001:db8::1\",0,16001,1,0\r", OK);
	h.len = 0;
	host_wait(&h, 89000);
	ck_assert_str_eq(h.heard, "");
	host_wait(&h, 1000);
	ck_assert_str_eq(h.heard, "\r\n+SQNSH: 1\r\n");
	host_dial(&h);
	host_wait(&h, 86400000);
	ck_assert_str_eq(h.heard, OK);
}
END_TEST

START_TEST(extended_settings_outlive_a_reset_and_the_others_do_not)
{
	says(&h, "AT+SQNSCFG=1,1,0,0,600,50\r", OK);
	says(&h, "AT+SQNSCFGEXT=1,2,1,0,0,1\r", OK);
	says(&h, "AT^RESET\r", OK "\r\n+SHUTDOWN\r\n");
	host_wait(&h, 2000);
	says(&h, "ATE0\r", "ATE0\r" OK);
	ck_assert_ptr_nonnull(strstr(host_ask(&h, "AT+SQNSCFGEXT?\r"),
				     "\r\n+SQNSCFGEXT: 1,2,1,0,0,1,0,0\r\n"
				     "+SQNSCFGEXT: 2,0,0,0,0,0,0,0\r\n"));
	ck_assert_ptr_nonnull(strstr(host_ask(&h, "AT+SQNSCFG?\r"),
				     "\r\n+SQNSCFG: 1,1,300,90,600,50\r\n"));
}
END_TEST

START_TEST(a_listening_socket_hears_everybody)
{
	struct nb_addr peer = host_peer();

	says(&h, "AT+SQNSLUDP=5,2,5683\r", OK);
	says(&h, "AT+SQNSCFGEXT=5,1,0,0\r", OK);
	sim_modem_input_to_port(h.modem, 5683, &peer, "x", 1, h.now);
	host_wait(&h, 50);
	ck_assert_str_eq(h.heard, OK "\r\n+SQNSRING: 5,1\r\n");
	says(&h, "AT+SQNSLUDP=5,0\r", OK);
	ck_assert_uint_eq(h.closed, 1);
}
END_TEST

START_TEST(a_close_may_be_told_and_a_second_one_refused)
{
	config.close_urc = true;
	config.close_again = SIM_CLOSE_REFUSED;
	again();
	host_dial(&h);
	says(&h, "AT+SQNSH=1\r", "\r\n+SQNSH: 1\r\n" OK);
	says(&h, "AT+SQNSH=1\r", ERROR);
}
END_TEST

START_TEST(a_connect_timeout_is_0_or_a_second_and_more)
{
	says(&h, "AT+SQNSCFG=1,1,0,0,9,50\r", ERROR);
	says(&h, "AT+SQNSCFG=1,1,0,0,0,50\r", OK);
	says(&h, "AT+SQNSCFG=1,1,0,0,10,50\r", OK);
}
END_TEST

START_TEST(an_asynchronous_dial_is_told_after_OK)
{
	says(&h, "AT+SQNSD=1,1,5683,\"2001:db8::1\",0,16001,1,0,1\r",
	     OK "\r\n+SQNSD: 1,0\r\n");
}
END_TEST

TCase *sim_sockets_case(void)
{
	TCase *c = tcase_create("sockets");

	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_test(c, monarch1_dials_with_seven_or_eight_parameters);
	tcase_add_test(c,
		       two_sockets_on_one_port_are_told_apart_by_their_peers);
	tcase_add_test(c, states_are_six_lines_with_shared_CRLF);
	tcase_add_test(c, dialling_an_open_socket_is_refused_and_counted);
	tcase_add_test(c, a_peer_of_a_family_without_address_is_no_carrier);
	tcase_add_test(c, TCP_ends_in_no_carrier_after_its_connect_timeout);
	tcase_add_test(c,
		       the_modem_chooses_a_local_port_when_none_is_asked_for);
	tcase_add_test(c, idle_close_comes_after_90_s_unless_it_is_set_to_0);
	tcase_add_test(c,
		       extended_settings_outlive_a_reset_and_the_others_do_not);
	tcase_add_test(c, a_listening_socket_hears_everybody);
	tcase_add_test(c, a_close_may_be_told_and_a_second_one_refused);
	tcase_add_test(c, a_connect_timeout_is_0_or_a_second_and_more);
	tcase_add_test(c, an_asynchronous_dial_is_told_after_OK);
	return c;
}
