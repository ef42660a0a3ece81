/* PSM, eDRX and release assistance, as the host sees them. */
#include "sim/sleep.h"
#include "unit/sim_host.h"
#include <string.h>

TCase *sim_saving_case(void);

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

#define CELL "\"9FC5\",\"011FCC67\",9"

START_TEST(timers_are_read_from_their_bits)
{
	ck_assert_int_eq(sim_sleep_active("00000101"), 10000);
	ck_assert_int_eq(sim_sleep_active("00100010"), 120000);
	ck_assert_int_eq(sim_sleep_active("01000001"), 360000);
	ck_assert_int_eq(sim_sleep_active("11100001"), NB_NEVER);
	ck_assert_int_eq(sim_sleep_active("0000010"), NB_NEVER);
	ck_assert_int_eq(sim_sleep_active("00000102"), NB_NEVER);
	ck_assert_int_eq(sim_sleep_update("00000001"), 600000);
	ck_assert_int_eq(sim_sleep_update("01100011"), 6000);
	ck_assert_int_eq(sim_sleep_update("11000001"), 1152000000);
	ck_assert_int_eq(sim_sleep_update("11111111"), NB_NEVER);
	ck_assert_int_eq(sim_sleep_cycle("0101", true), 81920);
	ck_assert_int_eq(sim_sleep_cycle("0000", false), 5120);
	ck_assert_int_eq(sim_sleep_cycle("", true), 0);
	ck_assert_int_eq(sim_sleep_window("0011", true), 10240);
	ck_assert_int_eq(sim_sleep_window("0011", false), 5120);
}
END_TEST

START_TEST(granted_timers_come_with_CEREG_4)
{
	config.roaming = true;
	again();
	says(&h, "AT+CPSMS?\r", "\r\n+CPSMS: 0,,,\"\",\"\"\r\n" OK);
	says(&h, "AT+CPSMS=1,,,\"00000110\",\"00000101\"\r", OK);
	says(&h, "AT+CPSMS?\r",
	     "\r\n+CPSMS: 1,,,\"00000110\",\"00000101\"\r\n" OK);
	says(&h, "AT+CEREG=4\r", OK);
	says(&h, "AT+CEREG?\r",
	     "\r\n+CEREG: 4,5," CELL ",,,\"00000101\",\"00000110\"\r\n" OK);
	says(&h, "AT+CPSMS=2\r", OK);
	says(&h, "AT+CEREG?\r", "\r\n+CEREG: 4,5," CELL "\r\n" OK);
	says(&h, "AT+CPSMS?\r", "\r\n+CPSMS: 0,,,\"\",\"\"\r\n" OK);
}
END_TEST

START_TEST(the_network_may_grant_other_timers_or_none)
{
	strcpy(config.grant.active, "00100001");
	strcpy(config.grant.tau, "00100011");
	again();
	says(&h, "AT+CPSMS=1,,,\"00000110\",\"00000101\"\r", OK);
	says(&h, "AT+CEREG=4\r", OK);
	says(&h, "AT+CEREG?\r",
	     "\r\n+CEREG: 4,1," CELL ",,,\"00100001\",\"00100011\"\r\n" OK);
	config.no_psm = true;
	again();
	says(&h, "AT+CPSMS=1,,,\"00000110\",\"00000101\"\r", OK);
	says(&h, "AT+CEREG=4\r", OK);
	says(&h, "AT+CEREG?\r", "\r\n+CEREG: 4,1," CELL "\r\n" OK);
}
END_TEST

START_TEST(PSM_is_asked_for_again_at_each_attach)
{
	says(&h, "AT+CPSMS=1\r", OK);
	says(&h, "AT+CEREG=4\r", OK);
	says(&h, "AT+CFUN=0\r", "\r\n+CEREG: 0\r\n" OK);
	says(&h, "AT+SQNSIMST=0\r", OK);
	host_ask(&h, "AT+CFUN=1\r");
	host_wait(&h, 1000);
	ck_assert_ptr_nonnull(strstr(
		h.heard, "+CEREG: 1," CELL ",,,\"00000101\",\"00100001\"\r\n"));
}
END_TEST

START_TEST(eDRX_is_read_back_for_each_technology)
{
	says(&h, "AT+CEDRXS?\r", OK);
	says(&h, "AT+CEDRXRDP\r", "\r\n+CEDRXRDP: 0\r\n" OK);
	says(&h, "AT+CEDRXS=1,4,\"0010\"\r", OK);
	says(&h, "AT+CEDRXS=1,5,\"0101\"\r", OK);
	says(&h, "AT+CEDRXS?\r",
	     "\r\n+CEDRXS: 4,\"0010\"\r\n"
	     "+CEDRXS: 5,\"0101\"\r\n" OK);
	says(&h, "AT+CEDRXRDP\r",
	     "\r\n+CEDRXRDP: 5,\"0101\",\"0101\",\"0111\"\r\n" OK);
	says(&h, "AT+CEDRXS=0\r", OK);
	says(&h, "AT+CEDRXRDP\r", "\r\n+CEDRXRDP: 0\r\n" OK);
}
END_TEST

START_TEST(granted_eDRX_is_told_to_who_wants_it)
{
	strcpy(config.grant.edrx, "0010");
	strcpy(config.grant.window, "0001");
	again();
	says(&h, "AT+SQNEDRX=2,5,\"0101\",\"0011\"\r",
	     "\r\n+CEDRXP: 5,\"0101\",\"0010\",\"0001\"\r\n" OK);
	says(&h, "AT+SQNEDRX?\r",
	     "\r\n+SQNEDRX: 0,4,\"\",\"\"\r\n"
	     "+SQNEDRX: 2,5,\"0101\",\"0011\"\r\n" OK);
	config.no_edrx = true;
	again();
	says(&h, "AT+SQNEDRX=2,5,\"0101\",\"0011\"\r", OK);
	says(&h, "AT+CEDRXRDP\r", "\r\n+CEDRXRDP: 0\r\n" OK);
}
END_TEST

START_TEST(a_ring_comes_when_the_page_is_heard)
{
	struct nb_addr peer = host_peer();

	config.rrc_tail = 1000;
	again();
	host_dial(&h);
	says(&h, "AT+SQNEDRX=1,5,\"0010\",\"0000\"\r", OK);
	h.len = 0;
	host_wait(&h, 10000);
	sim_modem_input_to_port(h.modem, 16001, &peer, "x", 1, h.now);
	host_wait(&h, 5000);
	ck_assert_str_eq(h.heard, "");
	host_wait(&h, 20480);
	ck_assert_str_eq(h.heard, "\r\n+SQNSRING: 1,1\r\n");
}
END_TEST

START_TEST(during_PSM_a_datagram_waits_for_one_that_goes_up)
{
	struct nb_addr peer = host_peer();

	config.rrc_tail = 1000;
	again();
	host_dial(&h);
	says(&h, "AT+CPSMS=1,,,\"00100001\",\"00000001\"\r", OK);
	host_wait(&h, 5000);
	h.len = 0;
	sim_modem_input_to_port(h.modem, 16001, &peer, "x", 1, h.now);
	host_wait(&h, 3000000);
	ck_assert_str_eq(h.heard, "");
	says(&h, "AT+SQNSSENDEXT=1,1\r", "\r\n> ");
	says(&h, "a", OK "\r\n+SQNSRING: 1,1\r\n");
}
END_TEST

/* How often the radio was set up for two datagrams, the first with RAI 1. */
static uint64_t setups_with_release(void)
{
	config.rrc_tail = 10000;
	again();
	host_dial(&h);
	says(&h, "AT+SQNSSENDEXT=1,1,1\r", "\r\n> ");
	says(&h, "a", OK);
	says(&h, "AT+SQNSSENDEXT=1,1,0\r", "\r\n> ");
	says(&h, "b", OK);
	return sim_modem_counters(h.modem)->rrc_setups;
}

START_TEST(release_assistance_works_in_NB_IoT_and_is_ignored_in_LTE_M)
{
	ck_assert_uint_eq(setups_with_release(), 2);
	config.lte_m = true;
	ck_assert_uint_eq(setups_with_release(), 1);
}
END_TEST

START_TEST(the_network_may_ignore_release_assistance)
{
	config.rai_ignored = true;
	ck_assert_uint_eq(setups_with_release(), 1);
}
END_TEST

START_TEST(release_assistance_is_monarch2s_and_not_of_every_firmware)
{
	host_dial(&h);
	says(&h, "AT+SQNSSENDEXT=1,1,2\r", "\r\n> ");
	says(&h, "a", OK);
	config.no_rai = true;
	again();
	host_dial(&h);
	says(&h, "AT+SQNSSENDEXT=1,1,0\r", ERROR);
	ck_assert_uint_eq(host_violations(&h), 0);
	config.profile = SIM_MONARCH1;
	again();
	host_dial(&h);
	says(&h, "AT+SQNSSENDEXT=1,1,2\r", ERROR);
	ck_assert_uint_eq(host_violations(&h), 1);
}
END_TEST

TCase *sim_saving_case(void)
{
	TCase *c = tcase_create("saving");

	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_test(c, timers_are_read_from_their_bits);
	tcase_add_test(c, granted_timers_come_with_CEREG_4);
	tcase_add_test(c, the_network_may_grant_other_timers_or_none);
	tcase_add_test(c, PSM_is_asked_for_again_at_each_attach);
	tcase_add_test(c, eDRX_is_read_back_for_each_technology);
	tcase_add_test(c, granted_eDRX_is_told_to_who_wants_it);
	tcase_add_test(c, a_ring_comes_when_the_page_is_heard);
	tcase_add_test(c, during_PSM_a_datagram_waits_for_one_that_goes_up);
	tcase_add_test(
		c, release_assistance_works_in_NB_IoT_and_is_ignored_in_LTE_M);
	tcase_add_test(c, the_network_may_ignore_release_assistance);
	tcase_add_test(
		c, release_assistance_is_monarch2s_and_not_of_every_firmware);
	return c;
}
