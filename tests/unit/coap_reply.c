#include "unit/coap_cases.h"

#include "base/hash.h"
#include "coap/finished.h"
#include "coap/limit.h"
#include "coap/reply.h"

#include <stdlib.h>
#include <string.h>

enum { KEPT = 3, BASE = 2 };

static const uint8_t secret[NB_SECRET_LEN] = "replies";
static const struct nb_addr peer = {
	.ip = {192, 0, 2, 1}, .port = 5683, .family = NB_FAMILY_IPV4};
static const struct nb_addr other = {
	.ip = {192, 0, 2, 1}, .port = 5684, .family = NB_FAMILY_IPV4};

static struct nbcoap_replies replies;
static struct nbcoap_outbox outbox;
static void *memory;

static void place(struct nbcoap_arena *arena)
{
	nbcoap_replies_place(&replies, KEPT, NBCOAP_TOKEN_MAX, &outbox, secret,
			     arena);
	nbcoap_outbox_place(&outbox, BASE + nbcoap_replies_count(&replies),
			    arena);
}

static void setup(void)
{
	struct nbcoap_arena arena = {NULL, 0};

	place(&arena);
	memory = calloc(1, arena.used);
	arena = (struct nbcoap_arena){memory, 0};
	place(&arena);
	replies.base = BASE;
}

static void teardown(void)
{
	free(memory);
}

/* Everything that is due goes out; how many that was. */
static unsigned send_all(void)
{
	unsigned count = 0;
	uint32_t number;

	while ((number = nbcoap_outbox_first(&outbox)) != NBCOAP_NO_SLOT) {
		uint64_t tag = nbcoap_outbox_hand(&outbox, number);
		nbcoap_outbox_settle(&outbox, tag);
		nbcoap_replies_done(&replies, number, false);
		count++;
	}
	return count;
}

static bool add(uint16_t id, bool keep)
{
	return nbcoap_replies_add(&replies, &peer, id, NBCOAP_ACK, keep, 1000);
}

static bool repeat(uint16_t id)
{
	return nbcoap_replies_repeat(&replies, &peer, id, 500);
}

START_TEST(a_duplicate_gets_the_same_bytes_again)
{
	static const uint8_t ack[] = {0x60, 0, 0x12, 0x34};

	ck_assert(!repeat(0x1234));
	ck_assert(add(0x1234, true));
	ck_assert_uint_eq(send_all(), 1);
	ck_assert(repeat(0x1234));
	struct nb_bytes reply =
		nbcoap_replies_bytes(&replies, nbcoap_outbox_first(&outbox));
	ck_assert_mem_eq(reply.data, ack, sizeof(ack));
	ck_assert_uint_eq(send_all(), 1);
}
END_TEST

START_TEST(two_duplicates_before_the_answer_went_out_get_one)
{
	ck_assert(add(1, true));
	ck_assert(repeat(1));
	ck_assert(repeat(1));
	ck_assert_uint_eq(send_all(), 1);
}
END_TEST

START_TEST(identity_is_the_address_the_port_and_the_message_id)
{
	ck_assert(add(1, true));
	ck_assert(!repeat(2));
	ck_assert(!nbcoap_replies_repeat(&replies, &other, 1, 500));
	ck_assert(repeat(1));
}
END_TEST

START_TEST(it_is_forgotten_after_its_time)
{
	ck_assert(add(1, true));
	ck_assert(nbcoap_replies_repeat(&replies, &peer, 1, 999));
	ck_assert(!nbcoap_replies_repeat(&replies, &peer, 1, 1000));
}
END_TEST

START_TEST(a_full_table_forgets_the_oldest_that_is_not_on_its_way)
{
	for (uint16_t id = 0; id < KEPT; id++)
		ck_assert(add(id, true));
	ck_assert(!add(10, true));
	send_all();
	ck_assert(add(10, true));
	ck_assert(!repeat(0));
	ck_assert(repeat(1));
	ck_assert(repeat(10));
}
END_TEST

START_TEST(answers_to_strangers_push_out_nothing)
{
	ck_assert(add(1, true));
	for (uint16_t id = 0; id < NBCOAP_REPLY_TRANSIENTS; id++)
		ck_assert(add((uint16_t)(100 + id), false));
	ck_assert(!add(999, false));
	ck_assert_uint_eq(send_all(), NBCOAP_REPLY_TRANSIENTS + 1);
	ck_assert(!repeat(100));
	ck_assert(repeat(1));
}
END_TEST

START_TEST(an_answer_that_was_not_sent_is_tried_three_times)
{
	unsigned sent = 0;
	uint32_t number;

	ck_assert(add(1, true));
	while ((number = nbcoap_outbox_first(&outbox)) != NBCOAP_NO_SLOT) {
		nbcoap_outbox_settle(&outbox,
				     nbcoap_outbox_hand(&outbox, number));
		nbcoap_replies_done(&replies, number, true);
		sent++;
	}
	ck_assert_uint_eq(sent, 3);
}
END_TEST

START_TEST(finished_tokens_are_remembered_for_a_while_the_newest_longest)
{
	struct nbcoap_finished f = {0};
	struct nbcoap_arena arena = {NULL, 0};

	nbcoap_finished_place(&f, 2, &arena);
	void *room = malloc(arena.used);
	arena = (struct nbcoap_arena){room, 0};
	nbcoap_finished_place(&f, 2, &arena);
	ck_assert(!nbcoap_finished_has(&f, 7, 0));
	nbcoap_finished_add(&f, 7, 100);
	ck_assert(nbcoap_finished_has(&f, 7, 99));
	ck_assert(!nbcoap_finished_has(&f, 7, 100));
	nbcoap_finished_add(&f, 8, 100);
	nbcoap_finished_add(&f, 9, 100);
	ck_assert(!nbcoap_finished_has(&f, 7, 0));
	ck_assert(nbcoap_finished_has(&f, 8, 0));
	ck_assert(nbcoap_finished_has(&f, 9, 0));
	free(room);
}
END_TEST

START_TEST(a_peer_gets_one_reset_in_five_seconds_and_many_wait_for_room)
{
	struct nbcoap_limit limit = {0};

	ck_assert(nbcoap_limit_take(&limit, 1, 0));
	ck_assert(!nbcoap_limit_take(&limit, 1, 4999));
	ck_assert(nbcoap_limit_take(&limit, 1, 5000));
	for (uint64_t key = 2; key <= NBCOAP_LIMIT_PEERS; key++)
		ck_assert(nbcoap_limit_take(&limit, key, 6000));
	ck_assert(!nbcoap_limit_take(&limit, 100, 6000));
	ck_assert(nbcoap_limit_take(&limit, 100, 10000));
	ck_assert(!nbcoap_limit_take(&limit, 2, 10000));
}
END_TEST

TCase *coap_reply_case(void)
{
	TCase *c = tcase_create("reply");

	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_test(c, a_duplicate_gets_the_same_bytes_again);
	tcase_add_test(c, two_duplicates_before_the_answer_went_out_get_one);
	tcase_add_test(c, identity_is_the_address_the_port_and_the_message_id);
	tcase_add_test(c, it_is_forgotten_after_its_time);
	tcase_add_test(c,
		       a_full_table_forgets_the_oldest_that_is_not_on_its_way);
	tcase_add_test(c, answers_to_strangers_push_out_nothing);
	tcase_add_test(c, an_answer_that_was_not_sent_is_tried_three_times);
	tcase_add_test(
		c,
		finished_tokens_are_remembered_for_a_while_the_newest_longest);
	tcase_add_test(
		c,
		a_peer_gets_one_reset_in_five_seconds_and_many_wait_for_room);
	return c;
}
