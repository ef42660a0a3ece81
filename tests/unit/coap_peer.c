#include "unit/coap_cases.h"

#include "base/hash.h"
#include "coap/peer.h"

#include <stdlib.h>

enum { CAP = 3 };

static const uint8_t secret[NB_SECRET_LEN] = "peers";
static const struct nbcoap_params *const params = &nbcoap_params_rfc7252;
static struct nbcoap_peers peers;

static void setup(void)
{
	struct nbcoap_arena arena = {NULL, 0};

	nbcoap_peers_place(&peers, CAP, secret, NULL, &arena);
	arena = (struct nbcoap_arena){malloc(arena.used), 0};
	nbcoap_peers_place(&peers, CAP, secret, NULL, &arena);
}

static void teardown(void)
{
	free(peers.peers);
}

static struct nb_addr addr(uint16_t port)
{
	return (struct nb_addr){
		.ip = {[15] = 1}, .port = port, .family = NB_FAMILY_IPV6};
}

static struct nbcoap_peer *add(uint16_t port, nb_ms now)
{
	struct nb_addr a = addr(port);

	return nbcoap_peers_add(&peers, &a, params, 0, now);
}

static struct nbcoap_peer *find(uint16_t port)
{
	struct nb_addr a = addr(port);

	return nbcoap_peers_find(&peers, &a);
}

START_TEST(a_peer_is_an_address_and_a_port)
{
	struct nbcoap_peer *first = add(1, 0);
	struct nbcoap_peer *second = add(2, 0);

	ck_assert_ptr_ne(first, second);
	ck_assert_ptr_eq(find(1), first);
	ck_assert_ptr_eq(find(2), second);
	ck_assert_ptr_null(find(3));
}
END_TEST

START_TEST(an_idle_one_is_forgotten_when_room_is_needed)
{
	for (uint16_t port = 1; port <= CAP; port++)
		add(port, 0);
	find(1)->exchanges = 1;
	ck_assert_ptr_nonnull(add(4, 0));
	ck_assert_ptr_nonnull(find(1));
	ck_assert_ptr_null(find(2));
	ck_assert_ptr_nonnull(find(3));
}
END_TEST

START_TEST(one_whose_message_ids_live_is_not_forgotten)
{
	nb_ms lifetime = nbcoap_peer_id_lifetime(params);
	struct nbcoap_mids *mids;

	for (uint16_t port = 1; port <= CAP; port++) {
		mids = &add(port, 0)->mids;
		nbcoap_mids_take(mids, lifetime, NBCOAP_MID_STRICT, 0);
	}
	ck_assert(!nbcoap_peers_has_room(&peers, lifetime - 1));
	ck_assert_ptr_null(add(9, lifetime - 1));
	ck_assert(nbcoap_peers_has_room(&peers, lifetime));
	ck_assert_ptr_nonnull(add(9, lifetime));
}
END_TEST

START_TEST(an_id_lives_as_long_as_the_longer_of_two_lifetimes)
{
	struct nbcoap_params p = nbcoap_params_rfc7252;

	p.peer_lifetime = 1000000;
	ck_assert_int_eq(nbcoap_peer_id_lifetime(&p), 1000000);
	p.peer_lifetime = 1;
	ck_assert_int_eq(nbcoap_peer_id_lifetime(&p), 247000);
}
END_TEST

START_TEST(the_smaller_nstart_wins_while_it_is_used)
{
	struct nbcoap_peer peer = {.nstart = 1, .outstanding = 1};
	struct nbcoap_params p = nbcoap_params_rfc7252;

	p.nstart = 4;
	ck_assert(!nbcoap_peer_has_turn(&peer, &p));
	peer.nstart = 4;
	ck_assert(nbcoap_peer_has_turn(&peer, &p));
	p.nstart = 1;
	ck_assert(!nbcoap_peer_has_turn(&peer, &p));
	peer.outstanding = 0;
	ck_assert(nbcoap_peer_has_turn(&peer, &p));
}
END_TEST

TCase *coap_peer_case(void)
{
	TCase *c = tcase_create("peer");

	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_test(c, a_peer_is_an_address_and_a_port);
	tcase_add_test(c, an_idle_one_is_forgotten_when_room_is_needed);
	tcase_add_test(c, one_whose_message_ids_live_is_not_forgotten);
	tcase_add_test(c, an_id_lives_as_long_as_the_longer_of_two_lifetimes);
	tcase_add_test(c, the_smaller_nstart_wins_while_it_is_used);
	return c;
}
