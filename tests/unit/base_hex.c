#include "base/hex.h"
#include "unit/unit.h"

#include <string.h>

TCase *base_hex_case(void);

START_TEST(digits_of_either_case_have_a_value_and_nothing_else_has)
{
	static const char digits[] = "0123456789abcdef0123456789ABCDEF";

	for (int c = 0; c < 256; c++) {
		const char *at = c ? strrchr(digits, c) : NULL;

		ck_assert_int_eq(nb_hex_value((uint8_t)c),
				 at ? (int)(at - digits) % 16 : -1);
	}
}
END_TEST

START_TEST(the_lowest_four_bits_are_a_digit_in_upper_case)
{
	ck_assert_int_eq(nb_hex_digit(0xa0), '0');
	ck_assert_int_eq(nb_hex_digit(0xa9), '9');
	ck_assert_int_eq(nb_hex_digit(0xaa), 'A');
	ck_assert_int_eq(nb_hex_digit(0xff), 'F');
}
END_TEST

TCase *base_hex_case(void)
{
	TCase *tc = tcase_create("hex");

	tcase_add_test(tc,
		       digits_of_either_case_have_a_value_and_nothing_else_has);
	tcase_add_test(tc, the_lowest_four_bits_are_a_digit_in_upper_case);
	return tc;
}
