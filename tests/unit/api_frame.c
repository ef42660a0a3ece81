#include "api/frame.h"
#include "unit/api_cases.h"

#include <string.h>

static struct api_frame f;
static struct nb_bytes line;
static size_t taken;

static enum api_frame_got input(const char *data)
{
	return api_frame_input(&f, data, strlen(data), &taken, &line);
}

static void line_is(const char *text)
{
	ck_assert_uint_eq(line.len, strlen(text));
	ck_assert_mem_eq(line.data, text, line.len);
}

START_TEST(a_line_ends_with_lf_or_crlf_and_the_rest_is_not_taken)
{
	api_frame_init(&f, 100);
	ck_assert_int_eq(input("one\ntwo\r\n"), API_FRAME_LINE);
	line_is("one");
	ck_assert_uint_eq(taken, 4);
	ck_assert_int_eq(input("two\r\n"), API_FRAME_LINE);
	line_is("two");
	ck_assert_int_eq(input("\n"), API_FRAME_LINE);
	line_is("");
	api_frame_free(&f);
}
END_TEST

START_TEST(a_line_may_come_byte_by_byte)
{
	static const char text[] = "{\"a\":1}\r\n";

	api_frame_init(&f, 100);
	for (size_t i = 0; i + 2 < sizeof(text); i++)
		ck_assert_int_eq(api_frame_input(&f, text + i, 1, &taken,
						 &line),
				 API_FRAME_NOTHING);
	ck_assert_int_eq(input("\n"), API_FRAME_LINE);
	line_is("{\"a\":1}");
	api_frame_free(&f);
}
END_TEST

START_TEST(the_longest_line_fits_and_one_byte_more_does_not)
{
	api_frame_init(&f, 4);
	ck_assert_int_eq(input("1234\n"), API_FRAME_LINE);
	ck_assert_int_eq(input("1234\r\n"), API_FRAME_LINE);
	ck_assert_int_eq(input("12345\n"), API_FRAME_TOO_LONG);
	api_frame_init(&f, 4);
	ck_assert_int_eq(input("1234"), API_FRAME_NOTHING);
	ck_assert_int_eq(input("\r"), API_FRAME_NOTHING);
	ck_assert_int_eq(input("\n"), API_FRAME_LINE);
	line_is("1234");
	ck_assert_int_eq(input("1234"), API_FRAME_NOTHING);
	ck_assert_int_eq(input("56"), API_FRAME_TOO_LONG);
	api_frame_free(&f);
}
END_TEST

START_TEST(at_the_end_the_last_line_needs_no_lf)
{
	api_frame_init(&f, 100);
	ck_assert_int_eq(api_frame_end(&f, &line), API_FRAME_NOTHING);
	input("last\r");
	ck_assert_int_eq(api_frame_end(&f, &line), API_FRAME_LINE);
	line_is("last");
	ck_assert_int_eq(api_frame_end(&f, &line), API_FRAME_NOTHING);
	api_frame_free(&f);
}
END_TEST

TCase *api_frame_case(void)
{
	TCase *tc = tcase_create("frame");

	tcase_add_test(tc,
		       a_line_ends_with_lf_or_crlf_and_the_rest_is_not_taken);
	tcase_add_test(tc, a_line_may_come_byte_by_byte);
	tcase_add_test(tc, the_longest_line_fits_and_one_byte_more_does_not);
	tcase_add_test(tc, at_the_end_the_last_line_needs_no_lf);
	return tc;
}
