/* profile = telit: the same driver with other words. */
#include "base/addr.h"
#include "unit/sequans_pair.h"
#include "unit/unit.h"

#include <string.h>

TCase *sequans_telit_case(void);

#define PEER "[2001:db8::1]:5683"

static struct pair pair;

static void init(void)
{
	pair_init(&pair);
	pair.sim_config.profile = SIM_TELIT;
}

static bool has_resolved(const struct pair *p)
{
	return p->resolutions > 0;
}

START_TEST(a_telit_is_known_by_its_model_or_by_the_configuration)
{
	init();
	pair.config.profile = _i ? SQN_PROFILE_TELIT : SQN_PROFILE_AUTO;
	pair_bring_up(&pair);
	ck_assert_ptr_nonnull(strstr(pair.log, "ME310G1-WW, M0C.500003, "
					       "telit\n"));
	pair_finish(&pair);
}
END_TEST

START_TEST(any_bytes_go_out_and_come_in_whatever_the_modes)
{
	init();
	pair.config.ring_mode = _i & 1 ? SQN_RING_DATA : SQN_RING_AMOUNT;
	pair.config.data_mode = _i & 2 ? SQN_DATA_HEX : SQN_DATA_RAW;
	pair.sim_config.keep_copy = _i & 4;
	pair_bring_up(&pair);
	pair_exchange(&pair, PEER, "hello");
	pair_exchange(&pair, PEER, "\r\nOK\r\n> SRING: 1,5\r\nNO CARRIER\r\n");
	pair_exchange(&pair, "[2001:db8::2]:5683", "\x1a\xff#SRECV: 1,3\r\n");
	ck_assert_uint_eq(pair.local_port, 5683);
	pair_finish(&pair);
}
END_TEST

START_TEST(reads_that_merge_or_lose_a_tail_lose_no_datagram)
{
	init();
	pair.sim_config.recv_model =
		_i & 1 ? SIM_RECV_MERGE : SIM_RECV_ONE_DATAGRAM;
	pair.sim_config.drop_tail = _i & 2;
	pair_bring_up(&pair);
	for (int i = 0; i < 4; i++)
		pair_send(&pair, PEER, i & 1 ? "longer one" : "short", 1);
	ck_assert(pair_receives(&pair, 4 - pair.received, 20000));
	pair_finish(&pair);
}
END_TEST

START_TEST(a_lost_ring_is_looked_for)
{
	struct nb_addr peer;

	init();
	pair_bring_up(&pair);
	nb_addr_parse(&peer, PEER, strlen(PEER), 0);
	pair_exchange(&pair, PEER, "one");
	sim_modem_lose_ring(pair.sim);
	pair_send(&pair, PEER, "two", 1);
	ck_assert(!pair_receives(&pair, 1, 5000));
	pair.link.ops->look(pair.link.self, &peer, pair.now);
	ck_assert(pair_receives(&pair, 1, 5000));
	pair_finish(&pair);
}
END_TEST

START_TEST(a_name_is_looked_up)
{
	static struct sim_name name = {.name = "coap.example"};
	char text[NB_ADDR_TEXT];

	init();
	nb_addr_parse_host(&name.addr, "2001:db8::5", 11);
	pair.sim_config.names = &name;
	pair.sim_config.name_count = 1;
	pair_bring_up(&pair);
	pair.link.ops->resolve(pair.link.self, "coap.example", 1, pair.now);
	ck_assert(pair_run(&pair, 10000, has_resolved));
	nb_addr_format_host(&pair.resolved, text, sizeof(text));
	ck_assert_str_eq(text, "2001:db8::5");
	pair_finish(&pair);
}
END_TEST

START_TEST(a_socket_that_the_modem_closed_is_opened_again)
{
	init();
	pair_bring_up(&pair);
	pair_exchange(&pair, PEER, "one");
	sim_modem_close_socket(pair.sim, 1, pair.now);
	pair_run(&pair, 10000, NULL);
	ck_assert_uint_eq(
		pair_counter(&pair, "nbgate_modem_closed_by_modem_total"), 1);
	pair_exchange(&pair, PEER, "two");
	ck_assert_uint_eq(pair.verdicts[NB_VERDICT_NOT_SENT], 0);
	pair_finish(&pair);
}
END_TEST

START_TEST(sockets_from_before_are_closed)
{
	init();
	pair_bring_up(&pair);
	pair_exchange(&pair, PEER, "one");
	pair_exchange(&pair, "[2001:db8::2]:5683", "two");
	pair_restart(&pair);
	ck_assert(pair_run(&pair, 60000, pair_is_up));
	ck_assert_ptr_nonnull(strstr(pair.log, "taken over as it is"));
	pair_exchange(&pair, PEER, "three");
	pair_finish(&pair);
}
END_TEST

START_TEST(a_reboot_that_nobody_tells_is_recovered_from)
{
	init();
	pair_bring_up(&pair);
	pair_exchange(&pair, PEER, "one");
	sim_modem_reset(pair.sim, pair.now);
	pair_run(&pair, 10000, NULL);
	pair_send(&pair, PEER, "is anybody there?", 1);
	pair_run(&pair, 60000, NULL);
	ck_assert_uint_eq(pair.verdicts[NB_VERDICT_NOT_SENT], 1);
	ck_assert_ptr_nonnull(strstr(pair.log, "it has rebooted by itself"));
	ck_assert_uint_eq(pair.rebounds, 1);
	pair_exchange(&pair, PEER, "two");
	pair_finish(&pair);
}
END_TEST

START_TEST(a_look_finds_a_reboot_that_nobody_tells)
{
	struct nb_addr peer;

	init();
	pair_bring_up(&pair);
	nb_addr_parse(&peer, PEER, strlen(PEER), 0);
	pair_exchange(&pair, PEER, "one");
	pair.link.ops->pin(pair.link.self, &peer, NB_PIN_OBSERVATION, pair.now);
	sim_modem_reset(pair.sim, pair.now);
	pair_run(&pair, 600000, NULL);
	ck_assert_uint_eq(pair.rebounds, 1);
	pair_exchange(&pair, PEER, "two");
	pair_finish(&pair);
}
END_TEST

START_TEST(what_it_cannot_do_is_told_and_left)
{
	init();
	pair.config.sockets = SQN_SOCKETS_SHARED;
	pair.config.rat = SQN_RAT_NB_IOT;
	strcpy(pair.config.bands, "8,20");
	pair_bring_up(&pair);
	ck_assert_ptr_nonnull(strstr(pair.log, "it shares none"));
	ck_assert_ptr_nonnull(strstr(pair.log, "rat is left as it is"));
	ck_assert_ptr_nonnull(strstr(pair.log, "bands are left as they are"));
	pair_exchange(&pair, PEER, "one");
	pair_exchange(&pair, "[2001:db8::2]:5683", "two");
	pair_finish(&pair);
}
END_TEST

TCase *sequans_telit_case(void)
{
	TCase *t = tcase_create("telit");

	tcase_add_loop_test(
		t, a_telit_is_known_by_its_model_or_by_the_configuration, 0, 2);
	tcase_add_loop_test(t, any_bytes_go_out_and_come_in_whatever_the_modes,
			    0, 8);
	tcase_add_loop_test(t, reads_that_merge_or_lose_a_tail_lose_no_datagram,
			    0, 4);
	tcase_add_test(t, a_lost_ring_is_looked_for);
	tcase_add_test(t, a_name_is_looked_up);
	tcase_add_test(t, a_socket_that_the_modem_closed_is_opened_again);
	tcase_add_test(t, sockets_from_before_are_closed);
	tcase_add_test(t, a_reboot_that_nobody_tells_is_recovered_from);
	tcase_add_test(t, a_look_finds_a_reboot_that_nobody_tells);
	tcase_add_test(t, what_it_cannot_do_is_told_and_left);
	return t;
}
