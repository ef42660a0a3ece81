#include "base/addr.h"
#include "unit/sequans_pair.h"
#include "unit/unit.h"

#include <stdio.h>
#include <string.h>

TCase *sequans_sim_case(void);

#define PEER "[2001:db8::1]:5683"

static struct pair pair;

static void bring_up(void)
{
	pair_start(&pair);
	ck_assert_msg(pair_run(&pair, 120000, pair_is_up), "it never comes up");
}

static void finish(void)
{
	pair_run(&pair, 600000, NULL);
	if (!pair.deaf)
		ck_assert_uint_eq(sim_modem_counters(pair.sim)->violations, 0);
	pair_end(&pair);
}

static unsigned awaited;

static bool has_received(const struct pair *p)
{
	return p->received >= awaited;
}

static void exchange(const char *peer, const char *text)
{
	awaited = pair.received + 1;
	pair_send(&pair, peer, text, 1);
	ck_assert_msg(pair_run(&pair, 20000, has_received), "no answer");
	ck_assert_uint_eq(pair.last_len, strlen(text));
	ck_assert_mem_eq(pair.last, text, strlen(text));
}

START_TEST(a_cold_modem_comes_up_and_answers)
{
	pair_init(&pair);
	pair.sim_config.profile = _i ? SIM_MONARCH2 : SIM_MONARCH1;
	pair.sim_config.booted = true;
	bring_up();
	exchange(PEER, "hello");
	ck_assert(pair.from.port == 5683);
	finish();
}
END_TEST

START_TEST(a_modem_that_boots_comes_up)
{
	pair_init(&pair);
	pair.sim_config.booted = false;
	bring_up();
	exchange(PEER, "hello");
	finish();
}
END_TEST

START_TEST(a_registered_modem_is_taken_over_without_a_new_attach)
{
	pair_init(&pair);
	pair.config.apn[0] = '\0';
	pair.sim_config.booted = pair.sim_config.registered = true;
	bring_up();
	ck_assert_int_lt(pair.now, pair.sim_config.attach_time);
	exchange(PEER, "hello");
	finish();
}
END_TEST

START_TEST(hex_carries_any_byte)
{
	pair_init(&pair);
	pair.config.data_mode = SQN_DATA_HEX;
	bring_up();
	exchange(PEER, "\r\nOK\r\n> \xff\x01");
	finish();
}
END_TEST

START_TEST(raw_carries_what_looks_like_a_modem)
{
	pair_init(&pair);
	bring_up();
	exchange(PEER, "\r\nOK\r\n\r\n> \xff\x01\r\n+SQNSH: 1\r\n");
	exchange(PEER, "\r\n+SQNSRING: 1,5\r\n");
	exchange(PEER, "hello");
	finish();
}
END_TEST

START_TEST(a_hundred_exchanges_cost_two_commands_each)
{
	struct nb_addr peer;

	pair_init(&pair);
	bring_up();
	exchange(PEER, "warm");
	nb_addr_parse(&peer, PEER, strlen(PEER), 0);
	uint64_t before = sim_modem_counters(pair.sim)->commands;
	for (int i = 0; i < 100; i++) {
		pair.link.ops->pin(pair.link.self, &peer, NB_PIN_EXCHANGE,
				   pair.now);
		exchange(PEER, "0123456789012345678901234567890123456789012345"
			       "6789");
		pair.link.ops->unpin(pair.link.self, &peer, NB_PIN_EXCHANGE,
				     pair.now);
	}
	uint64_t commands = sim_modem_counters(pair.sim)->commands - before;
	ck_assert_uint_eq(commands, 200);
	finish();
}
END_TEST

START_TEST(with_data_in_the_ring_an_exchange_costs_one_command)
{
	pair_init(&pair);
	pair.config.ring_mode = SQN_RING_DATA;
	pair.config.data_mode = _i ? SQN_DATA_HEX : SQN_DATA_RAW;
	bring_up();
	exchange(PEER, "warm");
	uint64_t before = sim_modem_counters(pair.sim)->commands;
	for (int i = 0; i < 100; i++)
		exchange(PEER, "\r\nOK\r\n+SQNSRING: 1,7,\r\n> ");
	uint64_t commands = sim_modem_counters(pair.sim)->commands - before;
	ck_assert_uint_le(commands, 110);
	finish();
}
END_TEST

START_TEST(a_copy_of_what_came_in_the_ring_is_read_away)
{
	pair_init(&pair);
	pair.config.ring_mode = SQN_RING_DATA;
	pair.sim_config.keep_copy = true;
	pair.sim_config.recv_model =
		_i ? SIM_RECV_MERGE : SIM_RECV_ONE_DATAGRAM;
	bring_up();
	for (int i = 0; i < 100; i++)
		exchange(PEER, "hello");
	pair_run(&pair, 10000, NULL);
	ck_assert_uint_eq(pair.received, 100);
	finish();
}
END_TEST

START_TEST(a_copy_outlives_a_ring_with_data_that_was_lost)
{
	pair_init(&pair);
	pair.config.ring_mode = SQN_RING_DATA;
	pair.sim_config.keep_copy = true;
	bring_up();
	exchange(PEER, "warm");
	sim_modem_lose_ring(pair.sim);
	awaited = pair.received + 1;
	pair_send(&pair, PEER, "question", 1);
	ck_assert(!pair_run(&pair, 15000, has_received));
	pair_send(&pair, PEER, "question", 2);
	ck_assert(pair_run(&pair, 2000, has_received));
	finish();
}
END_TEST

START_TEST(more_than_the_mtu_never_reaches_the_modem)
{
	static const uint8_t bytes[81];
	struct nb_datagram d = {.bytes = {bytes, sizeof(bytes)}};

	pair_init(&pair);
	pair.config.mtu = 128;
	bring_up();
	nb_addr_parse(&d.peer, PEER, strlen(PEER), 0);
	ck_assert_uint_eq(pair.link.ops->mtu(pair.link.self, NB_FAMILY_IPV6),
			  80);
	ck_assert_uint_eq(pair.link.ops->mtu(pair.link.self, NB_FAMILY_IPV4),
			  100);
	ck_assert_int_eq(pair.link.ops->send(pair.link.self, &d, pair.now),
			 NB_ERR_CALLER);
	finish();
}
END_TEST

static uint16_t port_of_host(void *arg, const struct nb_addr *peer)
{
	(void)arg;
	return (uint16_t)(7000 + peer->ip[15]);
}

START_TEST(each_peer_is_dialled_from_its_own_port)
{
	pair_init(&pair);
	pair.setup.local_port = port_of_host;
	bring_up();
	exchange("[2001:db8::1]:5683", "one");
	ck_assert_uint_eq(pair.local_port, 7001);
	exchange("[2001:db8::2]:5683", "two");
	ck_assert_uint_eq(pair.local_port, 7002);
	sim_modem_close_socket(pair.sim, 1, pair.now);
	exchange("[2001:db8::1]:5683", "three");
	ck_assert_uint_eq(pair.local_port, 7001);
	finish();
}
END_TEST

START_TEST(a_foreign_network_is_used_only_where_roaming_is_wanted)
{
	pair_init(&pair);
	pair.sim_config.roaming = true;
	pair.config.roaming = _i;
	pair_start(&pair);
	ck_assert(pair_run(&pair, 600000, pair_is_up) == _i);
	finish();
}
END_TEST

START_TEST(seven_peers_share_six_sockets)
{
	char peer[40];

	pair_init(&pair);
	bring_up();
	for (int round = 0; round < 3; round++) {
		for (int i = 1; i <= 7; i++) {
			snprintf(peer, sizeof(peer), "[2001:db8::%d]:5683", i);
			exchange(peer, "hello");
		}
	}
	finish();
}
END_TEST

START_TEST(a_lost_ring_is_found_by_the_retransmission)
{
	pair_init(&pair);
	bring_up();
	exchange(PEER, "warm");
	sim_modem_lose_ring(pair.sim);
	awaited = pair.received + 1;
	pair_send(&pair, PEER, "question", 1);
	ck_assert(!pair_run(&pair, 15000, has_received));
	pair_send(&pair, PEER, "question", 2);
	ck_assert(pair_run(&pair, 2000, has_received));
	ck_assert_mem_eq(pair.last, "question", 8);
	finish();
}
END_TEST

static bool is_down(const struct pair *p)
{
	return !pair_is_up(p);
}

START_TEST(a_reboot_brings_it_up_again_with_a_rebound)
{
	pair_init(&pair);
	bring_up();
	exchange(PEER, "before");
	sim_modem_reset(pair.sim, pair.now);
	ck_assert(pair_run(&pair, 30000, is_down));
	ck_assert(pair_run(&pair, 120000, pair_is_up));
	ck_assert_uint_eq(pair.rebounds, 1);
	exchange(PEER, "after");
	finish();
}
END_TEST

START_TEST(coverage_that_goes_and_comes_costs_no_socket)
{
	pair_init(&pair);
	bring_up();
	exchange(PEER, "before");
	sim_modem_coverage(pair.sim, false, pair.now);
	pair_run(&pair, 60000, NULL);
	ck_assert(!pair_is_up(&pair));
	sim_modem_coverage(pair.sim, true, pair.now);
	ck_assert(pair_run(&pair, 120000, pair_is_up));
	ck_assert_uint_eq(pair.rebounds, 0);
	exchange(PEER, "after");
	finish();
}
END_TEST

START_TEST(a_socket_that_the_modem_closes_is_opened_again)
{
	pair_init(&pair);
	bring_up();
	exchange(PEER, "before");
	sim_modem_close_socket(pair.sim, 1, pair.now);
	pair_run(&pair, 1000, NULL);
	exchange(PEER, "after");
	ck_assert_uint_eq(pair.rebounds, 0);
	finish();
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
	exchange(PEER, "hello");
	finish();
}
END_TEST

START_TEST(a_modem_that_hangs_for_a_while_comes_back)
{
	pair_init(&pair);
	bring_up();
	exchange(PEER, "before");
	sim_modem_hang(pair.sim, true);
	pair_send(&pair, PEER, "lost", 1);
	pair_run(&pair, 120000, NULL);
	ck_assert_uint_eq(pair.verdicts[NB_VERDICT_UNKNOWN], 1);
	ck_assert_int_eq(pair.state, NB_LINK_ABSENT);
	sim_modem_hang(pair.sim, false);
	ck_assert(pair_run(&pair, 120000, pair_is_up));
	exchange(PEER, "after");
	finish();
}
END_TEST

static uint64_t counter(const char *name)
{
	const void *counters;
	const struct nb_metric *m =
		pair.link.ops->metrics(pair.link.self, &counters);

	while (m->name && strcmp(m->name, name) != 0)
		m++;
	ck_assert_ptr_nonnull(m->name);
	return nb_metric_value(m, counters);
}

START_TEST(resets_are_limited_however_long_it_is_deaf)
{
	unsigned each_hour = _i ? 4 : 1;

	pair_init(&pair);
	pair.deaf = true;
	pair.config.reattach_limit.amount = each_hour;
	bring_up();
	sim_modem_hang(pair.sim, true);
	pair_send(&pair, PEER, "into the void", 1);
	pair_run(&pair, 3 * 3600000, NULL);
	ck_assert_uint_ge(counter("nbgate_modem_resets_total"), each_hour);
	ck_assert_uint_le(counter("nbgate_modem_resets_total"),
			  each_hour + 3 * each_hour);
	sim_modem_hang(pair.sim, false);
	ck_assert(pair_run(&pair, 120000, pair_is_up));
	finish();
}
END_TEST

START_TEST(six_pinned_peers_make_a_seventh_wait)
{
	struct nb_addr peer;
	char text[40];

	pair_init(&pair);
	bring_up();
	for (int i = 1; i <= 6; i++) {
		snprintf(text, sizeof(text), "[2001:db8::%d]:5683", i);
		nb_addr_parse(&peer, text, strlen(text), 0);
		pair.link.ops->pin(pair.link.self, &peer, NB_PIN_OBSERVATION,
				   pair.now);
		exchange(text, "hello");
	}
	struct nb_addr seventh = peer;
	seventh.ip[15] = 7;
	ck_assert(!pair.link.ops->ready(pair.link.self, &seventh));
	pair.link.ops->unpin(pair.link.self, &peer, NB_PIN_OBSERVATION,
			     pair.now);
	ck_assert(pair.link.ops->ready(pair.link.self, &seventh));
	exchange("[2001:db8::7]:5683", "hello");
	finish();
}
END_TEST

static bool has_resolved(const struct pair *p)
{
	return p->resolutions > 0;
}

START_TEST(a_name_is_looked_up)
{
	static struct sim_name name = {.name = "coap.example"};
	char text[NB_ADDR_TEXT];

	pair_init(&pair);
	nb_addr_parse_host(&name.addr, "2001:db8::5", 11);
	pair.sim_config.names = &name;
	pair.sim_config.name_count = 1;
	bring_up();
	pair.link.ops->resolve(pair.link.self, "coap.example", 1, pair.now);
	ck_assert(pair_run(&pair, 10000, has_resolved));
	nb_addr_format_host(&pair.resolved, text, sizeof(text));
	ck_assert_str_eq(text, "2001:db8::5");
	pair.resolutions = 0;
	pair.link.ops->resolve(pair.link.self, "no.example", 2, pair.now);
	ck_assert(pair_run(&pair, 20000, has_resolved));
	ck_assert_int_eq(pair.resolved.family, NB_FAMILY_NONE);
	finish();
}
END_TEST

START_TEST(what_modems_differ_in_makes_no_difference)
{
	pair_init(&pair);
	struct sim_config *c = &pair.sim_config;
	pair.config.data_mode = _i & 1 ? SQN_DATA_HEX : SQN_DATA_RAW;
	pair.config.ring_mode = _i & 2 ? SQN_RING_DATA : SQN_RING_AMOUNT;
	c->keep_copy = _i & 8;
	c->lower_hex = _i & 2;
	c->close_urc = _i & 4;
	c->close_again = _i & 8 ? SIM_CLOSE_REFUSED : SIM_CLOSE_OK;
	c->nul_at_start = true;
	c->drop_tail = _i & 16;
	c->one_port_once = _i & 32;
	c->empty_read = (enum sim_empty_read)(_i % 3);
	c->recv_model = _i & 4 ? SIM_RECV_MERGE : SIM_RECV_ONE_DATAGRAM;
	c->ring_model = _i & 8 ? SIM_RING_ON_EMPTY : SIM_RING_PER_DATAGRAM;
	c->booted = _i & 16;
	bring_up();
	exchange(PEER, "one");
	exchange("[2001:db8::2]:5683", "two");
	sim_modem_close_socket(pair.sim, 1, pair.now);
	exchange(PEER, "three");
	sim_modem_reset(pair.sim, pair.now);
	ck_assert(pair_run(&pair, 30000, is_down));
	ck_assert(pair_run(&pair, 120000, pair_is_up));
	exchange("[2001:db8::2]:5683", "four");
	exchange(PEER, "five");
	finish();
}
END_TEST

START_TEST(the_sim_gets_its_pin)
{
	pair_init(&pair);
	strcpy(pair.sim_config.pin, "1234");
	strcpy(pair.setup.pin, _i ? "1234" : "9999");
	pair_start(&pair);
	ck_assert(pair_run(&pair, 120000, pair_is_up) == (_i == 1));
	sim_modem_reset(pair.sim, pair.now);
	pair_run(&pair, 120000, NULL);
	ck_assert_uint_eq(sim_modem_counters(pair.sim)->wrong_pins, _i ? 0 : 1);
	ck_assert(pair_is_up(&pair) == (_i == 1));
	finish();
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
	finish();
}
END_TEST

TCase *sequans_sim_case(void)
{
	TCase *t = tcase_create("with the simulated modem");

	tcase_add_loop_test(t, a_cold_modem_comes_up_and_answers, 0, 2);
	tcase_add_test(t, a_modem_that_boots_comes_up);
	tcase_add_test(t,
		       a_registered_modem_is_taken_over_without_a_new_attach);
	tcase_add_test(t, hex_carries_any_byte);
	tcase_add_test(t, raw_carries_what_looks_like_a_modem);
	tcase_add_test(t, a_hundred_exchanges_cost_two_commands_each);
	tcase_add_loop_test(
		t, with_data_in_the_ring_an_exchange_costs_one_command, 0, 2);
	tcase_add_loop_test(t, a_copy_of_what_came_in_the_ring_is_read_away, 0,
			    2);
	tcase_add_test(t, a_copy_outlives_a_ring_with_data_that_was_lost);
	tcase_add_test(t, more_than_the_mtu_never_reaches_the_modem);
	tcase_add_test(t, each_peer_is_dialled_from_its_own_port);
	tcase_add_loop_test(
		t, a_foreign_network_is_used_only_where_roaming_is_wanted, 0,
		2);
	tcase_add_test(t, seven_peers_share_six_sockets);
	tcase_add_test(t, a_lost_ring_is_found_by_the_retransmission);
	tcase_add_test(t, a_reboot_brings_it_up_again_with_a_rebound);
	tcase_add_test(t, coverage_that_goes_and_comes_costs_no_socket);
	tcase_add_test(t, a_socket_that_the_modem_closes_is_opened_again);
	tcase_add_loop_test(t, a_command_that_fails_once_hurts_nobody, 0, 20);
	tcase_add_test(t, a_modem_that_hangs_for_a_while_comes_back);
	tcase_add_test(t, a_name_is_looked_up);
	tcase_add_loop_test(t, resets_are_limited_however_long_it_is_deaf, 0,
			    2);
	tcase_add_test(t, six_pinned_peers_make_a_seventh_wait);
	tcase_add_loop_test(t, what_modems_differ_in_makes_no_difference, 0,
			    64);
	tcase_add_loop_test(t, the_sim_gets_its_pin, 0, 2);
	tcase_add_loop_test(
		t,
		after_any_trouble_it_comes_back_and_each_datagram_has_a_verdict,
		0, 40);
	tcase_set_timeout(t, 60);
	return t;
}
