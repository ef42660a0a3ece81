/* Bodies in blocks, as a server (RFC 7959). */
#include "unit/transfer_bench.h"
#include "unit/transfer_cases.h"

#include <string.h>

static uint8_t body[BENCH_BODY];
static const uint8_t etag = 0x0e;
static struct nbcoap_option options[] = {{NBCOAP_ETAG, 1, &etag}};

/* Sixteen times the same, and half as many. */
#define A16 "61616161616161616161616161616161"
#define B16 "62626262626262626262626262626262"
#define C8  "6363636363636363"

static void setup(void)
{
	bench_open(2, 0, 6, false);
	for (unsigned i = 0; i < sizeof(body); i++)
		body[i] = (uint8_t)('a' + i / 16);
	bench_answer.payload = (struct nb_bytes){body, 40};
	bench_answer.options = options;
	bench_answer.option_count = 1;
}

/* Another server: of blocks of at most 16 << @szx bytes. */
static void reopen(uint8_t szx, bool stream)
{
	struct nbcoap_response answer = bench_answer;

	bench_close();
	bench_open(2, 0, szx, stream);
	bench_answer = answer;
}

/* What is done is done, with no more to say. */
static void answer_changed(void)
{
	bench_answer = (struct nbcoap_response){.code = NBCOAP_CODE(2, 4)};
}

START_TEST(a_get_is_answered_in_the_blocks_that_it_asks_for)
{
	/* 3.1, figure 3: early negotiation. */
	bench_hear("CON 0.01 id=0001 token=aa 11=61 23=");
	bench_expect("ACK 2.05 id=0001 token=aa 4=0e 23=08 28=28 payload=" A16);
	bench_hear("CON 0.01 id=0002 token=ab 11=61 23=10");
	bench_expect("ACK 2.05 id=0002 token=ab 4=0e 23=18 payload=" B16);
	bench_hear("CON 0.01 id=0003 token=ac 11=61 23=20");
	bench_expect("ACK 2.05 id=0003 token=ac 4=0e 23=20 payload=" C8);
	ck_assert_uint_eq(bench_asked, 3);
}
END_TEST

START_TEST(a_client_may_go_on_in_smaller_blocks)
{
	/* 3.1, figure 4: late negotiation. */
	reopen(1, false);
	bench_hear("CON 0.01 id=0001 token=aa 11=61");
	bench_expect(
		"ACK 2.05 id=0001 token=aa 4=0e 23=09 28=28 payload=" A16 B16);
	bench_hear("CON 0.01 id=0002 token=ab 11=61 23=20");
	bench_expect("ACK 2.05 id=0002 token=ab 4=0e 23=20 payload=" C8);
}
END_TEST

START_TEST(a_block_that_the_message_has_no_room_for_is_halved)
{
	bench_answer.payload.len = sizeof(body);
	bench_hear("CON 0.01 id=0001 token=aa 11=61 23=04"); /* 256 bytes */
	char line[BENCH_LINE] =
		"ACK 2.05 id=0001 token=aa 4=0e 23=0b 28=0100 payload=";
	for (unsigned i = 0; i < 8; i++)
		for (unsigned k = 0; k < 16; k++)
			strcat(line,
			       (const char *[]){"61", "62", "63", "64", "65",
						"66", "67", "68"}[i]);
	bench_expect(line);
}
END_TEST

START_TEST(what_fits_is_not_cut_unless_asked_for)
{
	bench_answer.payload.len = 8;
	bench_hear("CON 0.01 id=0001 token=aa 11=61");
	bench_expect("ACK 2.05 id=0001 token=aa 4=0e payload=6161616161616161");
	bench_hear("CON 0.01 id=0002 token=aa 11=61 23=02 28=");
	bench_expect("ACK 2.05 id=0002 token=aa 4=0e 23=02 28=08 "
		     "payload=6161616161616161");
}
END_TEST

START_TEST(a_block_behind_the_end_is_bad)
{
	bench_hear("CON 0.01 id=0001 token=aa 11=61 23=30");
	bench_expect("ACK 4.00 id=0001 token=aa");
}
END_TEST

START_TEST(an_error_has_no_blocks)
{
	bench_answer = (struct nbcoap_response){.code = NBCOAP_CODE(4, 4)};
	bench_hear("CON 0.01 id=0001 token=aa 11=61 23=30");
	bench_expect("ACK 4.04 id=0001 token=aa");
}
END_TEST

START_TEST(blocks_have_an_etag_even_if_their_owner_gives_none)
{
	bench_answer.option_count = 0;
	bench_hear("CON 0.01 id=0001 token=aa 11=61 23=");
	bench_expect("ACK 2.05 id=0001 token=aa 4=bc42afd3 23=08 28=28 "
		     "payload=" A16);
	bench_hear("CON 0.01 id=0002 token=aa 11=61 23=20");
	bench_expect("ACK 2.05 id=0002 token=aa 4=bc42afd3 23=20 payload=" C8);
	/* Another body, another ETag. */
	body[39] = 'x';
	bench_hear("CON 0.01 id=0003 token=aa 11=61 23=20");
	bench_expect("ACK 2.05 id=0003 token=aa 4=aea5872c 23=20 "
		     "payload=63636363636363"
		     "78");
}
END_TEST

START_TEST(who_has_a_representation_is_told_that_it_is_valid)
{
	bench_hear("CON 0.01 id=0001 token=aa 4=0e 11=61");
	bench_expect("ACK 2.03 id=0001 token=aa 4=0e");
	bench_hear("CON 0.01 id=0002 token=aa 4=0f 11=61 23=");
	bench_expect("ACK 2.05 id=0002 token=aa 4=0e 23=08 28=28 payload=" A16);
}
END_TEST

START_TEST(a_put_in_blocks_is_told_once_and_whole)
{
	/* 3.2, figure 7. */
	answer_changed();
	bench_hear("CON 0.03 id=0001 token=aa 11=61 27=08 payload=" A16);
	bench_expect("ACK 2.31 id=0001 token=aa 27=08");
	bench_hear("CON 0.03 id=0002 token=ab 11=61 27=18 payload=" B16);
	bench_expect("ACK 2.31 id=0002 token=ab 27=18");
	ck_assert_uint_eq(bench_asked, 0);
	bench_hear("CON 0.03 id=0003 token=ac 11=61 27=20 payload=" C8);
	bench_expect("ACK 2.04 id=0003 token=ac 27=20");
	ck_assert_uint_eq(bench_asked, 1);
	ck_assert_str_eq(bench_line, "CON 0.03 id=0003 token=ac 11=61 27=20 "
				     "payload=" A16 B16 C8);
}
END_TEST

START_TEST(smaller_blocks_are_asked_for_with_the_first)
{
	/* 3.2, figure 9. */
	reopen(0, false);
	answer_changed();
	bench_hear("CON 0.03 id=0001 token=aa 11=61 27=09 payload=" A16 A16);
	bench_expect("ACK 2.31 id=0001 token=aa 27=08");
	bench_hear("CON 0.03 id=0002 token=ab 11=61 27=20 payload=" C8);
	bench_expect("ACK 2.04 id=0002 token=ab 27=20");
	ck_assert_str_eq(bench_line, "CON 0.03 id=0002 token=ab 11=61 27=20 "
				     "payload=" A16 A16 C8);
}
END_TEST

START_TEST(a_body_of_one_block_is_whole)
{
	answer_changed();
	bench_hear("CON 0.03 id=0001 token=aa 11=61 27= payload=" C8);
	bench_expect("ACK 2.04 id=0001 token=aa 27=");
	ck_assert_uint_eq(bench_asked, 1);
}
END_TEST

START_TEST(a_block_without_those_before_it_is_incomplete)
{
	bench_hear("CON 0.03 id=0001 token=aa 11=61 27=18 payload=" B16);
	bench_expect("ACK 4.08 id=0001 token=aa 27=18");
	bench_hear("CON 0.03 id=0002 token=aa 11=61 27=08 payload=" A16);
	bench_expect("ACK 2.31 id=0002 token=aa 27=08");
	bench_hear("CON 0.03 id=0003 token=aa 11=61 27=20 payload=" C8);
	bench_expect("ACK 4.08 id=0003 token=aa 27=20");
	/* Of another kind. */
	bench_hear("CON 0.03 id=0004 token=aa 11=61 12=28 27=18 payload=" B16);
	bench_expect("ACK 4.08 id=0004 token=aa 27=18");
	ck_assert_uint_eq(bench_asked, 0);
}
END_TEST

START_TEST(a_block_that_comes_again_is_taken_once)
{
	answer_changed();
	bench_hear("CON 0.03 id=0001 token=aa 11=61 27=08 payload=" A16);
	bench_expect("ACK 2.31 id=0001 token=aa 27=08");
	bench_hear("CON 0.03 id=0002 token=aa 11=61 27=18 payload=" B16);
	bench_expect("ACK 2.31 id=0002 token=aa 27=18");
	bench_hear("CON 0.03 id=0003 token=aa 11=61 27=18 payload=" B16);
	bench_expect("ACK 2.31 id=0003 token=aa 27=18");
	bench_hear("CON 0.03 id=0004 token=aa 11=61 27=20 payload=" C8);
	bench_expect("ACK 2.04 id=0004 token=aa 27=20");
	ck_assert_ptr_nonnull(strstr(bench_line, "payload=" A16 B16 C8));
}
END_TEST

START_TEST(the_first_block_begins_anew)
{
	answer_changed();
	bench_hear("CON 0.03 id=0001 token=aa 11=61 27=08 payload=" A16);
	bench_expect("ACK 2.31 id=0001 token=aa 27=08");
	bench_hear("CON 0.03 id=0002 token=aa 11=61 27=08 payload=" B16);
	bench_expect("ACK 2.31 id=0002 token=aa 27=08");
	bench_hear("CON 0.03 id=0003 token=aa 11=61 27=10 payload=" C8);
	bench_expect("ACK 2.04 id=0003 token=aa 27=10");
	ck_assert_ptr_nonnull(strstr(bench_line, "payload=" B16 C8));
}
END_TEST

START_TEST(a_body_that_is_too_long_is_refused_with_how_much_would_do)
{
	/* By what it announces, and by what comes. */
	bench_hear(
		"CON 0.03 id=0001 token=aa 11=61 27=08 60=0101 payload=" A16);
	bench_expect("ACK 4.13 id=0001 token=aa 27=08 60=0100");
	bench_hear("CON 0.03 id=0002 token=aa 11=61 27=0108 payload=" A16);
	bench_expect("ACK 4.13 id=0002 token=aa 27=0108 60=0100");
}
END_TEST

START_TEST(a_block_whose_length_is_not_what_it_says_is_bad)
{
	bench_hear("CON 0.03 id=0001 token=aa 11=61 27=08 payload=" C8);
	bench_expect("ACK 4.00 id=0001 token=aa 27=08");
	bench_hear("CON 0.03 id=0002 token=aa 11=61 27=0f payload=" A16);
	bench_expect("ACK 4.00 id=0002 token=aa");
}
END_TEST

START_TEST(bodies_are_told_apart_by_peer_and_request_tag)
{
	answer_changed();
	bench_hear("CON 0.02 id=0001 token=aa 11=61 27=08 292=01 payload=" A16);
	bench_expect("ACK 2.31 id=0001 token=aa 27=08");
	bench_hear("CON 0.02 id=0002 token=aa 11=61 27=08 292=02 payload=" B16);
	bench_expect("ACK 2.31 id=0002 token=aa 27=08");
	/* There is room for two. */
	bench_port = 5684;
	bench_hear("CON 0.02 id=0001 token=aa 11=61 27=08 292=01 payload=" B16);
	bench_expect("ACK 5.03 id=0001 token=aa 27=08");
	bench_hear("CON 0.02 id=0002 token=aa 11=61 27=18 292=01 payload=" B16);
	bench_expect("ACK 4.08 id=0002 token=aa 27=18");
	bench_port = 5683;
	bench_hear("CON 0.02 id=0003 token=aa 11=61 27=10 292=01 payload=" C8);
	bench_expect("ACK 2.04 id=0003 token=aa 27=10");
	ck_assert_ptr_nonnull(strstr(bench_line, "payload=" A16 C8));
	bench_hear("CON 0.02 id=0004 token=aa 11=61 27=10 292=02 payload=" C8);
	bench_expect("ACK 2.04 id=0004 token=aa 27=10");
	ck_assert_ptr_nonnull(strstr(bench_line, "payload=" B16 C8));
}
END_TEST

START_TEST(a_body_that_gets_no_further_is_dropped)
{
	bench_hear("CON 0.03 id=0001 token=aa 11=61 27=08 payload=" A16);
	bench_expect("ACK 2.31 id=0001 token=aa 27=08");
	bench_pass(247000);
	bench_hear("CON 0.03 id=0002 token=aa 11=61 27=10 payload=" C8);
	bench_expect("ACK 4.08 id=0002 token=aa 27=10");
}
END_TEST

START_TEST(the_answer_to_an_action_is_kept_for_its_later_blocks)
{
	reopen(0, false);
	bench_answer.code = NBCOAP_CODE(2, 4);
	bench_hear("CON 0.02 id=0001 token=aa 11=61 payload=01");
	bench_expect("ACK 2.04 id=0001 token=aa 4=0e 23=08 28=28 payload=" A16);
	body[16] = 'x'; /* what comes now is kept already */
	bench_hear("CON 0.02 id=0002 token=ab 11=61 23=10");
	bench_expect("ACK 2.04 id=0002 token=ab 4=0e 23=18 payload=" B16);
	bench_hear("CON 0.02 id=0003 token=ac 11=61 23=20");
	bench_expect("ACK 2.04 id=0003 token=ac 4=0e 23=20 payload=" C8);
	ck_assert_uint_eq(bench_asked, 1);
	/* Who has not asked gets nothing of it. */
	bench_port = 5684;
	bench_hear("CON 0.02 id=0004 token=ac 11=61 23=20");
	bench_expect("ACK 4.08 id=0004 token=ac");
	ck_assert_uint_eq(bench_asked, 1);
}
END_TEST

START_TEST(a_block_that_is_no_step_further_is_no_reason_to_wait)
{
	bench_hear("CON 0.03 id=0001 token=aa 11=61 27=08 payload=" A16);
	bench_expect("ACK 2.31 id=0001 token=aa 27=08");
	bench_pass(246000);
	bench_hear("CON 0.03 id=0002 token=aa 11=61 27=28 payload=" A16);
	bench_expect("ACK 4.08 id=0002 token=aa 27=28");
	bench_pass(1000);
	bench_hear("CON 0.03 id=0003 token=aa 11=61 27=10 payload=" C8);
	bench_expect("ACK 4.08 id=0003 token=aa 27=10");
}
END_TEST

START_TEST(of_kept_answers_the_oldest_gives_way)
{
	reopen(0, false);
	bench_answer.code = NBCOAP_CODE(2, 4);
	for (unsigned i = 0; i < 3; i++) {
		bench_port = (uint16_t)(5683 + i);
		bench_hear("CON 0.02 id=0001 token=aa 11=61");
		bench_expect("ACK 2.04 id=0001 token=aa 4=0e 23=08 28=28 "
			     "payload=" A16);
		bench_pass(1);
	}
	bench_hear("CON 0.02 id=0002 token=ac 11=61 23=20");
	bench_expect("ACK 2.04 id=0002 token=ac 4=0e 23=20 payload=" C8);
	bench_port = 5683;
	bench_hear("CON 0.02 id=0002 token=ac 11=61 23=20");
	bench_expect("ACK 4.08 id=0002 token=ac");
}
END_TEST

START_TEST(an_answer_that_cannot_be_kept_is_not_given)
{
	reopen(0, false);
	bench_answer.code = 0;
	bench_hear("CON 0.02 id=0001 token=aa 11=61");
	static uint8_t large[BENCH_BODY + 65];
	struct nbcoap_response answer = {.code = NBCOAP_CODE(2, 4),
					 .payload = {large, sizeof(large)}};
	ck_assert_int_eq(nbcoap_server_respond(bench_server, bench_inbound,
					       &answer, bench_now),
			 NB_ERR_SPACE);
	answer.payload.len = 8;
	ck_assert_int_eq(nbcoap_server_respond(bench_server, bench_inbound,
					       &answer, bench_now),
			 0);
	bench_expect("ACK 2.04 id=0001 token=aa payload=0000000000000000");
}
END_TEST

START_TEST(a_post_goes_in_blocks_both_ways)
{
	/* 3.3, figure 11; its payload comes back. */
	reopen(0, false);
	bench_answer.code = 0;
	bench_hear("CON 0.02 id=0001 token=aa 11=61 27=08 payload=" A16);
	bench_expect("ACK 2.31 id=0001 token=aa 27=08");
	bench_hear("CON 0.02 id=0002 token=aa 11=61 27=10 payload=" B16);
	struct nbcoap_event ev;
	ck_assert(!nbcoap_server_next_event(bench_server, &ev, bench_now));
	ck_assert_ptr_nonnull(strstr(bench_line, "payload=" A16 B16));
	struct nbcoap_response echo = {.code = NBCOAP_CODE(2, 4),
				       .payload = {body, 40}};
	ck_assert_int_eq(nbcoap_server_respond(bench_server, bench_inbound,
					       &echo, bench_now),
			 0);
	bench_expect(
		"ACK 2.04 id=0002 token=aa 23=08 27=10 28=28 payload=" A16);
	bench_hear("CON 0.02 id=0003 token=ab 11=61 23=10");
	bench_expect("ACK 2.04 id=0003 token=ab 23=18 payload=" B16);
	bench_hear("CON 0.02 id=0004 token=ac 11=61 23=20");
	bench_expect("ACK 2.04 id=0004 token=ac 23=20 payload=" C8);
	ck_assert_uint_eq(bench_asked, 1);
}
END_TEST

START_TEST(a_fetch_that_says_what_it_wants_is_asked_again)
{
	bench_hear("CON 0.05 id=0001 token=aa 11=61 23= payload=01");
	bench_expect("ACK 2.05 id=0001 token=aa 4=0e 23=08 28=28 payload=" A16);
	bench_hear("CON 0.05 id=0002 token=aa 11=61 23=10 payload=01");
	bench_expect("ACK 2.05 id=0002 token=aa 4=0e 23=18 payload=" B16);
	ck_assert_uint_eq(bench_asked, 2);
}
END_TEST

START_TEST(the_owner_may_give_the_part_alone)
{
	bench_answer.code = 0;
	bench_hear("CON 0.01 id=0001 token=aa 11=61 23=20");
	struct nbcoap_response part = {.code = NBCOAP_CODE(2, 5),
				       .payload = {body + 32, 8}};
	ck_assert_int_eq(nbcoap_server_respond_part(bench_server, bench_inbound,
						    &part, 41, bench_now),
			 NB_ERR_CALLER); /* it has a byte more */
	ck_assert_int_eq(nbcoap_server_respond_part(bench_server, bench_inbound,
						    &part, 40, bench_now),
			 0);
	bench_expect("ACK 2.05 id=0001 token=aa 23=20 payload=" C8);
	ck_assert_int_eq(nbcoap_server_respond_part(bench_server, bench_inbound,
						    &part, 40, bench_now),
			 NB_ERR_CALLER);
}
END_TEST

START_TEST(a_stream_is_told_block_by_block_in_order)
{
	reopen(6, true);
	bench_answer.code = 0;
	bench_hear("CON 0.03 id=0001 token=aa 11=61 27=08 payload=" A16);
	ck_assert_ptr_nonnull(strstr(bench_line, "27=08 payload=" A16));
	ck_assert_int_eq(nbcoap_server_proceed(bench_server, bench_inbound,
					       bench_now),
			 0);
	bench_expect("ACK 2.31 id=0001 token=aa 27=08");
	bench_hear("CON 0.03 id=0002 token=aa 11=61 27=28 payload=" A16);
	bench_expect("ACK 4.08 id=0002 token=aa 27=28");
	bench_hear("CON 0.03 id=0003 token=aa 11=61 27=10 payload=" C8);
	ck_assert_uint_eq(bench_asked, 2);
	ck_assert_ptr_nonnull(strstr(bench_line, "27=10 payload=" C8));
	ck_assert_int_eq(nbcoap_server_proceed(bench_server, bench_inbound,
					       bench_now),
			 NB_ERR_CALLER); /* it was the last */
	struct nbcoap_response done = {.code = NBCOAP_CODE(2, 4)};
	ck_assert_int_eq(nbcoap_server_respond(bench_server, bench_inbound,
					       &done, bench_now),
			 0);
	bench_expect("ACK 2.04 id=0003 token=aa 27=10");
}
END_TEST

START_TEST(a_request_that_is_dropped_leaves_nothing)
{
	bench_answer.code = 0;
	for (unsigned i = 0; i < 3; i++) {
		bench_hear(
			"NON 0.03 id=0001 token=aa 11=61 27=08 payload=" A16);
		bench_expect("NON 2.31 id=0000 token=aa 27=08");
		bench_hear("NON 0.03 id=0002 token=aa 11=61 27=10 payload=" C8);
		nbcoap_server_drop(bench_server, bench_inbound, bench_now);
		bench_expect_silence();
		bench_pass(500000);
	}
	ck_assert_uint_eq(bench_asked, 3);
}
END_TEST

TCase *transfer_blocks_case(void)
{
	TCase *c = tcase_create("blocks");

	tcase_add_checked_fixture(c, setup, bench_close);
	tcase_add_test(c, a_get_is_answered_in_the_blocks_that_it_asks_for);
	tcase_add_test(c, a_client_may_go_on_in_smaller_blocks);
	tcase_add_test(c, a_block_that_the_message_has_no_room_for_is_halved);
	tcase_add_test(c, what_fits_is_not_cut_unless_asked_for);
	tcase_add_test(c, a_block_behind_the_end_is_bad);
	tcase_add_test(c, an_error_has_no_blocks);
	tcase_add_test(c, blocks_have_an_etag_even_if_their_owner_gives_none);
	tcase_add_test(c, who_has_a_representation_is_told_that_it_is_valid);
	tcase_add_test(c, a_put_in_blocks_is_told_once_and_whole);
	tcase_add_test(c, smaller_blocks_are_asked_for_with_the_first);
	tcase_add_test(c, a_body_of_one_block_is_whole);
	tcase_add_test(c, a_block_without_those_before_it_is_incomplete);
	tcase_add_test(c, a_block_that_comes_again_is_taken_once);
	tcase_add_test(c, the_first_block_begins_anew);
	tcase_add_test(
		c, a_body_that_is_too_long_is_refused_with_how_much_would_do);
	tcase_add_test(c, a_block_whose_length_is_not_what_it_says_is_bad);
	tcase_add_test(c, bodies_are_told_apart_by_peer_and_request_tag);
	tcase_add_test(c, a_body_that_gets_no_further_is_dropped);
	tcase_add_test(c, the_answer_to_an_action_is_kept_for_its_later_blocks);
	tcase_add_test(c, a_block_that_is_no_step_further_is_no_reason_to_wait);
	tcase_add_test(c, of_kept_answers_the_oldest_gives_way);
	tcase_add_test(c, an_answer_that_cannot_be_kept_is_not_given);
	tcase_add_test(c, a_post_goes_in_blocks_both_ways);
	tcase_add_test(c, a_fetch_that_says_what_it_wants_is_asked_again);
	tcase_add_test(c, the_owner_may_give_the_part_alone);
	tcase_add_test(c, a_stream_is_told_block_by_block_in_order);
	tcase_add_test(c, a_request_that_is_dropped_leaves_nothing);
	return c;
}
