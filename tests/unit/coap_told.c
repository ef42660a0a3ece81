#include "unit/coap_cases.h"

#include "coap/told.h"

#include <stdlib.h>

enum { NUMBERS = 3 };

static struct nbcoap_told told;
static void *memory;

static void setup(void)
{
	struct nbcoap_arena arena = {NULL, 0};

	nbcoap_told_place(&told, NUMBERS, &arena);
	memory = malloc(arena.used);
	arena = (struct nbcoap_arena){memory, 0};
	nbcoap_told_place(&told, NUMBERS, &arena);
}

static void teardown(void)
{
	free(memory);
}

static void expect(uint32_t number, enum nbcoap_event_type type)
{
	uint32_t got_number;
	enum nbcoap_event_type got_type;

	ck_assert(nbcoap_told_next(&told, &got_number, &got_type));
	ck_assert_uint_eq(got_number, number);
	ck_assert_int_eq(got_type, type);
}

static void expect_nothing(void)
{
	uint32_t number;
	enum nbcoap_event_type type;

	ck_assert(!nbcoap_told_next(&told, &number, &type));
}

START_TEST(the_events_of_one_come_in_a_fixed_order)
{
	nbcoap_told_add(&told, 1, NBCOAP_EVENT_UNPIN);
	nbcoap_told_add(&told, 1, NBCOAP_EVENT_DELIVERED);
	nbcoap_told_add(&told, 1, NBCOAP_EVENT_REQUEST);
	nbcoap_told_add(&told, 1, NBCOAP_EVENT_PIN);
	expect(1, NBCOAP_EVENT_PIN);
	expect(1, NBCOAP_EVENT_REQUEST);
	expect(1, NBCOAP_EVENT_DELIVERED);
	expect(1, NBCOAP_EVENT_UNPIN);
	expect_nothing();
}
END_TEST

START_TEST(an_event_that_happens_twice_is_told_once)
{
	nbcoap_told_add(&told, 0, NBCOAP_EVENT_PROGRESS);
	nbcoap_told_add(&told, 0, NBCOAP_EVENT_PROGRESS);
	expect(0, NBCOAP_EVENT_PROGRESS);
	expect_nothing();
}
END_TEST

START_TEST(who_was_first_is_told_all_of_its_own_first)
{
	nbcoap_told_add(&told, 2, NBCOAP_EVENT_PIN);
	nbcoap_told_add(&told, 0, NBCOAP_EVENT_PIN);
	nbcoap_told_add(&told, 2, NBCOAP_EVENT_FAILED);
	expect(2, NBCOAP_EVENT_PIN);
	expect(2, NBCOAP_EVENT_FAILED);
	expect(0, NBCOAP_EVENT_PIN);
	expect_nothing();
}
END_TEST

START_TEST(what_need_not_be_told_any_more_is_not)
{
	nbcoap_told_add(&told, 0, NBCOAP_EVENT_WITHDRAW);
	nbcoap_told_add(&told, 1, NBCOAP_EVENT_LOOK);
	nbcoap_told_drop(&told, 0, NBCOAP_EVENT_WITHDRAW);
	ck_assert(nbcoap_told_is_empty(&told, 0));
	expect(1, NBCOAP_EVENT_LOOK);
	expect_nothing();
}
END_TEST

START_TEST(to_an_owner_who_has_left_only_the_link_is_told)
{
	nbcoap_told_add(&told, 0, NBCOAP_EVENT_PIN);
	nbcoap_told_add(&told, 0, NBCOAP_EVENT_RESPONSE);
	nbcoap_told_add(&told, 0, NBCOAP_EVENT_WITHDRAW);
	nbcoap_told_add(&told, 0, NBCOAP_EVENT_UNPIN);
	nbcoap_told_hush(&told, 0);
	expect(0, NBCOAP_EVENT_PIN);
	expect(0, NBCOAP_EVENT_WITHDRAW);
	expect(0, NBCOAP_EVENT_UNPIN);
	expect_nothing();
}
END_TEST

TCase *coap_told_case(void)
{
	TCase *c = tcase_create("told");

	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_test(c, the_events_of_one_come_in_a_fixed_order);
	tcase_add_test(c, an_event_that_happens_twice_is_told_once);
	tcase_add_test(c, who_was_first_is_told_all_of_its_own_first);
	tcase_add_test(c, what_need_not_be_told_any_more_is_not);
	tcase_add_test(c, to_an_owner_who_has_left_only_the_link_is_told);
	return c;
}
