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
	sim_air_init(&air, &config, &counters);
}

static void send_up(uint8_t number, nb_ms now)
{
	const struct sim_datagram d = {.bytes = {&number, 1}};

	sim_air_send(&air, &d, true, now);
}

/* The number of the next one that is there at @now; -1: none. */
static int arrived(nb_ms now)
{
	struct sim_flight *f = sim_air_due(&air, now);
	int number;

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
	send_up(3, 15001);
	ck_assert_int_eq(arrived(15850), -1);
	ck_assert_int_eq(arrived(15851), 3);
	ck_assert_uint_eq(counters.rrc_setups, 2);
}
END_TEST

START_TEST(release_assistance_ends_the_tail)
{
	config.rrc_setup = 800;
	config.rrc_tail = 10000;
	start();
	send_up(1, 0);
	sim_air_release(&air, SIM_RELEASE_NOW);
	send_up(2, 1000);
	ck_assert_uint_eq(counters.rrc_setups, 2);
	sim_air_release(&air, SIM_RELEASE_NONE);
	send_up(3, 2000);
	ck_assert_uint_eq(counters.rrc_setups, 2);
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
	tcase_add_test(c, a_full_air_loses_what_comes);
	return c;
}
