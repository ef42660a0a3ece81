#include "unit/transfer_cases.h"
#include "unit/transfer_client_bench.h"

/* Block options as transfer_client.c has them. */

enum {
	CONTENT = NBCOAP_CODE(2, 5),
	NOT_FOUND = NBCOAP_CODE(4, 4),
};

static void setup(void)
{
	transfer_client_bench_setup();
	b.request.request.observe = true;
}

/* An observation of /a; its first notification has number 9. */
static void observe(void)
{
	get("a");
	sends("CON 0.01 6= 11=61");
	replies("2.05 6=09 payload=01");
	told_notification(CONTENT, "01");
}

static void forget(void)
{
	struct nbcoap_progress progress;

	nbcoap_client_cancel(b.c, b.transfer, &progress, b.now);
}

/* RFC 7641, appendix A.1, figure 4. */
START_TEST(each_notification_is_told)
{
	observe();
	passes(1000);
	notifies("NON", 1, "2.05 6=0a payload=02");
	told_notification(CONTENT, "02");
	notifies("CON", 2, "2.05 6=0b payload=03");
	sends("ACK 0.00");
	told_notification(CONTENT, "03");
	ck_assert_uint_eq(b.told.blocks, 3);
	notifies("CON", 3, "4.04");
	sends("ACK 0.00");
	told_response(NOT_FOUND, "");
}
END_TEST

/* RFC 7641, 3.4. */
START_TEST(a_notification_that_was_overtaken_is_not_told)
{
	observe();
	notifies("NON", 1, "2.05 6=0c payload=03");
	told_notification(CONTENT, "03");
	notifies("NON", 2, "2.05 6=0b payload=02");
	told_nothing();
	notifies("NON", 1, "2.05 6=0c payload=03");
	told_nothing();
	forget();
}
END_TEST

/* RFC 7641, 3.3.1: Max-Age, and 5 to 15 s more. */
START_TEST(a_client_that_hears_nothing_registers_again)
{
	struct nbcoap_message first;

	get("a");
	sends("CON 0.01 6= 11=61");
	first = b.sent;
	replies("2.05 6=09 14=1e payload=01");
	told_notification(CONTENT, "01");
	passes_until_sent(35000, 45000);
	sends("CON 0.01 6= 11=61");
	ck_assert_mem_eq(first.token, b.sent.token, first.token_len);
	ck_assert_uint_ne(first.id, b.sent.id);
	/* The same state: nothing to tell, but the observation lives. */
	replies("2.05 6=09 14=1e payload=01");
	told_nothing();
	passes_until_sent(35000, 45000);
	sends("CON 0.01 6= 11=61");
	replies("2.05 6=0a 14=1e payload=02");
	told_notification(CONTENT, "02");
	forget();
}
END_TEST

/* The peer says only that it has the last request. */
static void acknowledges(void)
{
	const uint8_t ack[] = {0x60, 0, (uint8_t)(b.sent.id >> 8),
			       (uint8_t)b.sent.id};

	nbcoap_endpoint_input(b.e, &b.peer, ack, sizeof(ack), b.now);
}

START_TEST(a_registration_that_is_acknowledged_only_is_made_anew)
{
	struct nbcoap_message first;

	b.request.request.patience = NB_NEVER;
	observe();
	first = b.sent;
	passes_until_sent(65000, 75000);
	sends("CON 0.01 6= 11=61");
	acknowledges();
	passes(246999);
	sends_nothing();
	passes(1);
	sends("CON 0.01 6= 11=61");
	ck_assert_mem_ne(first.token, b.sent.token, first.token_len);
	replies("2.05 6=0a payload=02");
	told_notification(CONTENT, "02");
	forget();
}
END_TEST

START_TEST(each_notification_is_patience_anew)
{
	observe();
	passes(60000);
	notifies("NON", 1, "2.05 6=0a payload=02");
	told_notification(CONTENT, "02");
	passes_until_sent(65000, 75000);
	sends("CON 0.01 6= 11=61");
	/* The peer is gone. */
	for (int i = 0; i < 4; i++) {
		passes(2000 << i);
		sends("CON 0.01 6= 11=61");
	}
	passes(100000);
	told_failure(NBCOAP_FAILURE_TIMEOUT);
	sends_nothing();
}
END_TEST

/* RFC 7959, figure 12: the rest with other tokens, and without Observe. */
START_TEST(the_rest_of_a_notification_is_asked_for)
{
	struct nbcoap_message first;

	get("a");
	sends("CON 0.01 6= 11=61");
	first = b.sent;
	replies("2.05 6=01 23=08 payload=41*16");
	told_nothing();
	sends("CON 0.01 11=61 23=10");
	ck_assert_mem_ne(first.token, b.sent.token, first.token_len);
	replies("2.05 23=10 payload=42");
	told_notification(CONTENT, "41*16 42");

	notifies("CON", 1, "2.05 4=e1 6=02 23=08 payload=43*16");
	sends("ACK 0.00");
	sends("CON 0.01 11=61 23=10");
	replies("2.05 4=e1 23=10 payload=44");
	told_notification(CONTENT, "43*16 44");
	forget();
}
END_TEST

START_TEST(a_newer_notification_supersedes_the_blocks_of_an_older)
{
	b.params.nstart = 2;
	get("a");
	sends("CON 0.01 6= 11=61");
	replies("2.05 6=01 23=08 payload=41*16");
	sends("CON 0.01 11=61 23=10");
	notifies("NON", 1, "2.05 6=02 23=08 payload=42*16");
	sends("CON 0.01 11=61 23=10");
	replies("2.05 23=10 payload=43");
	told_notification(CONTENT, "42*16 43");
	forget();
}
END_TEST

START_TEST(a_client_deregisters_with_the_same_token)
{
	struct nbcoap_message first;

	get("a");
	sends("CON 0.01 6= 11=61");
	first = b.sent;
	ck_assert_int_eq(nbcoap_client_leave(b.c, b.transfer, b.now),
			 NB_ERR_CALLER);
	replies("2.05 6=09 payload=01");
	told_notification(CONTENT, "01");
	ck_assert_int_eq(nbcoap_client_leave(b.c, b.transfer, b.now), 0);
	passes(1);
	sends("CON 0.01 6=01 11=61");
	ck_assert_mem_eq(first.token, b.sent.token, first.token_len);
	replies("2.05 payload=02");
	told_response(CONTENT, "02");
	passes(200000);
	sends_nothing();
}
END_TEST

START_TEST(what_is_forgotten_is_rejected)
{
	observe();
	forget();
	notifies("CON", 1, "2.05 6=0a payload=02");
	sends("RST 0.00");
	told_nothing();
}
END_TEST

START_TEST(a_server_without_room_for_an_observer_answers_once)
{
	get("a");
	sends("CON 0.01 6= 11=61");
	replies("2.05 23=08 payload=41*16");
	sends("CON 0.01 11=61 23=10");
	replies("2.05 23=10 payload=42");
	told_response(CONTENT, "41*16 42");
}
END_TEST

START_TEST(a_registration_that_wants_an_echo_is_made_again)
{
	get("a");
	sends("CON 0.01 6= 11=61");
	replies("4.01 252=aa");
	sends("CON 0.01 6= 11=61 252=aa");
	replies("2.05 6=01 payload=01");
	told_notification(CONTENT, "01");
	forget();
}
END_TEST

START_TEST(a_server_that_was_started_anew_counts_from_anywhere)
{
	observe();
	passes_until_sent(65000, 75000);
	sends("CON 0.01 6= 11=61");
	replies("2.05 6=02 payload=02");
	told_notification(CONTENT, "02");
	notifies("NON", 1, "2.05 6=03 payload=03");
	told_notification(CONTENT, "03");
	forget();
}
END_TEST

START_TEST(a_registration_that_wants_an_echo_later_is_made_again)
{
	get("a");
	sends("CON 0.01 6= 11=61");
	replies("4.01 252=aa");
	sends("CON 0.01 6= 11=61 252=aa");
	replies("2.05 6=01 payload=01");
	told_notification(CONTENT, "01");
	passes_until_sent(65000, 75000);
	sends("CON 0.01 6= 11=61 252=aa");
	replies("4.01 252=bb");
	told_nothing();
	sends("CON 0.01 6= 11=61 252=bb");
	replies("2.05 6=02 payload=02");
	told_notification(CONTENT, "02");
	forget();
}
END_TEST

/* DESIGN, decision 9. */
START_TEST(who_leaves_and_has_to_echo_leaves_all_the_same)
{
	observe();
	ck_assert_int_eq(nbcoap_client_leave(b.c, b.transfer, b.now), 0);
	passes(1);
	sends("CON 0.01 6=01 11=61");
	replies("4.01 252=ec");
	sends("CON 0.01 11=61 252=ec");
	replies("2.05 payload=02");
	told_response(CONTENT, "02");
}
END_TEST

START_TEST(after_a_change_of_address_it_registers_again)
{
	observe();
	nbcoap_endpoint_rebound(b.e, b.now);
	passes(1);
	sends("CON 0.01 6= 11=61");
	replies("2.05 6=0a payload=02");
	told_notification(CONTENT, "02");
	forget();
}
END_TEST

TCase *transfer_observe_case(void)
{
	TCase *c = tcase_create("observe");

	tcase_add_checked_fixture(c, setup, transfer_client_bench_teardown);
	tcase_add_test(c, each_notification_is_told);
	tcase_add_test(c, a_notification_that_was_overtaken_is_not_told);
	tcase_add_test(c, a_client_that_hears_nothing_registers_again);
	tcase_add_test(c,
		       a_registration_that_is_acknowledged_only_is_made_anew);
	tcase_add_test(c, each_notification_is_patience_anew);
	tcase_add_test(c, the_rest_of_a_notification_is_asked_for);
	tcase_add_test(c,
		       a_newer_notification_supersedes_the_blocks_of_an_older);
	tcase_add_test(c, a_client_deregisters_with_the_same_token);
	tcase_add_test(c, what_is_forgotten_is_rejected);
	tcase_add_test(c, a_server_without_room_for_an_observer_answers_once);
	tcase_add_test(c, a_registration_that_wants_an_echo_is_made_again);
	tcase_add_test(c, a_server_that_was_started_anew_counts_from_anywhere);
	tcase_add_test(c,
		       a_registration_that_wants_an_echo_later_is_made_again);
	tcase_add_test(c, who_leaves_and_has_to_echo_leaves_all_the_same);
	tcase_add_test(c, after_a_change_of_address_it_registers_again);
	return c;
}
