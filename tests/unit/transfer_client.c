#include "unit/transfer_cases.h"
#include "unit/transfer_client_bench.h"

/*
 * Block options as they are written here: number and more in the first digits,
 * the size in the last: "08" is the first of more of 16 bytes, "1a" the second
 * of more of 64, "23" the third and last of 128.
 */

enum {
	CHANGED = NBCOAP_CODE(2, 4),
	CONTENT = NBCOAP_CODE(2, 5),
	UNAUTHORIZED = NBCOAP_CODE(4, 1),
	NOT_FOUND = NBCOAP_CODE(4, 4),
	INCOMPLETE = NBCOAP_CODE(4, 8),
	TOO_LARGE = NBCOAP_CODE(4, 13),
};

START_TEST(what_fits_into_a_message_takes_one)
{
	b.request.body = NULL;
	get("a");
	sends("CON 0.01 11=61");
	replies("2.05 payload=0102");
	told_response(CONTENT, "0102");
	ck_assert_uint_eq(b.told.blocks, 1);
	ck_assert_int_eq(b.told.event.progress.sent, NBCOAP_SENT_YES);
	sends_nothing();
}
END_TEST

/* RFC 7959, figure 2. */
START_TEST(a_response_comes_in_blocks_each_asked_with_a_token_of_its_own)
{
	struct nbcoap_message first;

	get("status");
	sends("CON 0.01 11=737461747573");
	first = b.sent;
	replies("2.05 23=0b payload=41*128");
	sends("CON 0.01 11=737461747573 23=13");
	ck_assert_mem_ne(first.token, b.sent.token, first.token_len);
	ck_assert_uint_ne(first.id, b.sent.id);
	replies("2.05 23=1b payload=42*128");
	sends("CON 0.01 11=737461747573 23=23");
	told_nothing();
	replies("2.05 23=23 payload=43*10");
	told_response(CONTENT, "41*128 42*128 43*10");
	ck_assert_uint_eq(b.told.blocks, 3);
	ck_assert_uint_eq(b.told.event.progress.transmissions, 3);
}
END_TEST

/* RFC 7959, figure 3. */
START_TEST(a_client_may_ask_for_small_blocks_from_the_start)
{
	b.request.szx = 2;
	b.request.early = true;
	get("s");
	sends("CON 0.01 11=73 23=02");
	replies("2.05 23=0a payload=41*64");
	sends("CON 0.01 11=73 23=12");
	replies("2.05 23=12 payload=42");
	told_response(CONTENT, "41*64 42");
}
END_TEST

/* RFC 7959, figure 4. */
START_TEST(a_client_may_ask_for_smaller_blocks_from_the_second_on)
{
	b.request.szx = 2;
	get("s");
	sends("CON 0.01 11=73");
	replies("2.05 23=0b payload=41*128");
	sends("CON 0.01 11=73 23=22");
	replies("2.05 23=2a payload=42*64");
	sends("CON 0.01 11=73 23=32");
	replies("2.05 23=32 payload=43*64");
	told_response(CONTENT, "41*128 42*64 43*64");
}
END_TEST

/* RFC 7959, figure 5, and the server makes them smaller, too. */
START_TEST(a_lost_block_is_asked_for_again)
{
	get("s");
	sends("CON 0.01 11=73");
	replies("2.05 23=0b payload=41*128");
	sends("CON 0.01 11=73 23=13");
	passes(2000);
	sends("CON 0.01 11=73 23=13");
	replies("2.05 23=2a payload=42*64");
	sends("CON 0.01 11=73 23=32");
	replies("2.05 23=32 payload=43");
	told_response(CONTENT, "41*128 42*64 43");
	ck_assert_uint_eq(b.told.event.progress.transmissions, 4);
}
END_TEST

START_TEST(without_room_each_block_is_told_as_it_comes)
{
	b.request.body = NULL;
	get("s");
	sends("CON 0.01 11=73");
	replies("2.05 23=08 28=22 payload=41*16");
	told_block(0, "41*16");
	ck_assert_uint_eq(b.told.size, 34);
	sends("CON 0.01 11=73 23=10");
	replies("2.05 23=18 payload=42*16");
	told_block(16, "42*16");
	sends("CON 0.01 11=73 23=20");
	replies("2.05 23=20 payload=4343");
	told_response(CONTENT, "4343");
	ck_assert_uint_eq(b.told.offset, 32);
}
END_TEST

START_TEST(one_block_may_be_asked_for)
{
	struct nbcoap_option options[] = {
		{NBCOAP_URI_PATH, 1, (const uint8_t *)"s"},
		{NBCOAP_BLOCK2, 1, (const uint8_t *)"\x32"},
	};

	b.request.request.options = options;
	b.request.request.option_count = 2;
	get("s");
	sends("CON 0.01 11=73 23=32");
	replies("2.05 23=3a payload=44*64");
	told_response(CONTENT, "44*64");
	sends_nothing();
}
END_TEST

START_TEST(a_body_that_changes_is_asked_for_anew_and_not_for_ever)
{
	get("s");
	for (int i = 0; i < 4; i++) {
		sends("CON 0.01 11=73");
		replies("2.05 4=e1 23=08 payload=41*16");
		sends("CON 0.01 11=73 23=10");
		told_nothing();
		replies("2.05 4=e2 23=10 payload=42");
	}
	told_failure(NBCOAP_FAILURE_CHANGED);
	sends_nothing();
}
END_TEST

START_TEST(a_body_that_has_changed_once_is_whole_all_the_same)
{
	get("s");
	sends("CON 0.01 11=73");
	replies("2.05 4=e1 23=08 payload=41*16");
	sends("CON 0.01 11=73 23=10");
	replies("2.05 4=e2 23=18 payload=42*16");
	sends("CON 0.01 11=73");
	replies("2.05 4=e2 23=08 payload=43*16");
	sends("CON 0.01 11=73 23=10");
	replies("2.05 4=e2 23=10 payload=44");
	told_response(CONTENT, "43*16 44");
}
END_TEST

START_TEST(an_error_amid_a_body_is_the_answer)
{
	get("s");
	sends("CON 0.01 11=73");
	replies("2.05 23=08 payload=41*16");
	sends("CON 0.01 11=73 23=10");
	replies("4.04 payload=676f6e65");
	told_response(NOT_FOUND, "676f6e65");
}
END_TEST

START_TEST(a_body_longer_than_there_is_room_is_never_called_whole)
{
	b.request.cap = 20;
	get("s");
	sends("CON 0.01 11=73");
	replies("2.05 23=08 payload=41*16");
	sends("CON 0.01 11=73 23=10");
	replies("2.05 23=10 payload=42*5");
	told_failure(NBCOAP_FAILURE_TOO_LARGE);

	get("s");
	sends("CON 0.01 11=73");
	replies("2.05 23=08 28=15 payload=41*16");
	told_failure(NBCOAP_FAILURE_TOO_LARGE);

	get("s");
	sends("CON 0.01 11=73");
	replies("2.05 payload=41*21");
	told_failure(NBCOAP_FAILURE_TOO_LARGE);
	sends_nothing();
}
END_TEST

/* What no server may say to the request for the second block of 16 bytes. */
static const char *const lies[] = {
	"2.05 23=28 payload=42*16", /* the third */
	"2.05 23=08 payload=42*16", /* the first once more */
	"2.05 23=18 payload=42*15", /* a short one that is not the last */
	"2.05 23=18",               /* an empty one, and so on for ever */
	"2.05 23=10 payload=42*17", /* a long one */
	"2.05 23=11 payload=42*16", /* larger ones than before */
	"2.05 23=17 payload=42*16", /* the reserved size */
};

START_TEST(a_lying_server_makes_a_failure)
{
	get("s");
	sends("CON 0.01 11=73");
	replies("2.05 23=08 payload=41*16");
	sends("CON 0.01 11=73 23=10");
	replies(lies[_i]);
	told_failure(NBCOAP_FAILURE_MALFORMED);
	sends_nothing();
}
END_TEST

/* RFC 7959, figure 7. */
START_TEST(a_request_goes_in_blocks)
{
	b.request.szx = 3;
	asks(NBCOAP_PUT, "o", "41*128 42*128 43*10");
	sends("CON 0.03 11=6f 27=0b 60=010a payload=41*128");
	replies("2.31 27=0b");
	sends("CON 0.03 11=6f 27=1b payload=42*128");
	replies("2.31 27=1b");
	sends("CON 0.03 11=6f 27=23 payload=43*10");
	told_nothing();
	replies("2.04 27=23");
	told_response(CHANGED, "");
	ck_assert_uint_eq(b.told.blocks, 3);
}
END_TEST

/* RFC 7959, figure 8: each is stored as it comes, and 2.04 says so. */
START_TEST(a_server_may_take_each_block_for_itself)
{
	b.request.szx = 3;
	asks(NBCOAP_PUT, "o", "41*128 42*10");
	sends("CON 0.03 11=6f 27=0b 60=8a payload=41*128");
	replies("2.04 27=03");
	sends("CON 0.03 11=6f 27=13 payload=42*10");
	replies("2.04 27=13");
	told_response(CHANGED, "");
}
END_TEST

/* RFC 7959, figure 9. */
START_TEST(a_server_may_want_smaller_blocks)
{
	b.request.szx = 3;
	asks(NBCOAP_PUT, "o", "41*128 42*32 43*10");
	sends("CON 0.03 11=6f 27=0b 60=aa payload=41*128");
	replies("2.31 27=09");
	sends("CON 0.03 11=6f 27=49 payload=42*32");
	replies("2.31 27=49");
	sends("CON 0.03 11=6f 27=51 payload=43*10");
	replies("2.04 27=51");
	told_response(CHANGED, "");
}
END_TEST

/* RFC 7959, figure 10. */
START_TEST(a_request_in_blocks_is_answered_in_blocks)
{
	b.request.szx = 3;
	asks(NBCOAP_POST, "soap", "41*128 42*10");
	sends("CON 0.02 11=736f6170 27=0b 60=8a payload=41*128");
	replies("2.31 27=0b");
	sends("CON 0.02 11=736f6170 27=13 payload=42*10");
	replies("2.04 23=0a 27=13 payload=61*64");
	sends("CON 0.02 11=736f6170 23=12");
	replies("2.04 23=1a payload=62*64");
	sends("CON 0.02 11=736f6170 23=22");
	replies("2.04 23=22 payload=63*5");
	told_response(CHANGED, "61*64 62*64 63*5");
}
END_TEST

START_TEST(a_fetch_says_what_it_asks_with_each_block)
{
	asks(NBCOAP_FETCH, "f", "71");
	sends("CON 0.05 11=66 payload=71");
	replies("2.05 23=08 payload=41*16");
	sends("CON 0.05 11=66 23=10 payload=71");
	replies("2.05 23=10 payload=42");
	told_response(CONTENT, "41*16 42");
}
END_TEST

START_TEST(a_fetch_in_blocks_whose_answer_changes_is_not_asked_again)
{
	b.request.szx = 0;
	asks(NBCOAP_FETCH, "f", "41*16 42");
	sends("CON 0.05 11=66 27=08 60=11 payload=41*16");
	replies("2.31 27=08");
	sends("CON 0.05 11=66 27=10 payload=42");
	replies("2.05 4=e1 23=08 27=10 payload=43*16");
	sends("CON 0.05 11=66 23=10");
	replies("2.05 4=e2 23=10 payload=44");
	told_failure(NBCOAP_FAILURE_CHANGED);
	sends_nothing();
}
END_TEST

START_TEST(a_post_whose_answer_changes_is_not_repeated)
{
	asks(NBCOAP_POST, "p", "01");
	sends("CON 0.02 11=70 payload=01");
	replies("2.04 4=e1 23=08 payload=41*16");
	sends("CON 0.02 11=70 23=10");
	replies("2.04 4=e2 23=10 payload=42");
	told_failure(NBCOAP_FAILURE_CHANGED);
	sends_nothing();
}
END_TEST

START_TEST(a_server_that_lost_blocks_gets_them_all_once_more_with_a_tag)
{
	b.request.szx = 0;
	asks(NBCOAP_PUT, "o", "41*16 42*2");
	sends("CON 0.03 11=6f 27=08 60=12 payload=41*16");
	replies("2.31 27=08");
	sends("CON 0.03 11=6f 27=10 payload=42*2");
	replies("4.08");
	sends("CON 0.03 11=6f 27=08 60=12 292=01 payload=41*16");
	replies("2.31 27=08");
	sends("CON 0.03 11=6f 27=10 292=01 payload=42*2");
	replies("4.08 27=10");
	told_response(INCOMPLETE, "");
	sends_nothing();
}
END_TEST

START_TEST(a_body_too_large_for_one_message_goes_in_blocks_that_do)
{
	asks(NBCOAP_PUT, "o", "41*32 42*8");
	sends("CON 0.03 11=6f "
	      "payload="
	      "4141414141414141414141414141414141414141414141414141414141414141"
	      "4242424242424242");
	replies("4.13 27=09");
	sends("CON 0.03 11=6f 27=09 60=28 292=01 payload=41*32");
	replies("4.13 27=08");
	sends("CON 0.03 11=6f 27=08 60=28 292=02 payload=41*16");
	replies("4.13 27=08 60=08");
	told_response(TOO_LARGE, "");
	sends_nothing();
}
END_TEST

/* What no server may say to the first of three blocks of 16 bytes. */
static const char *const request_lies[] = {
	"2.31",       /* of which? */
	"2.04",       /* the same */
	"2.31 27=18", /* of the second */
	"2.31 27=09", /* larger ones */
	"2.31 27=0f", /* the reserved size */
};

START_TEST(a_server_that_takes_something_else_makes_a_failure)
{
	b.request.szx = 0;
	asks(NBCOAP_PUT, "o", "41*40");
	sends("CON 0.03 11=6f 27=08 60=28 payload=41*16");
	replies(request_lies[_i]);
	told_failure(NBCOAP_FAILURE_MALFORMED);
	sends_nothing();
}
END_TEST

START_TEST(a_server_that_wants_more_than_all_makes_a_failure)
{
	b.request.szx = 0;
	asks(NBCOAP_PUT, "o", "41*17");
	sends("CON 0.03 11=6f 27=08 60=11 payload=41*16");
	replies("2.31 27=08");
	sends("CON 0.03 11=6f 27=10 payload=41");
	replies("2.31 27=10");
	told_failure(NBCOAP_FAILURE_MALFORMED);
}
END_TEST

START_TEST(two_bodies_to_one_resource_go_one_after_the_other)
{
	b.params.nstart = 2;
	b.request.szx = 0;
	asks(NBCOAP_PUT, "o", "41*17");
	sends("CON 0.03 11=6f 27=08 60=11 payload=41*16");
	int first = b.transfer;
	struct nbcoap_message asked = b.sent;
	asks(NBCOAP_PUT, "o", "42*17");
	sends_nothing();
	/* Another resource has nothing to wait for. */
	asks(NBCOAP_PUT, "p", "43*17");
	sends("CON 0.03 11=70 27=08 60=11 payload=43*16");
	struct nbcoap_progress progress;
	nbcoap_client_cancel(b.c, b.transfer, &progress, b.now);
	ck_assert_int_eq(progress.sent, NBCOAP_SENT_YES);

	b.sent = asked;
	b.transfer = first;
	replies("4.04");
	told_response(NOT_FOUND, "");
	/* One body was left unfinished, and both are to the same server. */
	b.transfer = 1;
	sends("CON 0.03 11=6f 27=08 60=11 292=01 payload=43*16");
	replies("4.04");
	told_response(NOT_FOUND, "");
}
END_TEST

START_TEST(a_client_that_is_asked_for_an_echo_repeats_once_with_another_token)
{
	struct nbcoap_message first;

	get("a");
	sends("CON 0.01 11=61");
	first = b.sent;
	replies("4.01 252=aabbcc");
	told_nothing();
	sends("CON 0.01 11=61 252=aabbcc");
	ck_assert_mem_ne(first.token, b.sent.token, first.token_len);
	replies("4.01 252=ddee");
	told_response(UNAUTHORIZED, "");
	sends_nothing();
}
END_TEST

START_TEST(an_echo_in_a_response_goes_back_in_the_next_request)
{
	b.request.szx = 0;
	asks(NBCOAP_PUT, "o", "41*40");
	sends("CON 0.03 11=6f 27=08 60=28 payload=41*16");
	replies("2.31 27=08 252=aa");
	sends("CON 0.03 11=6f 27=18 252=aa payload=41*16");
	replies("2.31 27=18");
	sends("CON 0.03 11=6f 27=20 payload=41*8");
	replies("2.04 27=20");
	told_response(CHANGED, "");
}
END_TEST

START_TEST(silence_amid_a_body_is_a_failure_of_the_whole)
{
	get("s");
	sends("CON 0.01 11=73");
	replies("2.05 23=08 payload=41*16");
	for (int i = 0; i < 5; i++) {
		sends("CON 0.01 11=73 23=10");
		passes(2000 << i);
	}
	passes(62000);
	told_failure(NBCOAP_FAILURE_TIMEOUT);
	ck_assert_int_eq(b.told.event.progress.sent, NBCOAP_SENT_YES);
	ck_assert_uint_eq(b.told.event.progress.transmissions, 6);
}
END_TEST

/* DESIGN, decision 9. */
START_TEST(after_a_change_of_address_a_post_begins_anew_before_its_last_block)
{
	b.request.szx = 0;
	asks(NBCOAP_POST, "o", "41*17");
	sends("CON 0.02 11=6f 27=08 60=11 payload=41*16");
	nbcoap_endpoint_rebound(b.e, b.now);
	passes(1);
	sends("CON 0.02 11=6f 27=08 60=11 292=01 payload=41*16");
	replies("2.31 27=08");
	sends("CON 0.02 11=6f 27=10 292=01 payload=41");
	nbcoap_endpoint_rebound(b.e, b.now);
	passes(1);
	told_failure(NBCOAP_FAILURE_LINK_DOWN);
}
END_TEST

START_TEST(what_cannot_be_a_transfer_is_refused)
{
	struct nbcoap_client_request r = b.request;
	static uint8_t long_path[200];
	struct nbcoap_option option = {NBCOAP_URI_PATH, 200, long_path};

	r.request.code = NBCOAP_GET;
	r.szx = 7;
	ck_assert_int_eq(nbcoap_client_request(b.c, &r, b.now), NB_ERR_CALLER);
	r.szx = 0;
	r.request.payload = (struct nb_bytes){long_path, 17};
	r.request.observe = true;
	ck_assert_int_eq(nbcoap_client_request(b.c, &r, b.now), NB_ERR_CALLER);
	r.request.observe = false;
	r.request.options = &option;
	r.request.option_count = 1;
	ck_assert_int_eq(nbcoap_client_request(b.c, &r, b.now), NB_ERR_SPACE);
	r.request.option_count = 0;
	r.request.payload.len = (size_t)NBCOAP_BLOCK_NUM_MAX * 16 + 17;
	ck_assert_int_eq(nbcoap_client_request(b.c, &r, b.now), NB_ERR_CALLER);
	sends_nothing();
}
END_TEST

START_TEST(a_table_that_is_full_says_so)
{
	ck_assert(nbcoap_client_can_start(b.c, &b.peer, &b.params, b.now));
	get("a");
	ck_assert(!nbcoap_client_can_start(b.c, &b.peer, &b.params, b.now));
	get("b");
	get("c");
	struct nbcoap_client_request r = b.request;
	r.request.code = NBCOAP_GET;
	ck_assert_int_eq(nbcoap_client_request(b.c, &r, b.now), NB_ERR_SPACE);
	sends("CON 0.01 11=61");
	replies("2.05");
	sends("CON 0.01 11=62");
	replies("2.05");
	sends("CON 0.01 11=63");
	replies("2.05");
	ck_assert_uint_eq(b.told_count, 3);
}
END_TEST

TCase *transfer_client_case(void)
{
	TCase *c = tcase_create("client");

	tcase_add_checked_fixture(c, transfer_client_bench_setup,
				  transfer_client_bench_teardown);
	tcase_add_test(c, what_fits_into_a_message_takes_one);
	tcase_add_test(
		c,
		a_response_comes_in_blocks_each_asked_with_a_token_of_its_own);
	tcase_add_test(c, a_client_may_ask_for_small_blocks_from_the_start);
	tcase_add_test(c,
		       a_client_may_ask_for_smaller_blocks_from_the_second_on);
	tcase_add_test(c, a_lost_block_is_asked_for_again);
	tcase_add_test(c, without_room_each_block_is_told_as_it_comes);
	tcase_add_test(c, one_block_may_be_asked_for);
	tcase_add_test(c,
		       a_body_that_changes_is_asked_for_anew_and_not_for_ever);
	tcase_add_test(c, a_body_that_has_changed_once_is_whole_all_the_same);
	tcase_add_test(c, an_error_amid_a_body_is_the_answer);
	tcase_add_test(c,
		       a_body_longer_than_there_is_room_is_never_called_whole);
	tcase_add_loop_test(c, a_lying_server_makes_a_failure, 0,
			    sizeof(lies) / sizeof(lies[0]));
	tcase_add_test(c, a_request_goes_in_blocks);
	tcase_add_test(c, a_server_may_take_each_block_for_itself);
	tcase_add_test(c, a_server_may_want_smaller_blocks);
	tcase_add_test(c, a_request_in_blocks_is_answered_in_blocks);
	tcase_add_test(c, a_fetch_says_what_it_asks_with_each_block);
	tcase_add_test(
		c, a_fetch_in_blocks_whose_answer_changes_is_not_asked_again);
	tcase_add_test(c, a_post_whose_answer_changes_is_not_repeated);
	tcase_add_test(
		c,
		a_server_that_lost_blocks_gets_them_all_once_more_with_a_tag);
	tcase_add_test(c,
		       a_body_too_large_for_one_message_goes_in_blocks_that_do);
	tcase_add_loop_test(c,
			    a_server_that_takes_something_else_makes_a_failure,
			    0, sizeof(request_lies) / sizeof(request_lies[0]));
	tcase_add_test(c, a_server_that_wants_more_than_all_makes_a_failure);
	tcase_add_test(c, two_bodies_to_one_resource_go_one_after_the_other);
	tcase_add_test(
		c,
		a_client_that_is_asked_for_an_echo_repeats_once_with_another_token);
	tcase_add_test(c, an_echo_in_a_response_goes_back_in_the_next_request);
	tcase_add_test(c, silence_amid_a_body_is_a_failure_of_the_whole);
	tcase_add_test(
		c,
		after_a_change_of_address_a_post_begins_anew_before_its_last_block);
	tcase_add_test(c, what_cannot_be_a_transfer_is_refused);
	tcase_add_test(c, a_table_that_is_full_says_so);
	return c;
}
