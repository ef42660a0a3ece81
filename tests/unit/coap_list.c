#include "unit/coap_cases.h"

#include "coap/list.h"

enum { CAP = 5 };

static struct nbcoap_list_item items[CAP];
static struct nbcoap_list list;

static void setup(void)
{
	nbcoap_list_init(&list, items);
}

static void add(uint32_t from, uint32_t to)
{
	for (uint32_t number = from; number <= to; number++)
		nbcoap_list_add(&list, number);
}

/* Holds @l, forward and back, against the digits of @text. */
static void assert_list(const struct nbcoap_list *l, const char *text)
{
	uint32_t previous = NBCOAP_NO_SLOT;
	uint32_t number = l->first;

	for (; *text; text++) {
		ck_assert_uint_eq(number, (uint32_t)(*text - '0'));
		ck_assert_uint_eq(items[number].previous, previous);
		previous = number;
		number = nbcoap_list_next(l, number);
	}
	ck_assert_uint_eq(number, NBCOAP_NO_SLOT);
	ck_assert_uint_eq(l->last, previous);
}

START_TEST(an_empty_list_has_nobody)
{
	assert_list(&list, "");
	ck_assert_uint_eq(nbcoap_list_take(&list), NBCOAP_NO_SLOT);
}
END_TEST

START_TEST(they_stand_in_the_order_in_which_they_came)
{
	add(2, 4);
	add(0, 1);
	assert_list(&list, "23401");
}
END_TEST

START_TEST(each_may_leave_and_come_again)
{
	add(0, 4);
	nbcoap_list_remove(&list, 2);
	assert_list(&list, "0134");
	nbcoap_list_remove(&list, 0);
	assert_list(&list, "134");
	nbcoap_list_remove(&list, 4);
	assert_list(&list, "13");
	nbcoap_list_add(&list, 2);
	assert_list(&list, "132");
}
END_TEST

START_TEST(the_last_is_taken_first)
{
	add(0, 2);
	ck_assert_uint_eq(nbcoap_list_take(&list), 2);
	ck_assert_uint_eq(nbcoap_list_take(&list), 1);
	assert_list(&list, "0");
	ck_assert_uint_eq(nbcoap_list_take(&list), 0);
	assert_list(&list, "");
}
END_TEST

START_TEST(two_lists_share_their_items)
{
	struct nbcoap_list other;

	nbcoap_list_init(&other, items);
	add(0, 1);
	nbcoap_list_add(&other, 3);
	nbcoap_list_add(&other, 2);
	nbcoap_list_remove(&list, 1);
	nbcoap_list_add(&other, 1);
	assert_list(&list, "0");
	assert_list(&other, "321");
}
END_TEST

TCase *coap_list_case(void)
{
	TCase *c = tcase_create("list");

	tcase_add_checked_fixture(c, setup, NULL);
	tcase_add_test(c, an_empty_list_has_nobody);
	tcase_add_test(c, they_stand_in_the_order_in_which_they_came);
	tcase_add_test(c, each_may_leave_and_come_again);
	tcase_add_test(c, the_last_is_taken_first);
	tcase_add_test(c, two_lists_share_their_items);
	return c;
}
