#include "unit/sequans_pair.h"
#include "unit/unit.h"

#include <nbcoap/addr.h>
#include <string.h>

TCase *sequans_saving_case(void);

#define PEER "[2001:db8::1]:5683"

static struct pair pair;

static bool is_asleep(const struct pair *p)
{
	return p->state == NB_LINK_ASLEEP;
}

static struct nb_link_status status(void)
{
	struct nb_link_status s;

	pair.link.ops->status(pair.link.self, &s, pair.now);
	return s;
}

static void bring_up_with(const char *psm, const char *edrx)
{
	strcpy(pair.config.psm, psm);
	strcpy(pair.config.edrx, edrx);
	pair_bring_up(&pair);
}

START_TEST(it_sleeps_after_the_active_time_and_an_uplink_wakes_it)
{
	pair_init(&pair);
	bring_up_with("tau=12h active=10s", "off");
	ck_assert(pair_run(&pair, 10001, is_asleep));
	ck_assert_int_eq(pair.page, NB_NEVER);
	uint64_t commands = sim_modem_counters(pair.sim)->commands;
	pair_run(&pair, 3600000, NULL);
	ck_assert_uint_eq(sim_modem_counters(pair.sim)->commands, commands);
	pair_send(&pair, PEER, "wake", 1);
	ck_assert(pair_receives(&pair, 1, 20000));
	ck_assert_int_eq(pair.state, NB_LINK_UP);
	pair_finish(&pair);
}
END_TEST

START_TEST(what_counts_is_what_is_granted)
{
	pair_init(&pair);
	strcpy(pair.sim_config.grant.active, "00001111");
	bring_up_with("tau=12h active=10s", "off");
	ck_assert_int_eq(status().psm_active, 30000);
	ck_assert_int_eq(status().psm_tau, 12 * 3600000);
	ck_assert(!pair_run(&pair, 29000, is_asleep));
	ck_assert(pair_run(&pair, 1001, is_asleep));
	pair_finish(&pair);
}
END_TEST

START_TEST(a_network_without_it_grants_nothing)
{
	pair_init(&pair);
	pair.sim_config.no_psm = pair.sim_config.no_edrx = true;
	bring_up_with("tau=12h active=10s", "20.48s");
	ck_assert_int_eq(status().psm_tau, 0);
	ck_assert_int_eq(status().edrx_cycle, 0);
	ck_assert(!pair_run(&pair, 600000, is_asleep));
	pair_finish(&pair);
}
END_TEST

START_TEST(with_edrx_a_downlink_waits_for_a_cycle_at_most)
{
	pair_init(&pair);
	bring_up_with("off", "20.48s");
	ck_assert_int_eq(status().edrx_cycle, 20480);
	ck_assert(pair_run(&pair, 10001, is_asleep));
	ck_assert_int_eq(pair.page, 20480);
	pair_finish(&pair);
}
END_TEST

START_TEST(without_either_it_never_sleeps)
{
	pair_init(&pair);
	bring_up_with("off", "off");
	ck_assert(!pair_run(&pair, 3600000, is_asleep));
	pair_finish(&pair);
}
END_TEST

START_TEST(a_modem_that_saves_power_from_before_is_set_up_without)
{
	pair_init(&pair);
	bring_up_with("tau=12h active=10s", "20.48s");
	strcpy(pair.config.psm, "off");
	strcpy(pair.config.edrx, "off");
	pair_restart(&pair);
	ck_assert(pair_run(&pair, 120000, pair_is_up));
	ck_assert_int_eq(status().psm_tau, 0);
	ck_assert(!pair_run(&pair, 600000, is_asleep));
	pair_finish(&pair);
}
END_TEST

START_TEST(a_modem_that_saves_it_as_configured_is_taken_over)
{
	pair_init(&pair);
	bring_up_with("tau=12h active=10s", "20.48s");
	uint64_t attaches = sim_modem_counters(pair.sim)->attaches;
	pair_restart(&pair);
	ck_assert(pair_run(&pair, 120000, pair_is_up));
	ck_assert_uint_eq(sim_modem_counters(pair.sim)->attaches, attaches);
	ck_assert_int_eq(status().psm_active, 10000);
	ck_assert_int_eq(status().edrx_cycle, 20480);
	pair_finish(&pair);
}
END_TEST

/* A network tells the cycle again only when it has changed. */
START_TEST(an_edrx_cycle_outlives_a_flap_of_the_registration)
{
	static const char lost[] = "\r\n+CEREG: 2\r\n";
	static const char back[] = "\r\n+CEREG: 1,\"00AB\",\"00C0FFEE\",9\r\n";

	pair_init(&pair);
	bring_up_with("off", "20.48s");
	ck_assert(pair_run(&pair, 10001, is_asleep));
	sqn_modem_input_bytes(pair.modem, lost, sizeof(lost) - 1, pair.now);
	pair_run(&pair, 60000, NULL);
	ck_assert_int_eq(pair.state, NB_LINK_SEARCHING);
	ck_assert_int_eq(status().edrx_cycle, 20480);
	sqn_modem_input_bytes(pair.modem, back, sizeof(back) - 1, pair.now);
	ck_assert(pair_run(&pair, 5000, pair_is_up));
	ck_assert(pair_run(&pair, 11000, is_asleep));
	ck_assert_int_eq(pair.page, 20480);
	pair_finish(&pair);
}
END_TEST

static bool is_drowsy(const struct pair *p)
{
	return p->drowsy > 0;
}

/* A datagram has come and gone, and more is waited for. */
static void bring_up_waiting(const char *psm)
{
	struct nb_addr peer;

	bring_up_with(psm, "off");
	nb_addr_parse(&peer, PEER, strlen(PEER), 0);
	pair.link.ops->pin(pair.link.self, &peer, NB_PIN_EXCHANGE, pair.now);
	pair_exchange(&pair, PEER, "wait");
}

START_TEST(who_waits_for_an_answer_is_told_once_before_it_sleeps)
{
	pair_init(&pair);
	bring_up_waiting("tau=12h active=10s");
	ck_assert(!pair_run(&pair, 7000, is_drowsy));
	ck_assert(pair_run(&pair, 1001, is_drowsy));
	ck_assert_int_eq(pair.state, NB_LINK_UP);
	ck_assert(pair_run(&pair, 2001, is_asleep));
	ck_assert_uint_eq(pair.drowsy, 1);
	pair_exchange(&pair, PEER, "once more");
	ck_assert(pair_run(&pair, 60000, is_asleep));
	ck_assert_uint_eq(pair.drowsy, 2);
	pair_finish(&pair);
}
END_TEST

START_TEST(a_short_active_time_is_told_in_its_middle)
{
	pair_init(&pair);
	bring_up_waiting("tau=12h active=2s");
	ck_assert(!pair_run(&pair, 900, is_drowsy));
	ck_assert(pair_run(&pair, 101, is_drowsy));
	ck_assert(pair_run(&pair, 1001, is_asleep));
	pair_finish(&pair);
}
END_TEST

START_TEST(nobody_is_told_when_nobody_waits)
{
	pair_init(&pair);
	bring_up_with("tau=12h active=10s", "off");
	pair_send(&pair, PEER, "no answer wanted", 1);
	ck_assert(pair_run(&pair, 60000, is_asleep));
	ck_assert_uint_eq(pair.drowsy, 0);
	pair_finish(&pair);
}
END_TEST

TCase *sequans_saving_case(void)
{
	TCase *t = tcase_create("saving");

	tcase_add_test(t,
		       it_sleeps_after_the_active_time_and_an_uplink_wakes_it);
	tcase_add_test(t, what_counts_is_what_is_granted);
	tcase_add_test(t, a_network_without_it_grants_nothing);
	tcase_add_test(t,
		       who_waits_for_an_answer_is_told_once_before_it_sleeps);
	tcase_add_test(t, a_short_active_time_is_told_in_its_middle);
	tcase_add_test(t, nobody_is_told_when_nobody_waits);
	tcase_add_test(t, with_edrx_a_downlink_waits_for_a_cycle_at_most);
	tcase_add_test(t, without_either_it_never_sleeps);
	tcase_add_test(t, an_edrx_cycle_outlives_a_flap_of_the_registration);
	tcase_add_test(t,
		       a_modem_that_saves_power_from_before_is_set_up_without);
	tcase_add_test(t, a_modem_that_saves_it_as_configured_is_taken_over);
	return t;
}
