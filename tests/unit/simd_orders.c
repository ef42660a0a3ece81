/* What --control can be told. */
#include "simd/orders.h"
#include "unit/unit.h"
#include <stdlib.h>
#include <string.h>

TCase *simd_orders_case(void);

static struct sim_modem *modem;
static struct simd_board board;
static char answer[SIMD_ANSWER];

/* Unplugged, and plugged in again? */
static bool in = true;

static bool plug(void *arg, bool on)
{
	(void)arg;
	if (in == on)
		return false;
	in = on;
	return true;
}

static void setup(void)
{
	struct sim_config config;

	sim_config_init(&config);
	config.booted = true;
	modem = sim_modem_init(malloc(sim_modem_footprint()), &config, 0);
	board = (struct simd_board){.modem = modem, .plug = plug};
}

static void teardown(void)
{
	free(modem);
}

static void obeys(const char *line)
{
	simd_orders_run(&board, line, 0, answer);
	ck_assert_str_eq(answer, "ok\n");
}

static void refuses(const char *line, const char *why)
{
	simd_orders_run(&board, line, 0, answer);
	ck_assert_str_eq(answer, why);
}

/* What the modem says to AT at @now, ms. */
static const char *ask(nb_ms now)
{
	static char heard[64];
	size_t n;

	sim_modem_input_bytes(modem, "AT\r", 3, now);
	n = sim_modem_output_bytes(modem, heard, sizeof(heard) - 1, now + 10);
	sim_modem_output_done(modem, n, now + 10);
	heard[n] = '\0';
	return heard;
}

START_TEST(a_reset_is_a_boot)
{
	obeys("reset");
	ck_assert_uint_eq(sim_modem_counters(modem)->boots, 1);
}
END_TEST

START_TEST(a_hung_modem_is_silent_and_then_not)
{
	obeys("hang on");
	ck_assert_str_eq(ask(0), "");
	obeys("hang off");
	ck_assert_str_eq(ask(100), "AT\r\r\nOK\r\n");
}
END_TEST

START_TEST(the_next_command_fails)
{
	obeys("fail-next");
	ck_assert_str_eq(ask(0), "AT\r\r\nERROR\r\n");
}
END_TEST

START_TEST(a_line_and_noise_come_at_once)
{
	char heard[64] = "";

	obeys("urc +CTZV: \"+04\"");
	obeys("noise");
	ck_assert_uint_gt(sim_modem_output_bytes(modem, heard, 63, 0), 16);
	ck_assert_mem_eq(heard, "\r\n+CTZV: \"+04\"\r\n\0\xff", 18);
}
END_TEST

START_TEST(a_host_that_drops_RTS_hears_nothing)
{
	obeys("rts off");
	ck_assert_str_eq(ask(0), "");
	obeys("rts on");
	ck_assert_str_eq(ask(100), "AT\r\r\nOK\r\nAT\r\r\nOK\r\n");
}
END_TEST

START_TEST(the_cable_is_pulled_once)
{
	obeys("unplug");
	ck_assert(!in);
	refuses("unplug", "error: it is so already\n");
	obeys("plug");
	ck_assert(in);
}
END_TEST

START_TEST(the_others_are_taken)
{
	obeys("crash");
	ck_assert_uint_eq(sim_modem_counters(modem)->boots, 1);
	obeys("denied on");
	obeys("denied off");
	obeys("lose-prompt");
	obeys("baud 9600");
	ck_assert_uint_eq(sim_modem_baud(modem), 9600);
	obeys("coverage off");
	obeys("coverage on");
	obeys("close 6");
	obeys("lose-ring");
}
END_TEST

START_TEST(stats_are_lines_and_then_ok)
{
	simd_orders_run(&board, "stats", 0, answer);
	ck_assert_int_eq(strncmp(answer, "commands 0\n", 11), 0);
	ck_assert_ptr_nonnull(strstr(answer, "\nviolations 0\nok\n"));
}
END_TEST

START_TEST(what_makes_no_sense_is_refused_with_the_reason)
{
	refuses("", "error: no such order\n");
	refuses("rese", "error: no such order\n");
	refuses("stats now", "error: no such order\n");
	refuses("reset now", "error: reset takes nothing\n");
	refuses("hang", "error: hang takes on|off\n");
	refuses("coverage maybe", "error: coverage takes on|off\n");
	refuses("baud 299", "error: baud takes 300 to 3686400\n");
	refuses("baud 9600x", "error: baud takes 300 to 3686400\n");
	refuses("denied", "error: denied takes on|off\n");
	refuses("rts", "error: rts takes on|off\n");
	refuses("close 0", "error: close takes 1 to 6\n");
	refuses("close 7", "error: close takes 1 to 6\n");
	refuses("close 11", "error: close takes 1 to 6\n");
}
END_TEST

TCase *simd_orders_case(void)
{
	TCase *c = tcase_create("orders");

	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_test(c, a_reset_is_a_boot);
	tcase_add_test(c, a_hung_modem_is_silent_and_then_not);
	tcase_add_test(c, the_next_command_fails);
	tcase_add_test(c, a_line_and_noise_come_at_once);
	tcase_add_test(c, a_host_that_drops_RTS_hears_nothing);
	tcase_add_test(c, the_cable_is_pulled_once);
	tcase_add_test(c, the_others_are_taken);
	tcase_add_test(c, stats_are_lines_and_then_ok);
	tcase_add_test(c, what_makes_no_sense_is_refused_with_the_reason);
	return c;
}
