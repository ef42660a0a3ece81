#include "unit/coap_cases.h"
#include "unit/coap_owner.h"

START_TEST(a_round_trip_is_measured_when_it_is_known_what_was_answered)
{
	struct nbcoap_peer_info info;
	struct nb_addr a = peer(1);

	request(1, true);
	ck_assert(nbcoap_endpoint_peer(e, &a, &info));
	ck_assert_uint_eq(info.in_flight, 1);
	ck_assert_int_eq(info.rtt, -1);
	ck_assert_int_eq(info.last_heard, NB_NEVER);
	pull_output();
	accept_all();
	now += 700;
	answer(&sent[0], NBCOAP_ACK, NBCOAP_CODE(2, 5));
	nbcoap_endpoint_peer(e, &a, &info);
	ck_assert_uint_eq(info.in_flight, 0);
	ck_assert_int_eq(info.rtt, 700);
	ck_assert_int_eq(info.last_heard, now);
	a = peer(2);
	ck_assert(!nbcoap_endpoint_peer(e, &a, &info));
}
END_TEST

START_TEST(after_a_retransmission_the_first_one_stands_for_the_answered)
{
	struct nbcoap_peer_info info;
	struct nb_addr a = peer(1);
	nb_ms begun = now;

	request(1, true);
	pull_output();
	accept_all();
	now += 2000;
	nbcoap_endpoint_expire(e, now);
	pull_output();
	accept_all();
	now += 100;
	answer(&sent[0], NBCOAP_ACK, NBCOAP_CODE(2, 5));
	pull_events();
	const struct nbcoap_event *ev = find_told(NBCOAP_EVENT_RESPONSE);
	ck_assert_int_eq(ev->progress.first_accepted, begun);
	ck_assert_int_eq(ev->progress.last_accepted, begun);
	ck_assert_int_eq(ev->progress.acked_at, now);
	ck_assert_uint_eq(ev->user, 1);
	nbcoap_endpoint_peer(e, &a, &info);
	ck_assert_int_eq(info.rtt, -1);
}
END_TEST

START_TEST(a_separate_response_is_no_round_trip)
{
	struct nbcoap_peer_info info;
	struct nb_addr a = peer(1);

	request(1, true);
	pull_output();
	accept_all();
	now += 700;
	answer(&sent[0], NBCOAP_ACK, NBCOAP_EMPTY);
	now += 5000;
	answer(&sent[0], NBCOAP_CON, NBCOAP_CODE(2, 5));
	nbcoap_endpoint_peer(e, &a, &info);
	ck_assert_int_eq(info.rtt, 700);
}
END_TEST

/* A Non-confirmable request of 8 bytes goes out, and nothing comes of it. */
static void probe(uint16_t port)
{
	ck_assert_int_ge(request(port, false), 0);
	pull_output();
	accept_all();
	now += params.ack_timeout;
	nbcoap_endpoint_expire(e, now);
	pull_events();
}

START_TEST(a_silent_peer_gets_no_more_than_probing_rate)
{
	params.probing_rate = 2;
	probe(1);
	nb_ms free_at = now + 4000 - params.ack_timeout;

	ck_assert(!can_start(1));
	ck_assert(can_start(2));
	ck_assert_int_eq(nbcoap_endpoint_deadline(e), free_at);
	now = free_at - 1;
	ck_assert(!can_start(1));
	now = free_at;
	nbcoap_endpoint_expire(e, now);
	ck_assert(can_start(1));
	/* On the average: the second comes on top of the first. */
	probe(1);
	now = free_at + 3999;
	ck_assert(!can_start(1));
	now++;
	ck_assert(can_start(1));
}
END_TEST

START_TEST(a_peer_that_speaks_is_not_silent)
{
	params.probing_rate = 1;
	probe(1);
	ck_assert(!can_start(1));
	answer(&sent[0], NBCOAP_NON, NBCOAP_CODE(2, 5));
	ck_assert(can_start(1));
}
END_TEST

START_TEST(what_was_acknowledged_and_not_answered_counts_for_probing_rate)
{
	params.probing_rate = 1;
	request(1, true);
	pull_output();
	accept_all();
	now += 100;
	answer(&sent[0], NBCOAP_ACK, NBCOAP_EMPTY);
	ck_assert(!can_start(1));
	now += 8000;
	ck_assert(can_start(1));
	now -= 8000;
	answer(&sent[0], NBCOAP_NON, NBCOAP_CODE(2, 5));
	ck_assert(can_start(1));
}
END_TEST

START_TEST(an_adaptive_timeout_follows_the_round_trips)
{
	struct nb_addr a = peer(1);
	struct nbcoap_peer_info info;

	params.adaptive = true;
	request(1, true);
	pull_output();
	accept_all();
	now += 200;
	answer(&sent[0], NBCOAP_ACK, NBCOAP_CODE(2, 5));
	pull_events();
	ck_assert(nbcoap_endpoint_peer(e, &a, &info));
	ck_assert_int_eq(info.rtt, 200);
	/* (200 + 4 * 100 + 2000) / 2 */
	ck_assert_int_eq(info.rto, 1300);

	request(1, true);
	pull_output();
	accept_all();
	ck_assert_int_eq(nbcoap_endpoint_deadline(e), now + 1300);
}
END_TEST

START_TEST(an_answer_to_a_retransmission_tells_little)
{
	struct nb_addr a = peer(1);
	struct nbcoap_peer_info info;

	request(1, true);
	pull_output();
	accept_all();
	now += 2000;
	nbcoap_endpoint_expire(e, now);
	pull_output();
	accept_all();
	now += 400;
	answer(&sent[0], NBCOAP_ACK, NBCOAP_CODE(2, 5));
	nbcoap_endpoint_peer(e, &a, &info);
	ck_assert_int_eq(info.rtt, -1);
	/* (2400 + 1200 + 3 * 2000) / 4 */
	ck_assert_int_eq(info.rto, 2400);
}
END_TEST

/* A notification in an Acknowledgement of the datagram @d. */
static void answer_observed(const struct nb_datagram *d)
{
	static const struct nbcoap_option observe = {.number = NBCOAP_OBSERVE};
	struct nbcoap_message m;
	uint8_t bytes[16];

	nbcoap_message_decode(&m, d->bytes.data, d->bytes.len);
	m.type = NBCOAP_ACK;
	m.code = NBCOAP_CODE(2, 5);
	int len = nbcoap_message_encode(&m, &observe, 1, (struct nb_bytes){0},
					bytes, sizeof(bytes));
	nbcoap_endpoint_input(e, &d->peer, bytes, (size_t)len, now);
}

/* A GET that is acknowledged and not answered; when it ends. */
static nb_ms end_of_acked(nb_ms patience)
{
	struct nbcoap_request r = {
		.peer = peer(1),
		.params = &params,
		.code = NBCOAP_GET,
		.confirmable = true,
		.patience = patience,
	};

	ck_assert_int_ge(nbcoap_endpoint_request(e, &r, now), 0);
	pull_output();
	accept_all();
	answer(&sent[0], NBCOAP_ACK, NBCOAP_EMPTY);
	while (nbcoap_endpoint_deadline(e) != NB_NEVER) {
		now = nbcoap_endpoint_deadline(e);
		nbcoap_endpoint_expire(e, now);
		pull_events();
		if (count_told(NBCOAP_EVENT_FAILED))
			return now;
	}
	return NB_NEVER;
}

START_TEST(what_was_acknowledged_and_not_answered_ends_with_its_patience)
{
	nb_ms begun = now;

	ck_assert_int_eq(end_of_acked(0),
			 begun + nbcoap_exchange_lifetime(&params));
	ck_assert_int_eq(find_told(NBCOAP_EVENT_FAILED)->failure,
			 NBCOAP_FAILURE_TIMEOUT);
	/* Its peer is there: the next begins with the first wait. */
	request(1, true);
	pull_output();
	accept_all();
	ck_assert_int_eq(nbcoap_endpoint_deadline(e), now + params.ack_timeout);
}
END_TEST

START_TEST(its_owner_may_have_more_or_less_patience)
{
	nb_ms begun = now;

	ck_assert_int_eq(end_of_acked(500000), begun + 500000);
	begun = now;
	ck_assert_int_eq(end_of_acked(10), begun + 10);
	ck_assert_int_eq(end_of_acked(NB_NEVER), NB_NEVER);
}
END_TEST

START_TEST(only_the_same_message_again_is_a_retransmission)
{
	const struct nbcoap_counters *c = nbcoap_endpoint_counters(e);
	static const struct nbcoap_option observe = {.number = NBCOAP_OBSERVE};
	struct nbcoap_request r = {
		.peer = peer(1),
		.params = &params,
		.code = NBCOAP_GET,
		.confirmable = true,
		.options = &observe,
		.option_count = 1,
		.observe = true,
	};
	int exchange = nbcoap_endpoint_request(e, &r, now);

	pull_output();
	accept_all();
	now += 2000;
	nbcoap_endpoint_expire(e, now);
	ck_assert_uint_eq(pull_output(), 1);
	accept_all();
	ck_assert_uint_eq(sent[0].transmission, 2);
	ck_assert_uint_eq(c->retransmissions, 1);
	answer_observed(&sent[0]);
	ck_assert_int_eq(nbcoap_endpoint_repeat(e, exchange,
						NBCOAP_OBSERVE_REGISTER, now),
			 0);
	ck_assert_uint_eq(pull_output(), 1);
	accept_all();
	ck_assert_uint_eq(sent[0].transmission, 1);
	ck_assert_uint_eq(c->retransmissions, 1);
}
END_TEST

TCase *coap_pace_case(void)
{
	TCase *c = tcase_create("pace");

	tcase_set_timeout(c, 60);
	tcase_add_checked_fixture(c, owner_setup, owner_teardown);
	tcase_add_test(
		c, a_round_trip_is_measured_when_it_is_known_what_was_answered);
	tcase_add_test(
		c,
		after_a_retransmission_the_first_one_stands_for_the_answered);
	tcase_add_test(c, a_separate_response_is_no_round_trip);
	tcase_add_test(c, a_silent_peer_gets_no_more_than_probing_rate);
	tcase_add_test(c, a_peer_that_speaks_is_not_silent);
	tcase_add_test(
		c,
		what_was_acknowledged_and_not_answered_counts_for_probing_rate);
	tcase_add_test(
		c,
		what_was_acknowledged_and_not_answered_ends_with_its_patience);
	tcase_add_test(c, its_owner_may_have_more_or_less_patience);
	tcase_add_test(c, only_the_same_message_again_is_a_retransmission);
	tcase_add_test(c, an_adaptive_timeout_follows_the_round_trips);
	tcase_add_test(c, an_answer_to_a_retransmission_tells_little);
	return c;
}
