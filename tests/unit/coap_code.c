#include "unit/coap_cases.h"

#include <nbcoap/code.h>

START_TEST(a_code_is_written_as_class_dot_detail)
{
	char text[5];
	nbcoap_code_format(NBCOAP_CODE(2, 5), text);
	ck_assert_str_eq(text, "2.05");
	nbcoap_code_format(NBCOAP_CODE(4, 29), text);
	ck_assert_str_eq(text, "4.29");
	nbcoap_code_format(255, text);
	ck_assert_str_eq(text, "7.31");
}
END_TEST

START_TEST(methods_are_found_by_their_exact_names)
{
	for (uint8_t code = NBCOAP_GET; code <= NBCOAP_IPATCH; code++)
		ck_assert_uint_eq(nbcoap_method_find(nbcoap_method_name(code)),
				  code);
	ck_assert_str_eq(nbcoap_method_name(NBCOAP_FETCH), "FETCH");
	ck_assert_uint_eq(nbcoap_method_find("get"), 0);
	ck_assert_uint_eq(nbcoap_method_find("GETS"), 0);
	ck_assert_uint_eq(nbcoap_method_find(""), 0);
	ck_assert_ptr_null(nbcoap_method_name(0));
	ck_assert_ptr_null(nbcoap_method_name(8));
}
END_TEST

START_TEST(every_known_option_is_found_and_no_other)
{
	static const uint16_t known[] = {1,  3,  4,  5,  6,  7,   8,   9,  11,
					 12, 14, 15, 16, 17, 19,  20,  23, 27,
					 28, 31, 35, 39, 60, 252, 258, 292};
	size_t at = 0;
	for (unsigned number = 0; number <= UINT16_MAX; number++) {
		const struct nbcoap_option_info *info =
			nbcoap_option_info((uint16_t)number);
		bool expected = at < sizeof(known) / sizeof(known[0]) &&
				known[at] == number;
		if (!info != !expected)
			ck_abort_msg("option %u", number);
		if (!info)
			continue;
		ck_assert_uint_eq(info->number, number);
		ck_assert_uint_le(info->min_len, info->max_len);
		at++;
	}
}
END_TEST

START_TEST(odd_options_are_critical)
{
	ck_assert(nbcoap_option_is_critical(NBCOAP_URI_PATH));
	ck_assert(!nbcoap_option_is_critical(NBCOAP_CONTENT_FORMAT));
}
END_TEST

TCase *coap_code_case(void)
{
	TCase *c = tcase_create("code");
	tcase_add_test(c, a_code_is_written_as_class_dot_detail);
	tcase_add_test(c, methods_are_found_by_their_exact_names);
	tcase_add_test(c, every_known_option_is_found_and_no_other);
	tcase_add_test(c, odd_options_are_critical);
	return c;
}
