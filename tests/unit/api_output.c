#include "api/output.h"
#include "unit/api_cases.h"

#include <string.h>

static struct api_output o;

START_TEST(bytes_come_out_in_order_as_far_as_they_were_written)
{
	api_output_init(&o);
	api_output_add(&o, "hello ", 6);
	api_output_add(&o, "world", 5);
	api_output_done(&o, 4);
	ck_assert_uint_eq(api_output_pending(&o).len, 7);
	ck_assert_mem_eq(api_output_pending(&o).data, "o world", 7);
	api_output_done(&o, 7);
	ck_assert_uint_eq(api_output_pending(&o).len, 0);
	ck_assert_ptr_null(o.data);
}
END_TEST

START_TEST(a_mebibyte_fits_and_one_byte_more_does_not)
{
	static char block[65536];

	api_output_init(&o);
	for (size_t i = 0; i < API_OUTPUT_MAX / sizeof(block); i++)
		ck_assert_int_eq(api_output_add(&o, block, sizeof(block)), 0);
	ck_assert_int_eq(api_output_add(&o, "x", 1), NB_ERR_SPACE);
	api_output_done(&o, 1);
	ck_assert_int_eq(api_output_add(&o, "x", 1), 0);
	ck_assert_uint_eq(api_output_pending(&o).len, API_OUTPUT_MAX);
	api_output_free(&o);
}
END_TEST

TCase *api_output_case(void)
{
	TCase *tc = tcase_create("output");

	tcase_add_test(tc, bytes_come_out_in_order_as_far_as_they_were_written);
	tcase_add_test(tc, a_mebibyte_fits_and_one_byte_more_does_not);
	return tc;
}
