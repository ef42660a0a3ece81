#include "unit/coap_cases.h"

#include "coap/outbox.h"
#include "coap/table.h"

#include <stdlib.h>

static struct nbcoap_outbox outbox;

static void setup(void)
{
	struct nbcoap_arena arena = {NULL, 0};

	nbcoap_outbox_place(&outbox, 4, &arena);
	arena = (struct nbcoap_arena){calloc(1, arena.used), 0};
	nbcoap_outbox_place(&outbox, 4, &arena);
}

static void teardown(void)
{
	free(outbox.items);
}

START_TEST(what_is_due_first_is_first)
{
	nbcoap_outbox_put(&outbox, 2);
	nbcoap_outbox_put(&outbox, 0);
	nbcoap_outbox_put(&outbox, 3);
	nbcoap_outbox_put(&outbox, 2);
	ck_assert_uint_eq(outbox.due_count, 3);
	ck_assert_uint_eq(nbcoap_outbox_first(&outbox), 2);
	ck_assert_uint_eq(nbcoap_outbox_next(&outbox, 2), 0);
	ck_assert_uint_eq(nbcoap_outbox_next(&outbox, 0), 3);
	ck_assert_uint_eq(nbcoap_outbox_next(&outbox, 3), NBCOAP_NO_SLOT);
}
END_TEST

START_TEST(one_in_the_middle_can_go)
{
	nbcoap_outbox_put(&outbox, 0);
	nbcoap_outbox_put(&outbox, 1);
	nbcoap_outbox_put(&outbox, 2);
	nbcoap_outbox_drop(&outbox, 1);
	nbcoap_outbox_drop(&outbox, 1);
	ck_assert_uint_eq(nbcoap_outbox_next(&outbox, 0), 2);
	nbcoap_outbox_hand(&outbox, 2);
	ck_assert_uint_eq(nbcoap_outbox_next(&outbox, 0), NBCOAP_NO_SLOT);
	nbcoap_outbox_drop(&outbox, 0);
	ck_assert_uint_eq(nbcoap_outbox_first(&outbox), NBCOAP_NO_SLOT);
	ck_assert_uint_eq(outbox.due_count, 0);
}
END_TEST

START_TEST(each_tag_is_settled_once)
{
	nbcoap_outbox_put(&outbox, 1);
	uint64_t tag = nbcoap_outbox_hand(&outbox, 1);

	ck_assert(nbcoap_outbox_is_at_link(&outbox, 1));
	ck_assert_uint_eq(nbcoap_outbox_settle(&outbox, tag), 1);
	ck_assert(nbcoap_outbox_is_idle(&outbox, 1));
	ck_assert_uint_eq(nbcoap_outbox_settle(&outbox, tag), NBCOAP_NO_SLOT);
}
END_TEST

START_TEST(no_tag_comes_again_and_a_foreign_one_settles_nothing)
{
	nbcoap_outbox_put(&outbox, 1);
	uint64_t first = nbcoap_outbox_hand(&outbox, 1);
	nbcoap_outbox_settle(&outbox, first);
	nbcoap_outbox_put(&outbox, 1);
	uint64_t second = nbcoap_outbox_hand(&outbox, 1);

	ck_assert_uint_ne(first, second);
	ck_assert_uint_eq(nbcoap_outbox_settle(&outbox, first), NBCOAP_NO_SLOT);
	ck_assert_uint_eq(nbcoap_outbox_settle(&outbox, 99), NBCOAP_NO_SLOT);
	ck_assert_uint_eq(nbcoap_outbox_settle(&outbox, second), 1);
}
END_TEST

START_TEST(one_that_is_due_again_waits_for_its_verdict)
{
	nbcoap_outbox_put(&outbox, 1);
	uint64_t tag = nbcoap_outbox_hand(&outbox, 1);

	nbcoap_outbox_put(&outbox, 1);
	ck_assert_uint_eq(nbcoap_outbox_first(&outbox), NBCOAP_NO_SLOT);
	ck_assert_uint_eq(nbcoap_outbox_settle(&outbox, tag), 1);
	ck_assert_uint_eq(nbcoap_outbox_first(&outbox), 1);
}
END_TEST

START_TEST(one_that_was_due_again_may_be_dropped)
{
	nbcoap_outbox_put(&outbox, 1);
	uint64_t tag = nbcoap_outbox_hand(&outbox, 1);

	nbcoap_outbox_put(&outbox, 1);
	nbcoap_outbox_drop(&outbox, 1);
	nbcoap_outbox_settle(&outbox, tag);
	ck_assert(nbcoap_outbox_is_idle(&outbox, 1));
}
END_TEST

TCase *coap_outbox_case(void)
{
	TCase *c = tcase_create("outbox");

	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_test(c, what_is_due_first_is_first);
	tcase_add_test(c, one_in_the_middle_can_go);
	tcase_add_test(c, each_tag_is_settled_once);
	tcase_add_test(c, no_tag_comes_again_and_a_foreign_one_settles_nothing);
	tcase_add_test(c, one_that_is_due_again_waits_for_its_verdict);
	tcase_add_test(c, one_that_was_due_again_may_be_dropped);
	return c;
}
