/* sockets = shared: one socket to and from anybody. */
#include "base/addr.h"
#include "unit/sequans_pair.h"
#include "unit/unit.h"

#include <stdio.h>
#include <string.h>

TCase *sequans_shared_case(void);

static struct pair pair;

static void bring_up_a(enum sim_profile profile)
{
	pair_init(&pair);
	pair.config.sockets = SQN_SOCKETS_SHARED;
	pair.sim_config.profile = profile;
	pair_bring_up(&pair);
}

/* Sends to the peer with that last octet and gets it back from there. */
static void exchange(int host, const char *text)
{
	char peer[40];

	snprintf(peer, sizeof(peer), "[2001:db8::%x]:5683", host);
	pair_exchange(&pair, peer, text);
	ck_assert_uint_eq(pair.from.ip[15], (unsigned)host);
	ck_assert_uint_eq(pair.from.port, 5683);
}

START_TEST(many_peers_take_one_socket_and_one_port)
{
	struct nb_link_status status;

	bring_up_a(_i ? SIM_MONARCH2 : SIM_MONARCH1);
	for (int round = 0; round < 2; round++) {
		for (int host = 1; host <= 9; host++)
			exchange(host, "\r\nOK\r\n> \x1a\xff");
	}
	pair.link.ops->status(pair.link.self, &status, pair.now);
	ck_assert_uint_eq(status.sockets, 1);
	ck_assert_uint_eq(pair.local_port, 5683);
	pair_finish(&pair);
}
END_TEST

START_TEST(rings_with_data_are_not_asked_for)
{
	pair_init(&pair);
	pair.config.sockets = SQN_SOCKETS_SHARED;
	pair.config.ring_mode = SQN_RING_DATA;
	pair_bring_up(&pair);
	exchange(1, "one");
	exchange(2, "two");
	pair_finish(&pair);
}
END_TEST

START_TEST(a_shared_socket_that_is_closed_is_opened_for_the_next)
{
	bring_up_a(SIM_MONARCH2);
	exchange(1, "before");
	sim_modem_close_socket(pair.sim, 1, pair.now);
	pair_run(&pair, 10000, NULL);
	exchange(2, "after");
	exchange(1, "after");
	pair_finish(&pair);
}
END_TEST

START_TEST(anybody_is_heard_while_something_is_pinned)
{
	struct nb_addr one, stranger;
	static const char one_text[] = "[2001:db8::1]:5683";
	static const char stranger_text[] = "[2001:db8::99]:7000";

	bring_up_a(SIM_MONARCH2);
	nb_addr_parse(&one, one_text, strlen(one_text), 0);
	nb_addr_parse(&stranger, stranger_text, strlen(stranger_text), 0);
	pair.link.ops->pin(pair.link.self, &one, NB_PIN_OBSERVATION, pair.now);
	exchange(1, "hello");
	sim_modem_input_to_port(pair.sim, 5683, &stranger, "who", 3, pair.now);
	ck_assert(pair_receives(&pair, 1, 5000));
	ck_assert(nb_addr_equal(&pair.from, &stranger));
	pair_finish(&pair);
}
END_TEST

TCase *sequans_shared_case(void)
{
	TCase *t = tcase_create("shared");

	tcase_add_loop_test(t, many_peers_take_one_socket_and_one_port, 0, 2);
	tcase_add_test(t, rings_with_data_are_not_asked_for);
	tcase_add_test(t,
		       a_shared_socket_that_is_closed_is_opened_for_the_next);
	tcase_add_test(t, anybody_is_heard_while_something_is_pinned);
	return t;
}
