#include "unit/coap_cases.h"
#include "unit/coap_owner.h"

#include <string.h>

START_TEST(ids_tokens_and_their_order_come_from_the_secret)
{
	uint8_t first[8];

	request(1, true);
	pull_output();
	memcpy(first, sent[0].bytes.data, sizeof(first));
	owner_teardown();
	owner_setup();
	request(1, true);
	pull_output();
	ck_assert_mem_eq(sent[0].bytes.data, first, sizeof(first));
}
END_TEST

/* Sends one that asks for no answer; false when none may start. */
static bool send_quiet(uint16_t port)
{
	struct nbcoap_request r = {
		.peer = peer(port),
		.params = &params,
		.code = NBCOAP_POST,
		.suppress = 26,
	};
	struct nb_datagram d;
	struct nbcoap_event ev;
	unsigned quiet = 0;

	if (!can_start(port))
		return false;
	if (nbcoap_endpoint_request(e, &r, now) < 0 ||
	    !nbcoap_endpoint_output(e, &d, NULL, NULL, now))
		return false;
	nbcoap_endpoint_verdict(e, d.tag, NB_VERDICT_ACCEPTED, now);
	while (nbcoap_endpoint_next_event(e, &ev))
		quiet += ev.type == NBCOAP_EVENT_QUIET;
	return quiet == 1;
}

static unsigned send_quiet_ones(uint16_t port, unsigned most)
{
	unsigned count = 0;

	while (count < most && send_quiet(port))
		count++;
	return count;
}

START_TEST(when_no_id_is_free_a_request_waits_and_is_woken)
{
	ck_assert_uint_eq(send_quiet_ones(1, 70000), 65536);
	ck_assert(!can_start(1));
	nb_ms lifetime = params.peer_lifetime;
	ck_assert_int_eq(nbcoap_endpoint_deadline(e), now + lifetime);
	now += lifetime;
	nbcoap_endpoint_expire(e, now);
	ck_assert(send_quiet(1));
	ck_assert_int_eq(nbcoap_endpoint_deadline(e), now + lifetime);
}
END_TEST

START_TEST(of_two_peers_without_ids_each_is_woken)
{
	nb_ms lifetime = params.peer_lifetime;

	send_quiet_ones(1, 70000);
	now += 1000;
	send_quiet_ones(2, 70000);
	ck_assert_int_eq(nbcoap_endpoint_deadline(e), now - 1000 + lifetime);
	now += lifetime - 1000;
	nbcoap_endpoint_expire(e, now);
	ck_assert(can_start(1) && !can_start(2));
	ck_assert_int_eq(nbcoap_endpoint_deadline(e), now + 1000);
	now += 1000;
	nbcoap_endpoint_expire(e, now);
	ck_assert(can_start(2));
	ck_assert_int_eq(nbcoap_endpoint_deadline(e), NB_NEVER);
}
END_TEST

START_TEST(when_that_is_allowed_the_oldest_id_gives_way)
{
	params.mid_reuse = NBCOAP_MID_OLDEST_FINISHED;
	ck_assert_uint_eq(send_quiet_ones(1, 70000), 70000);
}
END_TEST

START_TEST(when_no_peer_can_be_forgotten_a_request_waits_and_is_woken)
{
	nb_ms lifetime = params.peer_lifetime;

	for (uint16_t port = 1; port <= PEERS; port++, now += 1000)
		ck_assert(send_quiet(port));
	ck_assert(!can_start(9));
	nb_ms at = nbcoap_endpoint_deadline(e);
	ck_assert_int_eq(at, now - PEERS * 1000 + lifetime);
	now = at - 1;
	ck_assert(!can_start(9));
	now++;
	nbcoap_endpoint_expire(e, now);
	ck_assert(can_start(9));
	ck_assert_int_eq(nbcoap_endpoint_deadline(e), now + 1000);
}
END_TEST

/* Ten thousand at once, each acknowledged, then answered in any order. */
START_TEST(ten_thousand_exchanges_end_each_once)
{
	enum { MANY = 10000 };
	static struct nb_datagram d[MANY];
	struct nbcoap_event ev;
	unsigned started = 0;
	unsigned responses = 0;

	owner_teardown();
	params.nstart = MANY;
	owner_open(MANY);
	while (request(1, true) >= 0)
		started++;
	ck_assert_uint_eq(started, MANY);
	for (unsigned i = 0; i < MANY; i++) {
		nbcoap_endpoint_output(e, &d[i], NULL, NULL, now);
		nbcoap_endpoint_verdict(e, d[i].tag, NB_VERDICT_ACCEPTED, now);
	}
	for (unsigned i = 0; i < MANY; i++)
		answer(&d[i], NBCOAP_ACK, NBCOAP_EMPTY);
	now += 500;
	for (unsigned i = 0; i < MANY; i++) {
		answer(&d[i * 7 % MANY], NBCOAP_NON, NBCOAP_CODE(2, 5));
		while (nbcoap_endpoint_next_event(e, &ev))
			responses += ev.type == NBCOAP_EVENT_RESPONSE;
	}
	ck_assert_uint_eq(responses, MANY);
	ck_assert(!nbcoap_endpoint_next_event(e, &ev));
	now += params.peer_lifetime;
	nbcoap_endpoint_expire(e, now);
	ck_assert_int_eq(nbcoap_endpoint_deadline(e), NB_NEVER);
}
END_TEST

/* Of x86-64, where pointers are long. */
START_TEST(a_small_endpoint_takes_at_most_20_kib)
{
	const struct nbcoap_endpoint_config config = {
		.exchanges = 4,
		.peers = 1,
		.replies = 4,
		.message_size = 1152,
		.inbound = 4,
		.dedup = 8,
	};

	ck_assert_uint_le(nbcoap_endpoint_footprint(&config), 20 * 1024);
}
END_TEST

TCase *coap_ids_case(void)
{
	TCase *c = tcase_create("ids");

	tcase_set_timeout(c, 60);
	tcase_add_checked_fixture(c, owner_setup, owner_teardown);
	tcase_add_test(c, ids_tokens_and_their_order_come_from_the_secret);
	tcase_add_test(c, when_no_id_is_free_a_request_waits_and_is_woken);
	tcase_add_test(c, of_two_peers_without_ids_each_is_woken);
	tcase_add_test(
		c, when_no_peer_can_be_forgotten_a_request_waits_and_is_woken);
	tcase_add_test(c, when_that_is_allowed_the_oldest_id_gives_way);
	tcase_add_test(c, ten_thousand_exchanges_end_each_once);
	tcase_add_test(c, a_small_endpoint_takes_at_most_20_kib);
	return c;
}
