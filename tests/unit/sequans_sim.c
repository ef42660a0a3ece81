#include "base/addr.h"
#include "unit/sequans_pair.h"
#include "unit/unit.h"

#include <stdio.h>
#include <string.h>

TCase *sequans_sim_case(void);

#define PEER "[2001:db8::1]:5683"

static struct pair pair;

START_TEST(a_cold_modem_comes_up_and_answers)
{
	pair_init(&pair);
	pair.sim_config.profile = _i ? SIM_MONARCH2 : SIM_MONARCH1;
	pair.sim_config.booted = true;
	pair_bring_up(&pair);
	pair_exchange(&pair, PEER, "hello");
	ck_assert(pair.from.port == 5683);
	pair_finish(&pair);
}
END_TEST

START_TEST(a_modem_that_boots_comes_up)
{
	pair_init(&pair);
	pair.sim_config.booted = false;
	pair_bring_up(&pair);
	pair_exchange(&pair, PEER, "hello");
	pair_finish(&pair);
}
END_TEST

START_TEST(a_registered_modem_is_taken_over_without_a_new_attach)
{
	pair_init(&pair);
	pair.config.apn[0] = '\0';
	pair.sim_config.booted = pair.sim_config.registered = true;
	pair_bring_up(&pair);
	ck_assert_int_lt(pair.now, pair.sim_config.attach_time);
	pair_exchange(&pair, PEER, "hello");
	pair_finish(&pair);
}
END_TEST

START_TEST(hex_carries_any_byte)
{
	pair_init(&pair);
	pair.config.data_mode = SQN_DATA_HEX;
	pair_bring_up(&pair);
	pair_exchange(&pair, PEER, "\r\nOK\r\n> \xff\x01");
	pair_finish(&pair);
}
END_TEST

START_TEST(raw_carries_what_looks_like_a_modem)
{
	pair_init(&pair);
	pair_bring_up(&pair);
	pair_exchange(&pair, PEER, "\r\nOK\r\n\r\n> \xff\x01\r\n+SQNSH: 1\r\n");
	pair_exchange(&pair, PEER, "\r\n+SQNSRING: 1,5\r\n");
	pair_exchange(&pair, PEER, "hello");
	pair_finish(&pair);
}
END_TEST

START_TEST(a_hundred_exchanges_cost_two_commands_each)
{
	struct nb_addr peer;

	pair_init(&pair);
	pair_bring_up(&pair);
	pair_exchange(&pair, PEER, "warm");
	nb_addr_parse(&peer, PEER, strlen(PEER), 0);
	uint64_t before = sim_modem_counters(pair.sim)->commands;
	for (int i = 0; i < 100; i++) {
		pair.link.ops->pin(pair.link.self, &peer, NB_PIN_EXCHANGE,
				   pair.now);
		pair_exchange(&pair, PEER,
			      "0123456789012345678901234567890123456789012345"
			      "6789");
		pair.link.ops->unpin(pair.link.self, &peer, NB_PIN_EXCHANGE,
				     pair.now);
	}
	uint64_t commands = sim_modem_counters(pair.sim)->commands - before;
	ck_assert_uint_eq(commands, 200);
	pair_finish(&pair);
}
END_TEST

START_TEST(with_data_in_the_ring_an_exchange_costs_one_command)
{
	pair_init(&pair);
	pair.config.ring_mode = SQN_RING_DATA;
	pair.config.data_mode = _i ? SQN_DATA_HEX : SQN_DATA_RAW;
	pair_bring_up(&pair);
	pair_exchange(&pair, PEER, "warm");
	uint64_t before = sim_modem_counters(pair.sim)->commands;
	for (int i = 0; i < 100; i++)
		pair_exchange(&pair, PEER, "\r\nOK\r\n+SQNSRING: 1,7,\r\n> ");
	uint64_t commands = sim_modem_counters(pair.sim)->commands - before;
	ck_assert_uint_le(commands, 110);
	pair_finish(&pair);
}
END_TEST

START_TEST(a_copy_of_what_came_in_the_ring_is_read_away)
{
	pair_init(&pair);
	pair.config.ring_mode = SQN_RING_DATA;
	pair.sim_config.keep_copy = true;
	pair.sim_config.recv_model =
		_i ? SIM_RECV_MERGE : SIM_RECV_ONE_DATAGRAM;
	pair_bring_up(&pair);
	for (int i = 0; i < 100; i++)
		pair_exchange(&pair, PEER, "hello");
	pair_run(&pair, 10000, NULL);
	ck_assert_uint_eq(pair.received, 100);
	pair_finish(&pair);
}
END_TEST

START_TEST(a_copy_outlives_a_ring_with_data_that_was_lost)
{
	pair_init(&pair);
	pair.config.ring_mode = SQN_RING_DATA;
	pair.sim_config.keep_copy = true;
	pair_bring_up(&pair);
	pair_exchange(&pair, PEER, "warm");
	sim_modem_lose_ring(pair.sim);
	pair_send(&pair, PEER, "question", 1);
	ck_assert(!pair_receives(&pair, 1, 15000));
	pair_send(&pair, PEER, "question", 2);
	ck_assert(pair_receives(&pair, 1, 2000));
	pair_finish(&pair);
}
END_TEST

START_TEST(more_than_the_mtu_never_reaches_the_modem)
{
	static const uint8_t bytes[81];
	struct nb_datagram d = {.bytes = {bytes, sizeof(bytes)}};

	pair_init(&pair);
	pair.config.mtu = 128;
	pair_bring_up(&pair);
	nb_addr_parse(&d.peer, PEER, strlen(PEER), 0);
	ck_assert_uint_eq(pair.link.ops->mtu(pair.link.self, NB_FAMILY_IPV6),
			  80);
	ck_assert_uint_eq(pair.link.ops->mtu(pair.link.self, NB_FAMILY_IPV4),
			  100);
	ck_assert_int_eq(pair.link.ops->send(pair.link.self, &d, pair.now),
			 NB_ERR_CALLER);
	pair_finish(&pair);
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
	pair_bring_up(&pair);
	pair_exchange(&pair, "[2001:db8::1]:5683", "one");
	ck_assert_uint_eq(pair.local_port, 7001);
	pair_exchange(&pair, "[2001:db8::2]:5683", "two");
	ck_assert_uint_eq(pair.local_port, 7002);
	sim_modem_close_socket(pair.sim, 1, pair.now);
	pair_exchange(&pair, "[2001:db8::1]:5683", "three");
	ck_assert_uint_eq(pair.local_port, 7001);
	pair_finish(&pair);
}
END_TEST

static uint16_t kept_port(void *arg, const struct nb_addr *peer)
{
	const struct pair *p = arg;

	return peer->ip[15] == 2 && p->kept ? p->kept : 5683;
}

START_TEST(a_port_that_is_refused_twice_is_shifted_and_kept)
{
	pair_init(&pair);
	pair.sim_config.one_port_once = true;
	pair.setup.local_port = kept_port;
	pair.setup.local_port_arg = &pair;
	pair_bring_up(&pair);
	pair_exchange(&pair, "[2001:db8::1]:5683", "one");
	ck_assert_uint_eq(pair.kept, 0);
	pair_exchange(&pair, "[2001:db8::2]:5683", "two");
	ck_assert_uint_eq(pair.local_port, 5684);
	ck_assert_uint_eq(pair.kept, 5684);
	pair_restart(&pair);
	ck_assert(pair_run(&pair, 60000, pair_is_up));
	pair_exchange(&pair, "[2001:db8::2]:5683", "two");
	ck_assert_uint_eq(pair.local_port, 5684);
	pair_finish(&pair);
}
END_TEST

START_TEST(a_port_stays_its_peers_while_its_socket_is_closed)
{
	pair_init(&pair);
	pair.sim_config.one_port_once = true;
	pair_bring_up(&pair);
	pair_exchange(&pair, "[2001:db8::1]:5683", "one");
	pair_exchange(&pair, "[2001:db8::2]:5683", "two");
	for (unsigned i = 1; i <= SIM_SOCKETS; i++)
		sim_modem_close_socket(pair.sim, i, pair.now);
	pair_exchange(&pair, "[2001:db8::3]:5683", "three");
	ck_assert_uint_eq(pair.local_port, 5685);
	pair_exchange(&pair, "[2001:db8::1]:5683", "one");
	ck_assert_uint_eq(pair.local_port, 5683);
	pair_finish(&pair);
}
END_TEST

START_TEST(a_foreign_network_is_used_only_where_roaming_is_wanted)
{
	pair_init(&pair);
	pair.sim_config.roaming = true;
	pair.config.roaming = _i;
	pair_start(&pair);
	ck_assert(pair_run(&pair, 600000, pair_is_up) == _i);
	pair_finish(&pair);
}
END_TEST

START_TEST(seven_peers_share_six_sockets)
{
	char peer[40];

	pair_init(&pair);
	pair_bring_up(&pair);
	for (int round = 0; round < 3; round++) {
		for (int i = 1; i <= 7; i++) {
			snprintf(peer, sizeof(peer), "[2001:db8::%d]:5683", i);
			pair_exchange(&pair, peer, "hello");
		}
	}
	pair_finish(&pair);
}
END_TEST

START_TEST(a_lost_ring_is_found_by_the_retransmission)
{
	pair_init(&pair);
	pair_bring_up(&pair);
	pair_exchange(&pair, PEER, "warm");
	sim_modem_lose_ring(pair.sim);
	pair_send(&pair, PEER, "question", 1);
	ck_assert(!pair_receives(&pair, 1, 15000));
	pair_send(&pair, PEER, "question", 2);
	ck_assert(pair_receives(&pair, 1, 2000));
	ck_assert_mem_eq(pair.last, "question", 8);
	pair_finish(&pair);
}
END_TEST

START_TEST(six_pinned_peers_make_a_seventh_wait)
{
	struct nb_addr peer;
	char text[40];

	pair_init(&pair);
	pair_bring_up(&pair);
	for (int i = 1; i <= 6; i++) {
		snprintf(text, sizeof(text), "[2001:db8::%d]:5683", i);
		nb_addr_parse(&peer, text, strlen(text), 0);
		pair.link.ops->pin(pair.link.self, &peer, NB_PIN_OBSERVATION,
				   pair.now);
		pair_exchange(&pair, text, "hello");
	}
	struct nb_addr seventh = peer;
	seventh.ip[15] = 7;
	ck_assert(!pair.link.ops->ready(pair.link.self, &seventh));
	pair.link.ops->unpin(pair.link.self, &peer, NB_PIN_OBSERVATION,
			     pair.now);
	ck_assert(pair.link.ops->ready(pair.link.self, &seventh));
	pair_exchange(&pair, "[2001:db8::7]:5683", "hello");
	pair_finish(&pair);
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
	pair_bring_up(&pair);
	pair.link.ops->resolve(pair.link.self, "coap.example", 1, pair.now);
	ck_assert(pair_run(&pair, 10000, has_resolved));
	nb_addr_format_host(&pair.resolved, text, sizeof(text));
	ck_assert_str_eq(text, "2001:db8::5");
	pair.resolutions = 0;
	pair.link.ops->resolve(pair.link.self, "no.example", 2, pair.now);
	ck_assert(pair_run(&pair, 20000, has_resolved));
	ck_assert_int_eq(pair.resolved.family, NB_FAMILY_NONE);
	pair_finish(&pair);
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
	pair_bring_up(&pair);
	pair_exchange(&pair, PEER, "one");
	pair_exchange(&pair, "[2001:db8::2]:5683", "two");
	sim_modem_close_socket(pair.sim, 1, pair.now);
	pair_exchange(&pair, PEER, "three");
	sim_modem_reset(pair.sim, pair.now);
	ck_assert(pair_run(&pair, 30000, pair_is_down));
	ck_assert(pair_run(&pair, 120000, pair_is_up));
	pair_exchange(&pair, "[2001:db8::2]:5683", "four");
	pair_exchange(&pair, PEER, "five");
	pair_finish(&pair);
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
	pair_finish(&pair);
}
END_TEST

static void hold_pin_file(const char *pin)
{
	strcpy(pair.setup.pin, pin);
}

START_TEST(a_refused_pin_is_not_given_again_after_a_restart)
{
	pair_init(&pair);
	strcpy(pair.sim_config.pin, "1234");
	hold_pin_file("9999");
	pair_start(&pair);
	for (int i = 0; i < 4; i++) {
		pair_run(&pair, 120000, NULL);
		pair_restart(&pair);
	}
	ck_assert_uint_eq(sim_modem_counters(pair.sim)->wrong_pins, 1);
	hold_pin_file("1234");
	pair_restart(&pair);
	ck_assert(pair_run(&pair, 120000, pair_is_up));
	pair_finish(&pair);
}
END_TEST

START_TEST(what_another_sim_refused_is_given_to_this_one)
{
	pair_init(&pair);
	strcpy(pair.sim_config.pin, "1234");
	hold_pin_file("9999");
	pair_start(&pair);
	pair_run(&pair, 120000, NULL);
	pair.setup.refused_pin.sim ^= 2;
	pair_restart(&pair);
	pair_run(&pair, 120000, NULL);
	ck_assert_uint_eq(sim_modem_counters(pair.sim)->wrong_pins, 2);
	pair_finish(&pair);
}
END_TEST

/* It had its PIN, and never said so; twice is enough. */
START_TEST(a_pin_whose_outcome_nobody_tells_is_given_twice_at_most)
{
	pair_init(&pair);
	strcpy(pair.sim_config.pin, "1234");
	hold_pin_file("1234");
	pair.mute = "AT+CPIN=\"";
	pair_start(&pair);
	pair_run(&pair, 600000, NULL);
	ck_assert_uint_eq(pair.muted, 2);
	pair_finish(&pair);
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
	tcase_add_test(t, a_port_that_is_refused_twice_is_shifted_and_kept);
	tcase_add_test(t, a_port_stays_its_peers_while_its_socket_is_closed);
	tcase_add_loop_test(
		t, a_foreign_network_is_used_only_where_roaming_is_wanted, 0,
		2);
	tcase_add_test(t, seven_peers_share_six_sockets);
	tcase_add_test(t, a_lost_ring_is_found_by_the_retransmission);
	tcase_add_test(t, a_name_is_looked_up);
	tcase_add_test(t, six_pinned_peers_make_a_seventh_wait);
	tcase_add_loop_test(t, what_modems_differ_in_makes_no_difference, 0,
			    64);
	tcase_add_loop_test(t, the_sim_gets_its_pin, 0, 2);
	tcase_add_test(t, a_refused_pin_is_not_given_again_after_a_restart);
	tcase_add_test(t, what_another_sim_refused_is_given_to_this_one);
	tcase_add_test(t,
		       a_pin_whose_outcome_nobody_tells_is_given_twice_at_most);
	tcase_set_timeout(t, 60);
	return t;
}
