#include "unit/coap_cases.h"

#include <nbcoap/observe.h>

/* Is @number newer than @before, which came @later ms earlier? */
static bool is_newer(uint32_t before, uint32_t number, nb_ms later)
{
	struct nbcoap_observe_newest newest = {0};

	ck_assert(nbcoap_observe_input(&newest, before, 1000));
	return nbcoap_observe_input(&newest, number, 1000 + later);
}

START_TEST(the_first_notification_is_the_newest_whatever_its_number)
{
	struct nbcoap_observe_newest newest = {0};

	ck_assert(nbcoap_observe_input(&newest, 0, 0));
	ck_assert_uint_eq(newest.number, 0);
}
END_TEST

START_TEST(a_number_is_newer_by_less_than_half_of_all_numbers)
{
	ck_assert(is_newer(5, 6, 0));
	ck_assert(!is_newer(5, 5, 0));
	ck_assert(!is_newer(5, 4, 0));
	ck_assert(is_newer(0, 0x7fffff, 0));
	ck_assert(!is_newer(0, 0x800000, 0));
	ck_assert(!is_newer(0x800000, 0, 0));
	ck_assert(is_newer(0x800001, 0, 0));
	ck_assert(is_newer(0xffffff, 0, 0));
}
END_TEST

START_TEST(after_128_seconds_any_number_is_newer)
{
	ck_assert(!is_newer(5, 4, 128000));
	ck_assert(is_newer(5, 4, 128001));
	ck_assert(is_newer(5, 5, 128001));
}
END_TEST

START_TEST(what_was_overtaken_changes_nothing)
{
	struct nbcoap_observe_newest newest = {0};

	ck_assert(nbcoap_observe_input(&newest, 10, 0));
	ck_assert(!nbcoap_observe_input(&newest, 9, 100000));
	ck_assert(nbcoap_observe_input(&newest, 9, 128001));
	ck_assert_uint_eq(newest.number, 9);
	ck_assert_int_eq(newest.at, 128001);
}
END_TEST

START_TEST(a_servers_numbers_go_around_and_each_is_newer)
{
	uint32_t number = 0xfffffe;

	for (int i = 0; i < 4; i++) {
		uint32_t next = nbcoap_observe_next(number);
		ck_assert(is_newer(number, next, 0));
		number = next;
	}
	ck_assert_uint_eq(number, 2);
}
END_TEST

START_TEST(patience_is_max_age_and_5_to_15_seconds)
{
	ck_assert_int_eq(nbcoap_observe_patience(60, 0), 65000);
	ck_assert_int_eq(nbcoap_observe_patience(60, 10000), 75000);
	ck_assert_int_eq(nbcoap_observe_patience(60, 10001), 65000);
	ck_assert_int_eq(nbcoap_observe_patience(UINT32_MAX, 0),
			 INT64_C(4294967300000));
}
END_TEST

TCase *coap_observe_case(void)
{
	TCase *c = tcase_create("observe");

	tcase_add_test(
		c, the_first_notification_is_the_newest_whatever_its_number);
	tcase_add_test(c, a_number_is_newer_by_less_than_half_of_all_numbers);
	tcase_add_test(c, after_128_seconds_any_number_is_newer);
	tcase_add_test(c, what_was_overtaken_changes_nothing);
	tcase_add_test(c, a_servers_numbers_go_around_and_each_is_newer);
	tcase_add_test(c, patience_is_max_age_and_5_to_15_seconds);
	return c;
}
