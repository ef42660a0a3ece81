#include "unit/coap_cases.h"
#include "unit/coap_owner.h"

START_TEST(the_owner_hears_no_more_after_it_cancelled)
{
	struct nbcoap_progress progress;
	int exchange = request(1, true);

	pull_output();
	accept_all();
	answer(&sent[0], NBCOAP_ACK, NBCOAP_CODE(2, 5));
	nbcoap_endpoint_cancel(e, exchange, &progress, now);
	ck_assert_int_eq(progress.sent, NBCOAP_SENT_YES);
	pull_events();
	ck_assert_uint_eq(told_count, 2);
	ck_assert_uint_eq(count_told(NBCOAP_EVENT_PIN), 1);
	ck_assert_uint_eq(count_told(NBCOAP_EVENT_UNPIN), 1);
}
END_TEST

START_TEST(what_is_cancelled_before_it_went_out_leaves_nothing)
{
	struct nbcoap_progress progress;

	nbcoap_endpoint_cancel(e, request(1, true), &progress, now);
	ck_assert_int_eq(progress.sent, NBCOAP_SENT_NO);
	ck_assert_uint_eq(pull_output(), 0);
	ck_assert(can_start(1));
}
END_TEST

START_TEST(what_is_cancelled_at_the_link_is_withdrawn_and_may_have_left)
{
	struct nbcoap_progress progress;
	int exchange = request(1, true);

	pull_output();
	nbcoap_endpoint_cancel(e, exchange, &progress, now);
	pull_events();
	ck_assert_uint_eq(find_told(NBCOAP_EVENT_WITHDRAW)->tag, sent[0].tag);
	ck_assert(!can_start(1));
	accept_all();
	ck_assert(!can_start(1));
	ck_assert_int_eq(nbcoap_endpoint_deadline(e), now + 2000);
	now += 2000;
	nbcoap_endpoint_expire(e, now);
	ck_assert(can_start(1));
	ck_assert_uint_eq(pull_output(), 0);
}
END_TEST

START_TEST(anything_from_the_peer_frees_what_was_abandoned)
{
	static const uint8_t ping[] = {0x40, 0, 0, 9};
	struct nbcoap_progress progress;
	struct nb_addr from = peer(1);
	int exchange = request(1, true);

	pull_output();
	accept_all();
	nbcoap_endpoint_cancel(e, exchange, &progress, now);
	ck_assert(!can_start(1));
	nbcoap_endpoint_input(e, &from, ping, sizeof(ping), now);
	ck_assert(can_start(1));
	ck_assert_int_eq(nbcoap_endpoint_deadline(e), NB_NEVER);
}
END_TEST

/* A PUT is sent, then our address changes; what becomes of it? */
static enum nbcoap_event_type rebound_put(const struct nbcoap_option *option)
{
	struct nbcoap_request r = {
		.peer = peer(1),
		.params = &params,
		.code = NBCOAP_PUT,
		.confirmable = true,
		.options = option,
		.option_count = option ? 1 : 0,
	};

	ck_assert_int_ge(nbcoap_endpoint_request(e, &r, now), 0);
	pull_output();
	accept_all();
	nbcoap_endpoint_rebound(e, now);
	pull_events();
	return count_told(NBCOAP_EVENT_FAILED) ? NBCOAP_EVENT_FAILED
					       : NBCOAP_EVENT_PROGRESS;
}

START_TEST(a_condition_makes_a_request_one_that_is_not_repeated)
{
	static const struct nbcoap_option match = {NBCOAP_IF_MATCH, 0, NULL};
	static const struct nbcoap_option none = {NBCOAP_IF_NONE_MATCH, 0,
						  NULL};

	ck_assert_int_eq(rebound_put(&match), NBCOAP_EVENT_FAILED);
	ck_assert_int_eq(rebound_put(&none), NBCOAP_EVENT_FAILED);
	ck_assert_int_eq(rebound_put(NULL), NBCOAP_EVENT_PROGRESS);
	ck_assert_uint_eq(pull_output(), 1);
}
END_TEST

START_TEST(what_is_cancelled_after_it_began_anew_leaves_nothing)
{
	struct nbcoap_progress progress;
	int exchange = request(1, true);

	pull_output();
	accept_all();
	nbcoap_endpoint_rebound(e, now);
	nbcoap_endpoint_cancel(e, exchange, &progress, now);
	ck_assert(can_start(1));
	ck_assert_int_eq(nbcoap_endpoint_deadline(e), NB_NEVER);
}
END_TEST

START_TEST(what_is_answered_and_cancelled_at_once_is_still_withdrawn)
{
	struct nbcoap_progress progress;
	int exchange = request(1, true);

	pull_output();
	answer(&sent[0], NBCOAP_ACK, NBCOAP_CODE(2, 5));
	nbcoap_endpoint_cancel(e, exchange, &progress, now);
	pull_events();
	ck_assert_uint_eq(count_told(NBCOAP_EVENT_RESPONSE), 0);
	ck_assert_uint_eq(count_told(NBCOAP_EVENT_WITHDRAW), 1);
}
END_TEST

TCase *coap_cancel_case(void)
{
	TCase *c = tcase_create("cancel");

	tcase_set_timeout(c, 60);
	tcase_add_checked_fixture(c, owner_setup, owner_teardown);
	tcase_add_test(c, the_owner_hears_no_more_after_it_cancelled);
	tcase_add_test(c, what_is_cancelled_before_it_went_out_leaves_nothing);
	tcase_add_test(
		c,
		what_is_cancelled_at_the_link_is_withdrawn_and_may_have_left);
	tcase_add_test(c, anything_from_the_peer_frees_what_was_abandoned);
	tcase_add_test(c, a_condition_makes_a_request_one_that_is_not_repeated);
	tcase_add_test(c, what_is_cancelled_after_it_began_anew_leaves_nothing);
	tcase_add_test(
		c, what_is_answered_and_cancelled_at_once_is_still_withdrawn);
	return c;
}
