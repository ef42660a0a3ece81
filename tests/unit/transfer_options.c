#include "transfer/options.h"
#include "unit/transfer_cases.h"

static struct nbcoap_option_list list;

static void put_segment(const char *text)
{
	struct nbcoap_option segment = {NBCOAP_URI_PATH, (uint16_t)strlen(text),
					(const uint8_t *)text};

	nbcoap_option_list_put(&list, &segment);
}

START_TEST(options_stand_in_order_and_equal_ones_in_their_own)
{
	nbcoap_option_list_init(&list);
	put_segment("a");
	put_segment("b");
	nbcoap_option_list_put_uint(&list, NBCOAP_OBSERVE, 0);
	nbcoap_option_list_put_block(&list, NBCOAP_BLOCK2,
				     &(struct nbcoap_block_option){.num = 2,
								   .szx = 2});

	ck_assert_uint_eq(list.count, 4);
	ck_assert_uint_eq(list.items[0].number, NBCOAP_OBSERVE);
	ck_assert_uint_eq(list.items[0].len, 0);
	ck_assert_mem_eq(list.items[1].value, "a", 1);
	ck_assert_mem_eq(list.items[2].value, "b", 1);
	ck_assert_mem_eq(list.items[3].value, "\x22", 1);
}
END_TEST

START_TEST(the_options_of_a_message_are_taken_with_their_values)
{
	static const uint8_t wire[] = {0x40, 1, 0, 1, 0xb1, 'x', 0x41, 'y'};
	struct nbcoap_message m;

	nbcoap_message_decode(&m, wire, sizeof(wire));
	nbcoap_option_list_init(&list);
	nbcoap_option_list_put_uint(&list, NBCOAP_ACCEPT, 0);
	nbcoap_option_list_put_message(&list, &m);

	ck_assert_uint_eq(list.count, 3);
	ck_assert_uint_eq(list.items[0].number, NBCOAP_URI_PATH);
	ck_assert_uint_eq(list.items[1].number, NBCOAP_URI_QUERY);
	ck_assert_mem_eq(list.items[1].value, "y", 1);
	ck_assert_uint_eq(list.items[2].number, NBCOAP_ACCEPT);
}
END_TEST

START_TEST(a_list_says_that_it_is_full)
{
	nbcoap_option_list_init(&list);
	for (int i = 0; i < NBCOAP_OPTIONS_MAX; i++)
		put_segment("a");
	ck_assert(!list.full);
	put_segment("a");
	ck_assert(list.full);

	nbcoap_option_list_init(&list);
	ck_assert(!list.full);
	for (int i = 0; i <= NBCOAP_OPTIONS_NUMBERS; i++)
		nbcoap_option_list_put_uint(&list, NBCOAP_SIZE2, 1);
	ck_assert(list.full);
}
END_TEST

TCase *transfer_options_case(void)
{
	TCase *c = tcase_create("options");

	tcase_add_test(c, options_stand_in_order_and_equal_ones_in_their_own);
	tcase_add_test(c, the_options_of_a_message_are_taken_with_their_values);
	tcase_add_test(c, a_list_says_that_it_is_full);
	return c;
}
