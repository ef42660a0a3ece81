#include "unit/coap_cases.h"
#include "unit/coap_owner.h"

#include "coap/metrics.h"

#include <string.h>

START_TEST(what_makes_no_request_is_the_callers_fault)
{
	struct nbcoap_option unsorted[] = {{12, 0, NULL}, {11, 0, NULL}};
	struct nbcoap_request good = {
		.peer = peer(1), .params = &params, .code = NBCOAP_GET};
	struct nbcoap_request r = good;

	r.code = NBCOAP_EMPTY;
	ck_assert_int_eq(nbcoap_endpoint_request(e, &r, now), NB_ERR_CALLER);
	r.code = NBCOAP_CODE(2, 5);
	ck_assert_int_eq(nbcoap_endpoint_request(e, &r, now), NB_ERR_CALLER);
	r = good;
	r.peer.port = 0;
	ck_assert_int_eq(nbcoap_endpoint_request(e, &r, now), NB_ERR_CALLER);
	r.peer = peer(1);
	r.peer.ip[0] = 224;
	ck_assert_int_eq(nbcoap_endpoint_request(e, &r, now), NB_ERR_CALLER);
	ck_assert_int_eq(nbcoap_endpoint_ping(e, &r.peer, &params, 0, now),
			 NB_ERR_CALLER);
	r = good;
	r.options = unsorted;
	r.option_count = 2;
	ck_assert_int_eq(nbcoap_endpoint_request(e, &r, now), NB_ERR_CALLER);
	ck_assert_int_eq(nbcoap_endpoint_measure(&r), NB_ERR_CALLER);
	ck_assert_int_ge(nbcoap_endpoint_request(e, &good, now), 0);
}
END_TEST

START_TEST(a_message_is_as_long_as_it_was_measured_and_fits_or_not)
{
	static const uint8_t payload[MESSAGE];
	struct nbcoap_option path = {11, 3, (const uint8_t *)"abc"};
	struct nbcoap_request r = {
		.peer = peer(1),
		.params = &params,
		.code = NBCOAP_POST,
		.options = &path,
		.option_count = 1,
		.payload = {payload, MESSAGE - 13},
	};

	ck_assert_int_eq(nbcoap_endpoint_measure(&r), MESSAGE);
	r.payload.len++;
	ck_assert_int_eq(nbcoap_endpoint_measure(&r), MESSAGE + 1);
	ck_assert_int_eq(nbcoap_endpoint_request(e, &r, now), NB_ERR_SPACE);
	r.payload.len--;
	ck_assert_int_ge(nbcoap_endpoint_request(e, &r, now), 0);
	ck_assert_uint_eq(pull_output(), 1);
	ck_assert_uint_eq(sent[0].bytes.len, MESSAGE);
}
END_TEST

START_TEST(nothing_goes_out_before_the_link_is_usable)
{
	static const enum nb_link_state unusable[] = {NB_LINK_ABSENT,
						      NB_LINK_DOWN,
						      NB_LINK_SEARCHING,
						      NB_LINK_RELEASED};

	request(1, true);
	for (unsigned i = 0; i < 4; i++) {
		nbcoap_endpoint_link(e, unusable[i], now);
		ck_assert_uint_eq(pull_output(), 0);
	}
	ck_assert_int_eq(nbcoap_endpoint_deadline(e), NB_NEVER);
	nbcoap_endpoint_link(e, NB_LINK_ASLEEP, now);
	ck_assert_uint_eq(pull_output(), 1);
}
END_TEST

START_TEST(nstart_holds_a_peer_until_it_acknowledges_and_no_other)
{
	ck_assert_int_ge(request(1, true), 0);
	ck_assert(!can_start(1));
	ck_assert_int_eq(request(1, true), NB_ERR_SPACE);
	ck_assert(can_start(2));
	ck_assert_int_ge(request(2, true), 0);
	pull_output();
	accept_all();
	ck_assert(!can_start(1));
	answer(&sent[0], NBCOAP_ACK, NBCOAP_EMPTY);
	ck_assert(can_start(1));
	ck_assert(!can_start(2));
}
END_TEST

START_TEST(a_non_confirmable_holds_nstart_until_it_would_be_sent_again)
{
	request(1, false);
	pull_output();
	accept_all();
	ck_assert(!can_start(1));
	now += params.ack_timeout;
	nbcoap_endpoint_expire(e, now);
	ck_assert(can_start(1));
}
END_TEST

START_TEST(a_full_table_is_said_aloud)
{
	params.nstart = 64;
	for (unsigned i = 0; i < EXCHANGES; i++)
		ck_assert_int_ge(request(1, true), 0);
	ck_assert(!can_start(1));
	ck_assert_int_eq(request(2, true), NB_ERR_SPACE);
}
END_TEST

START_TEST(a_peer_too_many_is_said_aloud)
{
	for (uint16_t port = 1; port <= PEERS; port++)
		ck_assert_int_ge(request(port, true), 0);
	ck_assert(!can_start(9));
	ck_assert_int_eq(request(9, true), NB_ERR_SPACE);
}
END_TEST

START_TEST(an_empty_token_tells_only_one_exchange_apart)
{
	params.token_len = 0;
	request(1, true);
	pull_output();
	accept_all();
	answer(&sent[0], NBCOAP_ACK, NBCOAP_EMPTY);
	ck_assert(!can_start(1));
	answer(&sent[0], NBCOAP_CON, NBCOAP_CODE(2, 5));
	pull_events();
	ck_assert_uint_eq(count_told(NBCOAP_EVENT_RESPONSE), 1);
	ck_assert(can_start(1));
}
END_TEST

static bool not_port_1(void *arg, const struct nb_addr *a)
{
	(void)arg;
	return a->port != 1;
}

START_TEST(a_peer_that_is_not_ready_holds_up_no_other)
{
	struct nb_datagram d;

	request(1, true);
	request(2, true);
	ck_assert(nbcoap_endpoint_output(e, &d, not_port_1, NULL, now));
	ck_assert_uint_eq(d.peer.port, 2);
	ck_assert(!nbcoap_endpoint_output(e, &d, not_port_1, NULL, now));
	ck_assert(nbcoap_endpoint_output(e, &d, NULL, NULL, now));
	ck_assert_uint_eq(d.peer.port, 1);
}
END_TEST

START_TEST(bytes_stay_as_they_are_until_their_verdict)
{
	uint8_t copy[MESSAGE];

	params.nstart = 64;
	request(1, true);
	pull_output();
	struct nb_datagram held = sent[0];
	memcpy(copy, held.bytes.data, held.bytes.len);

	answer(&held, NBCOAP_ACK, NBCOAP_CODE(2, 5));
	pull_events();
	ck_assert_uint_eq(find_told(NBCOAP_EVENT_WITHDRAW)->tag, held.tag);
	for (unsigned i = 1; i < EXCHANGES; i++)
		ck_assert_int_ge(request(1, true), 0);
	ck_assert_int_eq(request(1, true), NB_ERR_SPACE);
	pull_output();
	ck_assert_mem_eq(held.bytes.data, copy, held.bytes.len);

	nbcoap_endpoint_verdict(e, held.tag, NB_VERDICT_NOT_SENT, now);
	ck_assert_int_ge(request(1, true), 0);
}
END_TEST

START_TEST(bytes_stay_until_their_verdict_though_it_begins_anew)
{
	uint8_t copy[MESSAGE];

	request(1, true);
	pull_output();
	accept_all();
	now += 2000;
	nbcoap_endpoint_expire(e, now);
	ck_assert_uint_eq(pull_output(), 1);
	struct nb_datagram held = sent[0];
	memcpy(copy, held.bytes.data, held.bytes.len);

	nbcoap_endpoint_rebound(e, now);
	pull_events();
	ck_assert_uint_eq(find_told(NBCOAP_EVENT_WITHDRAW)->tag, held.tag);
	ck_assert_uint_eq(pull_output(), 0);
	ck_assert_mem_eq(held.bytes.data, copy, held.bytes.len);

	nbcoap_endpoint_verdict(e, held.tag, NB_VERDICT_UNKNOWN, now);
	ck_assert_uint_eq(pull_output(), 1);
	ck_assert_mem_eq(sent[0].bytes.data + 4, copy + 4, 4);
	ck_assert_int_ne(memcmp(sent[0].bytes.data + 2, copy + 2, 2), 0);
}
END_TEST

START_TEST(a_verdict_that_belongs_to_nothing_is_harmless)
{
	request(1, true);
	nbcoap_endpoint_verdict(e, 0, NB_VERDICT_ACCEPTED, now);
	pull_output();
	nbcoap_endpoint_verdict(e, sent[0].tag + 1, NB_VERDICT_ACCEPTED, now);
	nbcoap_endpoint_verdict(e, UINT64_MAX, NB_VERDICT_ACCEPTED, now);
	ck_assert_int_eq(nbcoap_endpoint_deadline(e), NB_NEVER);
	accept_all();
	accept_all();
	pull_events();
	ck_assert_uint_eq(
		find_told(NBCOAP_EVENT_PROGRESS)->progress.transmissions, 1);
}
END_TEST

START_TEST(a_duplicate_with_a_token_in_use_again_answers_nothing)
{
	params.token_len = 0;
	request(1, true);
	pull_output();
	accept_all();
	struct nb_datagram first = sent[0];
	uint8_t bytes[MESSAGE];
	memcpy(bytes, first.bytes.data, first.bytes.len);
	first.bytes.data = bytes;
	answer(&first, NBCOAP_CON, NBCOAP_CODE(2, 5));
	pull_output();
	accept_all();
	pull_events();
	ck_assert_uint_eq(count_told(NBCOAP_EVENT_RESPONSE), 1);

	request(1, true);
	pull_output();
	accept_all();
	answer(&first, NBCOAP_CON, NBCOAP_CODE(2, 5));
	ck_assert_uint_eq(pull_output(), 1);
	pull_events();
	ck_assert_uint_eq(count_told(NBCOAP_EVENT_RESPONSE), 0);
	ck_assert_uint_eq(nbcoap_endpoint_counters(e)->duplicates, 1);
}
END_TEST

START_TEST(while_another_waits_at_the_door_more_is_expected)
{
	request(1, true);
	request(2, true);
	ck_assert_uint_eq(pull_output(), 2);
	ck_assert_int_eq(sent[0].expect, NB_EXPECT_MORE);
	ck_assert_int_eq(sent[1].expect, NB_EXPECT_MORE);
	accept_all();
	answer(&sent[0], NBCOAP_CON, NBCOAP_CODE(2, 5));
	answer(&sent[1], NBCOAP_CON, NBCOAP_CODE(2, 5));
	ck_assert_uint_eq(pull_output(), 2);
	ck_assert_int_eq(sent[0].expect, NB_EXPECT_MORE);
	ck_assert_int_eq(sent[1].expect, NB_EXPECT_NOTHING);
}
END_TEST

START_TEST(an_idle_endpoint_has_no_deadline)
{
	ck_assert_int_eq(nbcoap_endpoint_deadline(e), NB_NEVER);
	nbcoap_endpoint_expire(e, now);
	request(1, true);
	pull_output();
	accept_all();
	answer(&sent[0], NBCOAP_ACK, NBCOAP_CODE(2, 5));
	ck_assert_int_eq(nbcoap_endpoint_deadline(e), NB_NEVER);
}
END_TEST

START_TEST(what_observes_must_register)
{
	struct nbcoap_option observe = {.number = NBCOAP_OBSERVE};
	struct nbcoap_request r = {
		.peer = peer(1),
		.params = &params,
		.code = NBCOAP_GET,
		.observe = true,
	};

	ck_assert_int_eq(nbcoap_endpoint_request(e, &r, now), NB_ERR_CALLER);
	r.options = &observe;
	r.option_count = 1;
	int exchange = nbcoap_endpoint_request(e, &r, now);
	ck_assert_int_ge(exchange, 0);
	ck_assert_int_eq(nbcoap_endpoint_repeat(e, exchange,
						NBCOAP_OBSERVE_REGISTER, now),
			 NB_ERR_CALLER);
}
END_TEST

START_TEST(counters_count)
{
	static const uint8_t garbage[] = {0x4f, 1, 0, 1};
	const struct nbcoap_counters *c = nbcoap_endpoint_counters(e);
	struct nb_addr a = peer(1);

	request(1, true);
	pull_output();
	accept_all();
	ck_assert_uint_eq(c->requests, 1);
	ck_assert_uint_eq(c->bytes_sent, 8);
	answer(&sent[0], NBCOAP_CON, NBCOAP_CODE(2, 5));
	pull_output();
	accept_all();
	ck_assert_uint_eq(c->responses, 1);
	ck_assert_uint_eq(c->acks_sent, 1);
	ck_assert_uint_eq(c->bytes_received, 8);
	nbcoap_endpoint_input(e, &a, garbage, sizeof(garbage), now);
	pull_output();
	accept_all();
	ck_assert_uint_eq(c->malformed, 1);
	ck_assert_uint_eq(c->resets_sent, 1);
}
END_TEST

START_TEST(every_counter_has_a_name)
{
	size_t count = 0;

	while (nbcoap_metrics[count].name)
		count++;
	ck_assert_uint_eq(count * sizeof(uint64_t),
			  sizeof(struct nbcoap_counters));
	for (size_t i = 0; i < count; i++)
		ck_assert_uint_eq(nbcoap_metrics[i].offset,
				  i * sizeof(uint64_t));
}
END_TEST

/* An Acknowledgement with the ID of @d, for somebody's older request. */
static void answer_foreign(const struct nb_datagram *d)
{
	const uint8_t *sent_bytes = d->bytes.data;
	const uint8_t bytes[] = {0x61, NBCOAP_CODE(2, 5), sent_bytes[2],
				 sent_bytes[3], 0x99};

	nbcoap_endpoint_input(e, &d->peer, bytes, sizeof(bytes), now);
}

START_TEST(a_foreign_token_makes_it_begin_anew_three_times)
{
	request(1, true);
	for (unsigned i = 0; i < 4; i++) {
		ck_assert_uint_eq(pull_output(), 1);
		accept_all();
		answer_foreign(&sent[0]);
	}
	ck_assert_uint_eq(pull_output(), 0);
}
END_TEST

START_TEST(an_acknowledgement_answers_and_a_request_does_not)
{
	request(1, true);
	ck_assert_uint_eq(pull_output(), 1);
	ck_assert(!sent[0].answers);
	accept_all();
	answer(&sent[0], NBCOAP_CON, NBCOAP_CODE(2, 5));
	pull_events();
	ck_assert_uint_eq(pull_output(), 1);
	ck_assert(sent[0].answers);
}
END_TEST

TCase *coap_endpoint_case(void)
{
	TCase *c = tcase_create("endpoint");

	tcase_set_timeout(c, 60);
	tcase_add_checked_fixture(c, owner_setup, owner_teardown);
	tcase_add_test(c, what_makes_no_request_is_the_callers_fault);
	tcase_add_test(c,
		       a_message_is_as_long_as_it_was_measured_and_fits_or_not);
	tcase_add_test(c, nothing_goes_out_before_the_link_is_usable);
	tcase_add_test(c,
		       nstart_holds_a_peer_until_it_acknowledges_and_no_other);
	tcase_add_test(
		c, a_non_confirmable_holds_nstart_until_it_would_be_sent_again);
	tcase_add_test(c, a_full_table_is_said_aloud);
	tcase_add_test(c, a_peer_too_many_is_said_aloud);
	tcase_add_test(c, an_empty_token_tells_only_one_exchange_apart);
	tcase_add_test(c, a_peer_that_is_not_ready_holds_up_no_other);
	tcase_add_test(c, bytes_stay_as_they_are_until_their_verdict);
	tcase_add_test(c, bytes_stay_until_their_verdict_though_it_begins_anew);
	tcase_add_test(c, a_verdict_that_belongs_to_nothing_is_harmless);
	tcase_add_test(c,
		       a_duplicate_with_a_token_in_use_again_answers_nothing);
	tcase_add_test(c, while_another_waits_at_the_door_more_is_expected);
	tcase_add_test(c, an_idle_endpoint_has_no_deadline);
	tcase_add_test(c, what_observes_must_register);
	tcase_add_test(c, a_foreign_token_makes_it_begin_anew_three_times);
	tcase_add_test(c, counters_count);
	tcase_add_test(c, every_counter_has_a_name);
	tcase_add_test(c, an_acknowledgement_answers_and_a_request_does_not);
	return c;
}
