/* Something is served: our CoAP port listens, beside sockets of peers. */
#include "base/addr.h"
#include "unit/sequans_pair.h"
#include "unit/unit.h"

#include <stdio.h>
#include <string.h>

TCase *sequans_listener_case(void);

#define PEER     "[2001:db8::1]:5683"
#define STRANGER "[2001:db8::99]:7000"
#define OWN_PORT 7001 /* toward PEER, where a test says so */

static struct pair pair;

static struct nb_addr addr(const char *text)
{
	struct nb_addr a;

	ck_assert_int_eq(nb_addr_parse(&a, text, strlen(text), 0), 0);
	return a;
}

static void serve(bool on)
{
	pair.link.ops->serve(pair.link.self, on, pair.now);
	pair_run(&pair, 1000, NULL);
}

static void bring_up(void)
{
	pair_bring_up(&pair);
	serve(true);
}

static void asks_at(uint16_t port, const char *who)
{
	struct nb_addr from = addr(who);

	sim_modem_input_to_port(pair.sim, port, &from, "ask", 3, pair.now);
}

static bool is_heard(const char *who)
{
	struct nb_addr from = addr(who);

	asks_at(5683, who);
	return pair_receives(&pair, 1, 5000) &&
	       nb_addr_equal(&pair.from, &from);
}

/* What answers @who, from which local port it left; 0: it did not. */
static uint16_t answered_from(const char *who)
{
	struct nb_datagram d = {
		.peer = addr(who),
		.bytes = {(const uint8_t *)"\r\n> \x1a\xff", 6},
		.expect = NB_EXPECT_NOTHING,
		.transmission = 1,
		.answers = true,
	};

	pair.echoes = false;
	pair.local_port = 0;
	if (!pair.link.ops->ready(pair.link.self, &d.peer) ||
	    pair.link.ops->send(pair.link.self, &d, pair.now) != 0)
		return 0;
	pair_run(&pair, 5000, NULL);
	pair.echoes = true;
	return pair.local_port;
}

static unsigned sockets(void)
{
	struct nb_link_status status;

	pair.link.ops->status(pair.link.self, &status, pair.now);
	return status.sockets;
}

static void pin(unsigned host, bool pins)
{
	struct nb_addr a = addr(PEER);

	a.ip[15] = (uint8_t)host;
	if (pins)
		pair.link.ops->pin(pair.link.self, &a, NB_PIN_OBSERVATION,
				   pair.now);
	else
		pair.link.ops->unpin(pair.link.self, &a, NB_PIN_OBSERVATION,
				     pair.now);
}

static void exchange(unsigned host)
{
	char peer[40];

	snprintf(peer, sizeof(peer), "[2001:db8::%x]:5683", host);
	pair_exchange(&pair, peer, "hello");
}

START_TEST(a_stranger_is_heard_and_answered_from_our_port)
{
	pair_init(&pair);
	pair.sim_config.profile = _i ? SIM_MONARCH2 : SIM_MONARCH1;
	bring_up();
	ck_assert(is_heard(STRANGER));
	ck_assert_uint_eq(answered_from(STRANGER), 5683);
	ck_assert_uint_eq(sockets(), 1);
	exchange(1);
	ck_assert_uint_eq(sockets(), 2);
	ck_assert(is_heard(STRANGER));
	pair_finish(&pair);
}
END_TEST

START_TEST(nobody_is_heard_while_nothing_is_served)
{
	pair_init(&pair);
	pair_bring_up(&pair);
	exchange(1);
	ck_assert(!is_heard(STRANGER));
	serve(true);
	ck_assert(is_heard(STRANGER));
	serve(false);
	ck_assert(!is_heard(STRANGER));
	ck_assert_uint_eq(sockets(), 1);
	exchange(1);
	pair_finish(&pair);
}
END_TEST

START_TEST(a_peer_with_a_socket_goes_on_when_listening_begins)
{
	pair_init(&pair);
	pair.sim_config.profile = _i ? SIM_MONARCH2 : SIM_MONARCH1;
	pair_bring_up(&pair);
	pin(1, true);
	exchange(1);
	serve(true);
	exchange(1);
	ck_assert(is_heard(STRANGER));
	exchange(1);
	pair_finish(&pair);
}
END_TEST

static uint16_t own_port(void *arg, const struct nb_addr *peer)
{
	(void)arg;
	return peer->ip[15] == 1 ? OWN_PORT : 5683;
}

START_TEST(an_answer_leaves_from_where_its_question_came)
{
	pair_init(&pair);
	pair.setup.local_port = own_port;
	bring_up();
	exchange(1);
	ck_assert_uint_eq(pair.local_port, OWN_PORT);
	ck_assert(is_heard(PEER));
	ck_assert_uint_eq(answered_from(PEER), 5683);
	exchange(1);
	ck_assert_uint_eq(pair.local_port, OWN_PORT);
	asks_at(OWN_PORT, PEER);
	ck_assert(pair_receives(&pair, 1, 5000));
	ck_assert_uint_eq(answered_from(PEER), OWN_PORT);
	pair_finish(&pair);
}
END_TEST

START_TEST(it_counts_as_one_of_six_and_is_never_given_up)
{
	struct nb_addr sixth = addr("[2001:db8::6]:5683");

	pair_init(&pair);
	bring_up();
	for (unsigned host = 1; host <= 9; host++)
		exchange(host);
	ck_assert_uint_eq(sockets(), 6);
	ck_assert(is_heard(STRANGER));
	for (unsigned host = 1; host <= 5; host++) {
		pin(host, true);
		exchange(host);
	}
	ck_assert(!pair.link.ops->ready(pair.link.self, &sixth));
	ck_assert(is_heard(STRANGER));
	ck_assert_uint_eq(answered_from(STRANGER), 5683);
	pair_finish(&pair);
}
END_TEST

START_TEST(it_waits_while_all_six_are_pinned)
{
	pair_init(&pair);
	pair_bring_up(&pair);
	for (unsigned host = 1; host <= 6; host++) {
		pin(host, true);
		exchange(host);
	}
	serve(true);
	ck_assert(!is_heard(STRANGER));
	pin(3, false);
	pair_run(&pair, 1000, NULL);
	ck_assert(is_heard(STRANGER));
	pair_finish(&pair);
}
END_TEST

START_TEST(it_is_opened_again_when_the_modem_closed_it_or_rebooted)
{
	pair_init(&pair);
	bring_up();
	ck_assert(is_heard(STRANGER));
	sim_modem_close_socket(pair.sim, 1, pair.now);
	pair_run(&pair, 10000, NULL);
	ck_assert(is_heard(STRANGER));
	sim_modem_reset(pair.sim, pair.now);
	ck_assert(pair_run(&pair, 30000, pair_is_down));
	ck_assert(pair_run(&pair, 120000, pair_is_up));
	pair_run(&pair, 10000, NULL);
	ck_assert(is_heard(STRANGER));
	pair_finish(&pair);
}
END_TEST

START_TEST(a_port_that_is_given_once_is_taken_from_a_peer_that_rests)
{
	pair_init(&pair);
	pair.sim_config.one_port_once = true;
	pair.sim_config.port_lingers = _i & 1;
	pair_bring_up(&pair);
	pin(1, true);
	exchange(1);
	serve(true);
	pair_run(&pair, 10000, NULL);
	ck_assert(!is_heard(STRANGER));
	pin(1, false);
	pair_run(&pair, 60000, NULL);
	ck_assert(is_heard(STRANGER));
	ck_assert_uint_eq(answered_from(STRANGER), 5683);
	exchange(1);
	ck_assert_uint_eq(pair.local_port, 5684);
	ck_assert(is_heard(STRANGER));
	pair_finish(&pair);
}
END_TEST

START_TEST(a_question_whose_ring_was_lost_is_found_within_five_minutes)
{
	pair_init(&pair);
	bring_up();
	sim_modem_lose_ring(pair.sim);
	ck_assert(!is_heard(STRANGER));
	ck_assert(pair_receives(&pair, 1, 300000));
	pair_finish(&pair);
}
END_TEST

START_TEST(with_one_socket_for_all_that_one_listens)
{
	pair_init(&pair);
	pair.config.sockets = SQN_SOCKETS_SHARED;
	pair.sim_config.profile = _i ? SIM_MONARCH2 : SIM_MONARCH1;
	bring_up();
	ck_assert(is_heard(STRANGER));
	ck_assert_uint_eq(answered_from(STRANGER), 5683);
	exchange(1);
	ck_assert_uint_eq(sockets(), 1);
	sim_modem_close_socket(pair.sim, 1, pair.now);
	pair_run(&pair, 10000, NULL);
	ck_assert(is_heard(STRANGER));
	serve(false);
	exchange(2);
	pair_finish(&pair);
}
END_TEST

START_TEST(a_port_that_nobody_knows_is_not_listened_at)
{
	pair_init(&pair);
	pair.setup.coap_port = 0;
	bring_up();
	ck_assert_uint_eq(sockets(), 0);
	ck_assert_ptr_nonnull(strstr(pair.log, "coap-port is 0"));
	pair_finish(&pair);
}
END_TEST

TCase *sequans_listener_case(void)
{
	TCase *t = tcase_create("listening");

	tcase_add_loop_test(t, a_stranger_is_heard_and_answered_from_our_port,
			    0, 2);
	tcase_add_test(t, nobody_is_heard_while_nothing_is_served);
	tcase_add_loop_test(
		t, a_peer_with_a_socket_goes_on_when_listening_begins, 0, 2);
	tcase_add_test(t, an_answer_leaves_from_where_its_question_came);
	tcase_add_test(t, it_counts_as_one_of_six_and_is_never_given_up);
	tcase_add_test(t, it_waits_while_all_six_are_pinned);
	tcase_add_test(t,
		       it_is_opened_again_when_the_modem_closed_it_or_rebooted);
	tcase_add_loop_test(
		t, a_port_that_is_given_once_is_taken_from_a_peer_that_rests, 0,
		2);
	tcase_add_test(
		t, a_question_whose_ring_was_lost_is_found_within_five_minutes);
	tcase_add_loop_test(t, with_one_socket_for_all_that_one_listens, 0, 2);
	tcase_add_test(t, a_port_that_nobody_knows_is_not_listened_at);
	return t;
}
