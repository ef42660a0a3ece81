#include "api/format.h"
#include "unit/api_cases.h"

START_TEST(media_types_have_the_numbers_of_the_registry)
{
	ck_assert_int_eq(api_format_find("text/plain;charset=utf-8"), 0);
	ck_assert_int_eq(api_format_find("text/plain; charset=UTF-8"), 0);
	ck_assert_int_eq(api_format_find("text/plain"), 0);
	ck_assert_int_eq(api_format_find("application/link-format"), 40);
	ck_assert_int_eq(api_format_find("application/xml"), 41);
	ck_assert_int_eq(api_format_find("application/octet-stream"), 42);
	ck_assert_int_eq(api_format_find("Application/JSON"), 50);
	ck_assert_int_eq(api_format_find("application/cbor"), 60);
	ck_assert_int_eq(api_format_find("application/senml+json"), 110);
	ck_assert_int_eq(api_format_find("application/vnd.oma.lwm2m+tlv"),
			 11542);
	ck_assert_int_eq(api_format_find("application/jso"), -1);
	ck_assert_int_eq(api_format_find("application/json2"), -1);
	ck_assert_int_eq(api_format_find(""), -1);
}
END_TEST

START_TEST(only_known_text_is_text)
{
	ck_assert(api_format_is_text(0));
	ck_assert(api_format_is_text(50));
	ck_assert(!api_format_is_text(42));
	ck_assert(!api_format_is_text(60));
	ck_assert(!api_format_is_text(65000));
}
END_TEST

TCase *api_format_case(void)
{
	TCase *tc = tcase_create("format");

	tcase_add_test(tc, media_types_have_the_numbers_of_the_registry);
	tcase_add_test(tc, only_known_text_is_text);
	return tc;
}
