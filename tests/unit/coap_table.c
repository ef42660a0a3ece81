#include "unit/coap_cases.h"

#include "coap/table.h"

#include <stdlib.h>

enum { CAP = 100 };

static struct nbcoap_table make(uint32_t cap)
{
	struct nbcoap_table table;
	struct nbcoap_arena arena = {NULL, 0};

	nbcoap_table_place(&table, cap, &arena);
	arena = (struct nbcoap_arena){malloc(arena.used), 0};
	nbcoap_table_place(&table, cap, &arena);
	return table;
}

START_TEST(a_slot_is_found_by_its_key_until_it_is_removed)
{
	struct nbcoap_table t = make(CAP);

	for (uint32_t slot = 0; slot < CAP; slot++)
		nbcoap_table_add(&t, slot, slot * 7919ull);
	for (uint32_t slot = 0; slot < CAP; slot += 2)
		nbcoap_table_remove(&t, slot);
	for (uint32_t slot = 0; slot < CAP; slot++)
		ck_assert_uint_eq(nbcoap_table_find(&t, slot * 7919ull),
				  slot % 2 ? slot : NBCOAP_NO_SLOT);
	free(t.heads);
}
END_TEST

START_TEST(of_several_with_one_key_the_last_is_found)
{
	struct nbcoap_table t = make(4);

	for (uint32_t slot = 0; slot < 3; slot++)
		nbcoap_table_add(&t, slot, 42);
	nbcoap_table_add(&t, 3, 42 + 4);
	ck_assert_uint_eq(nbcoap_table_find(&t, 42), 2);
	nbcoap_table_remove(&t, 2);
	ck_assert_uint_eq(nbcoap_table_find(&t, 42), 1);
	ck_assert_uint_eq(nbcoap_table_find(&t, 42 + 4), 3);
	free(t.heads);
}
END_TEST

START_TEST(removing_what_is_not_there_is_harmless)
{
	struct nbcoap_table t = make(2);

	nbcoap_table_remove(&t, 1);
	nbcoap_table_add(&t, 1, 5);
	nbcoap_table_remove(&t, 1);
	nbcoap_table_remove(&t, 1);
	ck_assert_uint_eq(nbcoap_table_find(&t, 5), NBCOAP_NO_SLOT);
	free(t.heads);
}
END_TEST

START_TEST(a_table_of_nothing_finds_nothing)
{
	struct nbcoap_table t = make(0);

	ck_assert_uint_eq(nbcoap_table_find(&t, 5), NBCOAP_NO_SLOT);
	free(t.heads);
}
END_TEST

START_TEST(a_block_is_cut_where_malloc_would)
{
	struct nbcoap_arena count = {NULL, 0};

	ck_assert_ptr_null(nbcoap_arena_take(&count, 3, 1));
	ck_assert_uint_eq(count.used, 16);
	nbcoap_arena_take(&count, 2, 16);
	ck_assert_uint_eq(count.used, 48);

	uint8_t memory[48];
	struct nbcoap_arena arena = {memory, 0};
	ck_assert_ptr_eq(nbcoap_arena_take(&arena, 3, 1), memory);
	ck_assert_ptr_eq(nbcoap_arena_take(&arena, 2, 16), memory + 16);
}
END_TEST

START_TEST(too_large_a_block_says_so)
{
	struct nbcoap_arena count = {NULL, 0};

	nbcoap_arena_take(&count, SIZE_MAX / 2, 3);
	ck_assert_uint_eq(count.used, SIZE_MAX);
	nbcoap_arena_take(&count, 1, 1);
	ck_assert_uint_eq(count.used, SIZE_MAX);
}
END_TEST

TCase *coap_table_case(void)
{
	TCase *c = tcase_create("table");

	tcase_add_test(c, a_slot_is_found_by_its_key_until_it_is_removed);
	tcase_add_test(c, of_several_with_one_key_the_last_is_found);
	tcase_add_test(c, removing_what_is_not_there_is_harmless);
	tcase_add_test(c, a_table_of_nothing_finds_nothing);
	tcase_add_test(c, a_block_is_cut_where_malloc_would);
	tcase_add_test(c, too_large_a_block_says_so);
	return c;
}
