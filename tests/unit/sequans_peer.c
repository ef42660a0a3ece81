#include "sequans/peer.h"
#include "unit/unit.h"

TCase *sequans_peer_case(void);

static struct sqn_peers t;

static struct nb_addr addr(int i)
{
	return (struct nb_addr){.family = NB_FAMILY_IPV6,
				.ip = {0x20, 1, 0xd, 0xb8, [15] = (uint8_t)i},
				.port = 5683};
}

static struct sqn_peer *add(int i)
{
	struct nb_addr a = addr(i);

	return sqn_peers_add(&t, &a, NULL);
}

/* One with an open socket, used just now. */
static struct sqn_peer *add_open(int i)
{
	struct sqn_peer *p = add(i);

	p->has_datagram = true;
	ck_assert(sqn_peers_open(&t, p, NULL, 0));
	p->has_datagram = false;
	p->state = SQN_PEER_OPEN;
	sqn_peers_touch(&t, p);
	return p;
}

static void begin(void)
{
	sqn_peers_init(&t, false);
}

START_TEST(a_peer_is_found_by_address_and_port)
{
	struct nb_addr other = addr(1);
	struct sqn_peer *p = add(1);

	ck_assert_ptr_eq(add(1), p);
	other.port++;
	ck_assert_ptr_null(sqn_peers_find(&t, &other));
}
END_TEST

START_TEST(six_peers_have_six_sockets)
{
	unsigned seen = 0;

	for (int i = 1; i <= SQN_SOCKET_COUNT; i++)
		seen |= 1u << add_open(i)->socket;
	ck_assert_uint_eq(seen, 0x7e);
	ck_assert_uint_eq(sqn_peers_open_count(&t), 6);
}
END_TEST

START_TEST(the_one_used_longest_ago_gives_up_its_socket)
{
	for (int i = 1; i <= SQN_SOCKET_COUNT; i++)
		add_open(i);
	sqn_peers_touch(&t, add(1));
	unsigned socket = add(2)->socket;
	ck_assert_uint_eq(add_open(7)->socket, socket);
	ck_assert_uint_eq(add(2)->socket, 0);
	ck_assert_int_eq(add(2)->state, SQN_PEER_KNOWN);
}
END_TEST

START_TEST(who_is_pinned_waits_or_is_busy_keeps_it)
{
	for (int i = 1; i <= SQN_SOCKET_COUNT; i++)
		add_open(i)->pins[NB_PIN_OBSERVATION] = 1;
	ck_assert(!sqn_peers_can_open(&t, NULL));
	add(3)->pins[NB_PIN_OBSERVATION] = 0;
	add(3)->has_datagram = true;
	ck_assert(!sqn_peers_can_open(&t, NULL));
	add(3)->has_datagram = false;
	ck_assert(!sqn_peers_can_open(&t, add(3)));
	ck_assert(sqn_peers_can_open(&t, NULL));
}
END_TEST

START_TEST(the_table_forgets_only_who_does_not_matter)
{
	for (int i = 1; i <= SQN_PEERS; i++)
		add(i)->pins[NB_PIN_EXCHANGE] = 1;
	ck_assert(!sqn_peers_can_add(&t, NULL));
	ck_assert_ptr_null(add(99));
	struct sqn_peer *p = add(5);
	p->pins[NB_PIN_EXCHANGE] = 0;
	ck_assert(!sqn_peers_can_add(&t, p));
	ck_assert_ptr_eq(add(99), p);
}
END_TEST

static bool any(const struct sqn_peer *p, nb_ms now)
{
	(void)p;
	(void)now;
	return true;
}

START_TEST(turns_go_round)
{
	unsigned turn = 0;
	struct sqn_peer *one = add(1), *two = add(2);
	struct sqn_peer *first = sqn_peers_next(&t, &turn, any, 0);

	ck_assert_ptr_eq(sqn_peers_next(&t, &turn, any, 0),
			 first == one ? two : one);
	ck_assert_ptr_eq(sqn_peers_next(&t, &turn, any, 0), first);
}
END_TEST

START_TEST(a_socket_is_opened_anew_only_for_who_wants_it)
{
	struct sqn_peer *p = add_open(1);

	p->pins[NB_PIN_EXCHANGE] = 1;
	sqn_peer_reopen(p, 5);
	ck_assert_int_eq(p->state, SQN_PEER_DIALS);
	ck_assert_int_eq(p->at, 5);
	p->pins[NB_PIN_EXCHANGE] = 0;
	sqn_peer_reopen(p, 5);
	ck_assert_int_eq(p->state, SQN_PEER_KNOWN);
	ck_assert_uint_eq(p->socket, 0);
}
END_TEST

TCase *sequans_peer_case(void)
{
	TCase *c = tcase_create("peer");

	tcase_add_checked_fixture(c, begin, NULL);
	tcase_add_test(c, a_peer_is_found_by_address_and_port);
	tcase_add_test(c, six_peers_have_six_sockets);
	tcase_add_test(c, the_one_used_longest_ago_gives_up_its_socket);
	tcase_add_test(c, who_is_pinned_waits_or_is_busy_keeps_it);
	tcase_add_test(c, the_table_forgets_only_who_does_not_matter);
	tcase_add_test(c, turns_go_round);
	tcase_add_test(c, a_socket_is_opened_anew_only_for_who_wants_it);
	return c;
}
