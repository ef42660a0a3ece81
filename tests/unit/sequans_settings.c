#include "unit/sequans_pair.h"
#include "unit/unit.h"

#include <stdio.h>
#include <string.h>

TCase *sequans_settings_case(void);

static struct pair pair;

static bool comes_up(void)
{
	pair_start(&pair);
	return pair_run(&pair, 300000, pair_is_up);
}

START_TEST(a_network_that_asks_who_we_are_is_told)
{
	static const char *const passwords[] = {"wrong", "s3cret"};

	pair_init(&pair);
	strcpy(pair.sim_config.apn_user, "board7");
	strcpy(pair.sim_config.apn_password, "s3cret");
	pair.config.apn_auth = SQN_AUTH_CHAP;
	strcpy(pair.config.apn_user, "board7");
	strcpy(pair.setup.apn_password, passwords[_i]);
	ck_assert(comes_up() == (_i == 1));
	pair_finish(&pair);
}
END_TEST

START_TEST(the_operator_configured_is_chosen_by_hand)
{
	static const char *const operators[] = {"26201", "00101"};

	pair_init(&pair);
	strcpy(pair.config.operator_id, operators[_i]);
	ck_assert(comes_up() == (_i == 1));
	pair_finish(&pair);
}
END_TEST

static bool is_radio(const char *name)
{
	struct nb_link_status status;

	pair.link.ops->status(pair.link.self, &status, pair.now);
	return strcmp(status.rat, name) == 0;
}

START_TEST(the_radio_configured_costs_one_reset)
{
	pair_init(&pair);
	pair.sim_config.booted = true;
	pair.sim_config.lte_m = true;
	pair.config.rat = SQN_RAT_NB_IOT;
	strcpy(pair.config.bands, "8,20");
	ck_assert(comes_up());
	ck_assert(is_radio("nb-iot"));
	ck_assert_uint_eq(sim_modem_counters(pair.sim)->boots, 1);
	pair_finish(&pair);
}
END_TEST

START_TEST(a_first_generation_keeps_its_radio)
{
	pair_init(&pair);
	pair.sim_config.profile = SIM_MONARCH1;
	pair.config.rat = SQN_RAT_LTE_M;
	ck_assert(comes_up());
	pair_finish(&pair);
}
END_TEST

START_TEST(the_network_is_known_once_somebody_has_asked)
{
	struct nb_link_status status;

	pair_init(&pair);
	pair.config.apn[0] = '\0';
	pair.sim_config.booted = pair.sim_config.registered = true;
	ck_assert(comes_up());
	pair.link.ops->status(pair.link.self, &status, pair.now);
	ck_assert_str_eq(status.operator_id, "");
	pair_run(&pair, 1000, NULL);
	uint64_t commands = sim_modem_counters(pair.sim)->commands;
	pair.link.ops->status(pair.link.self, &status, pair.now);
	ck_assert_str_eq(status.operator_id, "00101");
	pair_run(&pair, 1000, NULL);
	ck_assert_uint_eq(sim_modem_counters(pair.sim)->commands, commands);
	pair_finish(&pair);
}
END_TEST

START_TEST(init_lines_are_sent_whenever_it_is_brought_up)
{
	pair_init(&pair);
	strcpy(pair.setup.init_lines, "AT+SQNIPSCFG=0\nAT+CSQ\n");
	ck_assert(comes_up());
	uint64_t commands = sim_modem_counters(pair.sim)->commands;
	pair_end(&pair);
	pair.setup.init_lines[0] = '\0';
	pair.state = NB_LINK_ABSENT;
	ck_assert(comes_up());
	ck_assert_uint_eq(sim_modem_counters(pair.sim)->commands, commands - 2);
	pair_finish(&pair);
}
END_TEST

TCase *sequans_settings_case(void)
{
	TCase *t = tcase_create("settings");

	tcase_add_loop_test(t, a_network_that_asks_who_we_are_is_told, 0, 2);
	tcase_add_loop_test(t, the_operator_configured_is_chosen_by_hand, 0, 2);
	tcase_add_test(t, the_radio_configured_costs_one_reset);
	tcase_add_test(t, a_first_generation_keeps_its_radio);
	tcase_add_test(t, the_network_is_known_once_somebody_has_asked);
	tcase_add_test(t, init_lines_are_sent_whenever_it_is_brought_up);
	return t;
}
