#include "base/addr.h"
#include "unit/sequans_pair.h"
#include "unit/unit.h"

#include <string.h>

TCase *sequans_recovery_case(void);

#define PEER "[2001:db8::1]:5683"

static struct pair pair;

static void bring_up(void)
{
	pair_start(&pair);
	ck_assert(pair_run(&pair, 120000, pair_is_up));
}

static void finish(void)
{
	pair_run(&pair, 60000, NULL);
	pair_end(&pair);
}

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
	bring_up();
	hang_in_a_send();
	ck_assert(pair_run(&pair, 120000, has_run));
	ck_assert(pair_run(&pair, 120000, pair_is_up));
	ck_assert_uint_eq(pair.runs, 1);
	ck_assert_uint_eq(pair.rebounds, 1);
	finish();
}
END_TEST

START_TEST(a_command_that_does_not_help_is_limited)
{
	pair_init(&pair);
	strcpy(pair.config.reset_command, "/bin/reset-the-modem");
	bring_up();
	hang_in_a_send();
	pair_run(&pair, 3600000, NULL);
	ck_assert_uint_ge(pair.runs, 1);
	ck_assert_uint_le(pair.runs, 8);
	sim_modem_hang(pair.sim, false);
	ck_assert(pair_run(&pair, 120000, pair_is_up));
	finish();
}
END_TEST

START_TEST(without_one_nothing_is_run)
{
	pair_init(&pair);
	bring_up();
	hang_in_a_send();
	pair_run(&pair, 3600000, NULL);
	ck_assert_uint_eq(pair.runs, 0);
	sim_modem_hang(pair.sim, false);
	finish();
}
END_TEST

TCase *sequans_recovery_case(void)
{
	TCase *t = tcase_create("recovery");

	tcase_add_test(t, the_command_that_resets_it_is_run_within_two_minutes);
	tcase_add_test(t, a_command_that_does_not_help_is_limited);
	tcase_add_test(t, without_one_nothing_is_run);
	return t;
}
