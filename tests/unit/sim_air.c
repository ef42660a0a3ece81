/* The radio: the same seed gives the same fates. */
#include "sim/air.h"
#include "unit/unit.h"
#include <string.h>

TCase *sim_air_case(void);

#define SENT 400

static struct sim_air air;
static struct sim_config config;
static struct sim_counters counters;

static void setup(void)
{
	sim_config_init(&config);
	config.rtt = 100;
}

static void start(void)
{
	memset(&air, 0, sizeof(air));
	memset(&counters, 0, sizeof(counters));
	sim_air_init(&air, &config, &counters, 0);
}

static void send_telling(uint8_t number, enum sim_release release, nb_ms now)
{
	const struct sim_datagram d = {
		.release = release,
		.bytes = {&number, 1},
	};

	sim_air_send(&air, &d, true, now);
}

static void send_up(uint8_t number, nb_ms now)
{
	send_telling(number, SIM_RELEASE_NONE, now);
}

static void send_down(uint8_t number, nb_ms now)
{
	const struct sim_datagram d = {
		.way = SIM_WAY_DOWN,
		.bytes = {&number, 1},
	};

	sim_air_send(&air, &d, true, now);
}

/* The number of the next one that is there at @now; -1: none. */
static int arrived(nb_ms now)
{
	struct sim_flight *f;
	int number;

	sim_air_expire(&air, now);
	f = sim_air_due(&air, now);

	if (!f)
		return -1;
	number = f->data[0];
	sim_air_free(f);
	return number;
}

/* Which of SENT arrive, one at a time, as a string of 0, 1 and 2. */
static void fates(char *out)
{
	start();
	for (int i = 0; i < SENT; i++) {
		int count = 0;

		send_up(0, i * 1000);
		while (arrived(i * 1000 + 999) >= 0)
			count++;
		out[i] = (char)('0' + count);
	}
	out[SENT] = '\0';
}

START_TEST(a_datagram_takes_half_a_round_trip)
{
	start();
	send_up(7, 1000);
	ck_assert_int_eq(sim_air_deadline(&air), 1050);
	ck_assert_int_eq(arrived(1049), -1);
	ck_assert_int_eq(arrived(1050), 7);
	ck_assert_int_eq(sim_air_deadline(&air), NB_NEVER);
}
END_TEST

START_TEST(the_same_seed_gives_the_same_fates_and_another_gives_others)
{
	char first[SENT + 1], second[SENT + 1];

	config.loss_milli = 200;
	config.dup_milli = 100;
	config.seed = 42;
	fates(first);
	fates(second);
	ck_assert_str_eq(first, second);
	config.seed = 43;
	fates(second);
	ck_assert_str_ne(first, second);
}
END_TEST

START_TEST(about_so_many_are_lost_and_doubled_as_was_asked)
{
	char first[SENT + 1];

	config.loss_milli = 200;
	config.dup_milli = 100;
	fates(first);
	ck_assert_uint_gt(counters.lost, SENT / 10);
	ck_assert_uint_lt(counters.lost, SENT * 3 / 10);
	ck_assert_uint_gt(counters.duplicated, SENT / 30);
	ck_assert_uint_lt(counters.duplicated, SENT / 6);
}
END_TEST

START_TEST(jitter_alone_overtakes_nobody)
{
	config.jitter = 500;
	start();
	for (uint8_t i = 0; i < 50; i++)
		send_up(i, i);
	for (int i = 0; i < 50; i++)
		ck_assert_int_eq(arrived(10000), i);
}
END_TEST

START_TEST(one_that_is_to_be_overtaken_is)
{
	start();
	config.reorder_milli = 1000;
	send_up(1, 0);
	config.reorder_milli = 0;
	send_up(2, 10);
	ck_assert_int_eq(arrived(10000), 2);
	ck_assert_int_eq(arrived(10000), 1);
}
END_TEST

START_TEST(a_radio_that_idles_is_set_up_first)
{
	config.rrc_setup = 800;
	config.rrc_tail = 10000;
	start();
	send_up(1, 0);
	ck_assert_int_eq(arrived(850), 1);
	send_up(2, 5000);
	ck_assert_int_eq(arrived(5050), 2);
	send_up(3, 15050);
	ck_assert_int_eq(arrived(15899), -1);
	ck_assert_int_eq(arrived(15900), 3);
	ck_assert_uint_eq(counters.rrc_setups, 2);
}
END_TEST

START_TEST(release_assistance_ends_the_tail)
{
	config.rrc_setup = 800;
	config.rrc_tail = 10000;
	start();
	send_telling(1, SIM_RELEASE_NOW, 0);
	send_up(2, 1000);
	ck_assert_uint_eq(counters.rrc_setups, 2);
	send_up(3, 2000);
	ck_assert_uint_eq(counters.rrc_setups, 2);
}
END_TEST

/* How long it is connected for a request and its answer. */
static uint64_t connected(enum sim_release release)
{
	config.rtt = 600;
	config.rrc_setup = 800;
	config.rrc_tail = 10000;
	start();
	send_telling(1, release, 100000);
	ck_assert_int_eq(arrived(101100), 1);
	send_down(2, 101100);
	ck_assert_int_eq(arrived(101400), 2);
	sim_radio_count(&air.radio, 200000);
	return counters.connected_ms;
}

START_TEST(an_exchange_is_connected_to_the_end_of_its_tail_or_of_its_answer)
{
	ck_assert_uint_eq(connected(SIM_RELEASE_NONE), 11400);
	ck_assert_uint_eq(connected(SIM_RELEASE_AFTER_ONE), 1400);
	ck_assert_uint_eq(counters.air_bytes_up, 1 + 48);
	ck_assert_uint_eq(counters.air_bytes_down, 1 + 48);
}
END_TEST

/* Connected until 10050, then: listens 5 s of each 20 s. */
static void idle_with_edrx(void)
{
	config.rrc_tail = 10000;
	start();
	send_up(1, 0);
	ck_assert_int_eq(arrived(50), 1);
	air.radio.sleep.cycle = 20000;
	air.radio.sleep.window = 5000;
}

START_TEST(a_page_waits_for_its_window)
{
	idle_with_edrx();
	send_down(2, 10000);
	ck_assert_int_eq(arrived(10050), 2);
	send_down(3, 26000);
	ck_assert_int_eq(sim_air_deadline(&air), 40050);
	ck_assert_int_eq(arrived(40050), -1);
	ck_assert_int_eq(arrived(40100), 3);
}
END_TEST

START_TEST(what_goes_up_brings_down_what_was_held)
{
	idle_with_edrx();
	send_down(2, 16000);
	send_down(3, 16001);
	ck_assert_int_eq(arrived(20000), -1);
	send_up(4, 20000);
	ck_assert_int_eq(arrived(20050), 2);
	ck_assert_int_eq(arrived(20050), 3);
	ck_assert_int_eq(arrived(20050), 4);
}
END_TEST

/* Connected until 10050, reachable until 12050, shows itself at 70050. */
static void idle_with_psm(void)
{
	config.rrc_tail = 10000;
	start();
	send_up(1, 0);
	ck_assert_int_eq(arrived(50), 1);
	air.radio.sleep.active = 2000;
	air.radio.sleep.update = 60000;
}

START_TEST(after_its_active_time_it_is_out_of_reach_until_it_shows_itself)
{
	idle_with_psm();
	send_down(2, 12049);
	ck_assert_int_eq(arrived(12099), 2);
	send_down(3, 24099);
	ck_assert_int_eq(sim_air_deadline(&air), 12099 + 10000 + 60000);
	ck_assert_int_eq(arrived(82098), -1);
	ck_assert_int_eq(arrived(82099), -1);
	ck_assert_int_eq(arrived(82149), 3);
	ck_assert_uint_eq(counters.tracking_updates, 1);
}
END_TEST

START_TEST(a_network_may_drop_what_comes_for_a_sleeper)
{
	config.sleep_drops = true;
	idle_with_psm();
	send_down(2, 12050);
	ck_assert_uint_eq(counters.lost, 1);
	send_up(3, 13000);
	ck_assert_int_eq(arrived(13050), 3);
	ck_assert_int_eq(arrived(13050), -1);
}
END_TEST

START_TEST(what_is_held_is_lost_when_the_modem_leaves)
{
	idle_with_psm();
	send_down(2, 12050);
	sim_air_detach(&air, 13000);
	ck_assert_uint_eq(counters.lost, 1);
	ck_assert_int_eq(sim_air_deadline(&air), NB_NEVER);
}
END_TEST

START_TEST(a_full_air_loses_what_comes)
{
	start();
	for (int i = 0; i < SIM_FLIGHTS + 3; i++)
		send_up(0, 0);
	ck_assert_uint_eq(counters.lost, 3);
}
END_TEST

TCase *sim_air_case(void)
{
	TCase *c = tcase_create("air");

	tcase_add_checked_fixture(c, setup, NULL);
	tcase_add_test(c, a_datagram_takes_half_a_round_trip);
	tcase_add_test(
		c, the_same_seed_gives_the_same_fates_and_another_gives_others);
	tcase_add_test(c, about_so_many_are_lost_and_doubled_as_was_asked);
	tcase_add_test(c, jitter_alone_overtakes_nobody);
	tcase_add_test(c, one_that_is_to_be_overtaken_is);
	tcase_add_test(c, a_radio_that_idles_is_set_up_first);
	tcase_add_test(c, release_assistance_ends_the_tail);
	tcase_add_test(
		c,
		an_exchange_is_connected_to_the_end_of_its_tail_or_of_its_answer);
	tcase_add_test(c, a_page_waits_for_its_window);
	tcase_add_test(c, what_goes_up_brings_down_what_was_held);
	tcase_add_test(
		c,
		after_its_active_time_it_is_out_of_reach_until_it_shows_itself);
	tcase_add_test(c, a_network_may_drop_what_comes_for_a_sleeper);
	tcase_add_test(c, what_is_held_is_lost_when_the_modem_leaves);
	tcase_add_test(c, a_full_air_loses_what_comes);
	return c;
}
