#include "at/args.h"
#include "unit/unit.h"

#include <string.h>

TCase *at_args_case(void);

static struct at_args read_of(const char *text)
{
	struct at_args a;

	at_args_init(&a, text, strlen(text));
	return a;
}

START_TEST(numbers_and_strings_are_read_in_order)
{
	struct at_args a = read_of("2,1,\"9FC5\",, bare ,7");

	ck_assert_uint_eq(at_args_number(&a), 2);
	ck_assert_uint_eq(at_args_number(&a), 1);
	struct at_text t = at_args_text(&a);
	ck_assert(at_text_is(&t, "9fc5"));
	ck_assert_uint_eq(at_args_text(&a).len, 0);
	t = at_args_text(&a);
	ck_assert(at_text_is(&t, "bare"));
	ck_assert_uint_eq(at_args_number(&a), 7);
	ck_assert(!at_args_next(&a, &t));
	ck_assert(at_args_ok(&a));
}
END_TEST

START_TEST(a_comma_in_quotes_is_text)
{
	struct at_args a = read_of("\"a,b\",\"\"");
	struct at_text t = at_args_text(&a);

	ck_assert(at_text_is(&t, "a,b"));
	ck_assert(at_args_next(&a, &t));
	ck_assert_uint_eq(t.len, 0);
	ck_assert(at_args_ok(&a));
}
END_TEST

START_TEST(the_first_fault_stays)
{
	static const char *const faults[] = {
		"",   "x",    "\"open",       "\"1\"x,2", "1",     "1,x",
		"1,", "1,-2", "1,4294967296", ",",        "1,\"x", "1,,2"};

	for (size_t i = 0; i < sizeof(faults) / sizeof(faults[0]); i++) {
		struct at_args a = read_of(faults[i]);
		at_args_number(&a);
		at_args_number(&a);
		ck_assert(!at_args_ok(&a));
		ck_assert_uint_eq(at_args_number(&a), 0);
		ck_assert_uint_eq(at_args_text(&a).len, 0);
	}
}
END_TEST

static bool fits(const char *shape, const char *text)
{
	return at_args_fit(shape, text, strlen(text));
}

START_TEST(a_shape_tells_an_answer_from_a_urc)
{
	ck_assert(fits("dd", "2,1"));
	ck_assert(fits("dd", "2,1,\"00AB\",\"0000\",9"));
	ck_assert(!fits("dd", "1,\"00AB\",\"0000\",9"));
	ck_assert(!fits("dd", "1"));
	ck_assert(!fits("dd", "1,00AB"));
	ck_assert(fits("dqq", "1,\"IPV6\",\"iot\",,,0"));
	ck_assert(!fits("dqq", "1,IPV6,\"iot\""));
	ck_assert(fits("ss", "host,2001:db8::1"));
	ck_assert(fits("", ""));
	ck_assert(!fits("d", ""));
}
END_TEST

START_TEST(a_line_is_written_with_its_separators)
{
	struct at_writer w;
	char buf[64];

	at_write_init(&w, buf, sizeof(buf), "+SQNSD");
	at_write_number(&w, 1);
	at_write_quoted(&w, "2001:db8::1");
	at_write_number(&w, 65535);
	int n = at_write_end(&w);
	ck_assert_int_eq(n, 31);
	ck_assert_mem_eq(buf, "AT+SQNSD=1,\"2001:db8::1\",65535\r", 31);
}
END_TEST

START_TEST(an_argument_can_be_left_out_and_a_line_be_given)
{
	struct at_writer w;
	char buf[64];

	at_write_init(&w, buf, sizeof(buf), "+CPSMS");
	at_write_number(&w, 1);
	at_write_empty(&w);
	at_write_empty(&w);
	at_write_quoted(&w, "00101100");
	ck_assert_int_eq(at_write_end(&w), 24);
	ck_assert_mem_eq(buf, "AT+CPSMS=1,,,\"00101100\"\r", 24);
	at_write_init(&w, buf, sizeof(buf), "");
	at_write_plain(&w, "+CSQ;+CCLK?");
	ck_assert_int_eq(at_write_end(&w), 14);
	ck_assert_mem_eq(buf, "AT+CSQ;+CCLK?\r", 14);
	at_write_init(&w, buf, sizeof(buf), "");
	at_write_plain(&w, "+CSQ\rATZ");
	ck_assert_int_eq(at_write_end(&w), NB_ERR_CALLER);
}
END_TEST

START_TEST(the_read_form_has_no_arguments)
{
	struct at_writer w;
	char buf[16];

	at_write_init(&w, buf, sizeof(buf), "+CEREG");
	at_write_read(&w);
	ck_assert_int_eq(at_write_end(&w), 10);
	ck_assert_mem_eq(buf, "AT+CEREG?\r", 10);
}
END_TEST

START_TEST(what_could_end_the_quotes_or_the_line_is_refused)
{
	static const char *const bad[] = {"a\"b", "a\rb",  "a\nb",
					  "\x1b", "a\x7f", "\xc3\xa4"};

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct at_writer w;
		char buf[64];
		at_write_init(&w, buf, sizeof(buf), "+CGDCONT");
		at_write_quoted(&w, bad[i]);
		ck_assert_int_eq(at_write_end(&w), NB_ERR_CALLER);
	}
}
END_TEST

START_TEST(a_line_that_does_not_fit_is_refused)
{
	struct at_writer w;
	char buf[8];

	at_write_init(&w, buf, sizeof(buf), "+CEREG");
	at_write_number(&w, 2);
	ck_assert_int_eq(at_write_end(&w), NB_ERR_CALLER);
}
END_TEST

TCase *at_args_case(void)
{
	TCase *t = tcase_create("args");

	tcase_add_test(t, numbers_and_strings_are_read_in_order);
	tcase_add_test(t, a_comma_in_quotes_is_text);
	tcase_add_test(t, the_first_fault_stays);
	tcase_add_test(t, a_shape_tells_an_answer_from_a_urc);
	tcase_add_test(t, a_line_is_written_with_its_separators);
	tcase_add_test(t, an_argument_can_be_left_out_and_a_line_be_given);
	tcase_add_test(t, the_read_form_has_no_arguments);
	tcase_add_test(t, what_could_end_the_quotes_or_the_line_is_refused);
	tcase_add_test(t, a_line_that_does_not_fit_is_refused);
	return t;
}
