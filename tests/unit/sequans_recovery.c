#include "base/addr.h"
#include "unit/sequans_pair.h"
#include "unit/unit.h"

#include <string.h>

TCase *sequans_recovery_case(void);

#define PEER "[2001:db8::1]:5683"

static struct pair pair;

START_TEST(a_reboot_brings_it_up_again_with_a_rebound)
{
	pair_init(&pair);
	pair_bring_up(&pair);
	pair_exchange(&pair, PEER, "before");
	sim_modem_reset(pair.sim, pair.now);
	ck_assert(pair_run(&pair, 30000, pair_is_down));
	ck_assert(pair_run(&pair, 120000, pair_is_up));
	ck_assert_uint_eq(pair.rebounds, 1);
	pair_exchange(&pair, PEER, "after");
	pair_finish(&pair);
}
END_TEST

START_TEST(coverage_that_goes_and_comes_costs_no_socket)
{
	pair_init(&pair);
	pair_bring_up(&pair);
	pair_exchange(&pair, PEER, "before");
	sim_modem_coverage(pair.sim, false, pair.now);
	pair_run(&pair, 60000, NULL);
	ck_assert(!pair_is_up(&pair));
	sim_modem_coverage(pair.sim, true, pair.now);
	ck_assert(pair_run(&pair, 120000, pair_is_up));
	ck_assert_uint_eq(pair.rebounds, 0);
	pair_exchange(&pair, PEER, "after");
	pair_finish(&pair);
}
END_TEST

START_TEST(a_socket_that_the_modem_closes_is_opened_again)
{
	pair_init(&pair);
	pair_bring_up(&pair);
	pair_exchange(&pair, PEER, "before");
	sim_modem_close_socket(pair.sim, 1, pair.now);
	pair_run(&pair, 1000, NULL);
	pair_exchange(&pair, PEER, "after");
	ck_assert_uint_eq(pair.rebounds, 0);
	pair_finish(&pair);
}
END_TEST

START_TEST(a_command_that_fails_once_hurts_nobody)
{
	pair_init(&pair);
	pair_start(&pair);
	/* Each run another command is refused. */
	for (int i = 0; i < _i; i++)
		pair_run(&pair, 150, NULL);
	sim_modem_fail_next(pair.sim);
	ck_assert(pair_run(&pair, 300000, pair_is_up));
	pair_exchange(&pair, PEER, "hello");
	pair_finish(&pair);
}
END_TEST

START_TEST(a_modem_that_hangs_for_a_while_comes_back)
{
	pair_init(&pair);
	pair_bring_up(&pair);
	pair_exchange(&pair, PEER, "before");
	sim_modem_hang(pair.sim, true);
	pair_send(&pair, PEER, "lost", 1);
	pair_run(&pair, 120000, NULL);
	ck_assert_uint_eq(pair.verdicts[NB_VERDICT_UNKNOWN], 1);
	ck_assert_int_eq(pair.state, NB_LINK_ABSENT);
	sim_modem_hang(pair.sim, false);
	ck_assert(pair_run(&pair, 120000, pair_is_up));
	pair_exchange(&pair, PEER, "after");
	pair_finish(&pair);
}
END_TEST

START_TEST(resets_are_limited_however_long_it_is_deaf)
{
	unsigned each_hour = _i ? 4 : 1;

	pair_init(&pair);
	pair.deaf = true;
	pair.config.reattach_limit.amount = each_hour;
	pair_bring_up(&pair);
	sim_modem_hang(pair.sim, true);
	pair_send(&pair, PEER, "into the void", 1);
	pair_run(&pair, 3 * 3600000, NULL);
	ck_assert_uint_ge(pair_counter(&pair, "nbgate_modem_resets_total"),
			  each_hour);
	ck_assert_uint_le(pair_counter(&pair, "nbgate_modem_resets_total"),
			  each_hour + 3 * each_hour);
	sim_modem_hang(pair.sim, false);
	ck_assert(pair_run(&pair, 120000, pair_is_up));
	pair_finish(&pair);
}
END_TEST

static uint64_t chance;

static uint64_t next_below(uint64_t below)
{
	chance = chance * 6364136223846793005u + 1442695040888963407u;
	return (chance >> 33) % below;
}

static void some_trouble(void)
{
	switch (next_below(8)) {
	case 0:
		sim_modem_reset(pair.sim, pair.now);
		break;
	case 1:
		sim_modem_coverage(pair.sim, next_below(2) == 0, pair.now);
		break;
	case 2:
		sim_modem_close_socket(pair.sim, (unsigned)next_below(3) + 1,
				       pair.now);
		break;
	case 3:
		sim_modem_lose_ring(pair.sim);
		break;
	case 4:
		sim_modem_fail_next(pair.sim);
		break;
	case 5:
		sim_modem_hang(pair.sim, next_below(2) == 0);
		break;
	default:
		break;
	}
}

static unsigned tries;

static void try_to_send(void)
{
	static uint64_t tag;
	struct nb_datagram d = {
		.bytes = {(const uint8_t *)"some bytes", 10},
		.transmission = (unsigned)next_below(2) + 1,
		.tag = ++tag,
	};

	nb_addr_parse(&d.peer, PEER, strlen(PEER), 0);
	d.peer.ip[15] = (uint8_t)next_below(9);
	if (pair.link.ops->ready(pair.link.self, &d.peer) &&
	    pair.link.ops->send(pair.link.self, &d, pair.now) == 0)
		tries++;
}

static unsigned verdicts(void)
{
	return pair.verdicts[0] + pair.verdicts[1] + pair.verdicts[2] +
	       pair.verdicts[3];
}

START_TEST(after_any_trouble_it_comes_back_and_each_datagram_has_a_verdict)
{
	chance = (uint64_t)_i;
	pair_init(&pair);
	pair.sim_config.seed = (uint64_t)_i;
	pair.sim_config.loss_milli = pair.sim_config.dup_milli = 50;
	pair.sim_config.jitter = 500;
	pair.deaf = true;
	pair_start(&pair);
	for (int i = 0; i < 300; i++) {
		if (next_below(10) == 0)
			some_trouble();
		try_to_send();
		pair_run(&pair, (nb_ms)next_below(5000), NULL);
	}
	sim_modem_hang(pair.sim, false);
	sim_modem_coverage(pair.sim, true, pair.now);
	pair.sim_config.loss_milli = 0;
	pair_run(&pair, 300000, NULL);
	ck_assert(pair_is_up(&pair));
	ck_assert_uint_eq(verdicts(), tries);
	pair_finish(&pair);
}
END_TEST

static bool has_run(const struct pair *p)
{
	return p->runs > 0;
}

static void hang_in_a_send(void)
{
	pair.deaf = true;
	sim_modem_hang(pair.sim, true);
	pair_send(&pair, PEER, "lost", 1);
}

START_TEST(the_command_that_resets_it_is_run_within_two_minutes)
{
	pair_init(&pair);
	strcpy(pair.config.reset_command, "/bin/reset-the-modem");
	pair.command_helps = true;
	pair_bring_up(&pair);
	hang_in_a_send();
	ck_assert(pair_run(&pair, 120000, has_run));
	ck_assert(pair_run(&pair, 120000, pair_is_up));
	ck_assert_uint_eq(pair.runs, 1);
	ck_assert_uint_eq(pair.rebounds, 1);
	pair_finish(&pair);
}
END_TEST

START_TEST(a_command_that_does_not_help_is_limited)
{
	pair_init(&pair);
	strcpy(pair.config.reset_command, "/bin/reset-the-modem");
	pair_bring_up(&pair);
	hang_in_a_send();
	pair_run(&pair, 3600000, NULL);
	ck_assert_uint_ge(pair.runs, 1);
	ck_assert_uint_le(pair.runs, 8);
	sim_modem_hang(pair.sim, false);
	ck_assert(pair_run(&pair, 120000, pair_is_up));
	pair_finish(&pair);
}
END_TEST

START_TEST(without_one_nothing_is_run)
{
	pair_init(&pair);
	pair_bring_up(&pair);
	hang_in_a_send();
	pair_run(&pair, 3600000, NULL);
	ck_assert_uint_eq(pair.runs, 0);
	sim_modem_hang(pair.sim, false);
	pair_finish(&pair);
}
END_TEST

TCase *sequans_recovery_case(void)
{
	TCase *t = tcase_create("recovery");

	tcase_set_timeout(t, 60);
	tcase_add_test(t, a_reboot_brings_it_up_again_with_a_rebound);
	tcase_add_test(t, coverage_that_goes_and_comes_costs_no_socket);
	tcase_add_test(t, a_socket_that_the_modem_closes_is_opened_again);
	tcase_add_loop_test(t, a_command_that_fails_once_hurts_nobody, 0, 20);
	tcase_add_test(t, a_modem_that_hangs_for_a_while_comes_back);
	tcase_add_loop_test(t, resets_are_limited_however_long_it_is_deaf, 0,
			    2);
	tcase_add_loop_test(
		t,
		after_any_trouble_it_comes_back_and_each_datagram_has_a_verdict,
		0, 40);
	tcase_add_test(t, the_command_that_resets_it_is_run_within_two_minutes);
	tcase_add_test(t, a_command_that_does_not_help_is_limited);
	tcase_add_test(t, without_one_nothing_is_run);
	return t;
}
