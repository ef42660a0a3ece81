#include "base/amount.h"
#include "unit/unit.h"

#include <string.h>

TCase *base_amount_case(void);

static int64_t parse(const char *text, const struct nb_unit *units)
{
	int64_t value = -7;
	int result = nb_amount_parse(&value, text, units);

	ck_assert_int_eq(result, value == -7 ? NB_ERR_PEER : 0);
	return value;
}

START_TEST(an_amount_has_digits_and_a_unit)
{
	ck_assert_int_eq(parse("15s", nb_units_duration), 15000);
	ck_assert_int_eq(parse("15 s", nb_units_duration), 15000);
	ck_assert_int_eq(parse("100ms", nb_units_duration), 100);
	ck_assert_int_eq(parse("2m", nb_units_duration), 120000);
	ck_assert_int_eq(parse("24h", nb_units_duration), 86400000);
	ck_assert_int_eq(parse("7d", nb_units_duration), 604800000);
	ck_assert_int_eq(parse("64 KiB", nb_units_size), 65536);
	ck_assert_int_eq(parse("4MiB", nb_units_size), 4194304);
	ck_assert_int_eq(parse("1B", nb_units_size), 1);
	ck_assert_int_eq(parse("1280", NULL), 1280);
}
END_TEST

START_TEST(a_zero_needs_no_unit)
{
	ck_assert_int_eq(parse("0", nb_units_duration), 0);
	ck_assert_int_eq(parse("0s", nb_units_duration), 0);
}
END_TEST

START_TEST(what_is_no_amount_leaves_the_value)
{
	static const char *const bad[] = {
		"",
		"s",
		"15",
		"15 ",
		"-1s",
		"+1s",
		"1.5s",
		"15sec",
		"15S",
		"15 s ",
		" 15s",
		"1h30m",
		"15s15",
		"0x1s",
		"9223372036854775808ms",
		"9223372036854775807s",
	};

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		ck_assert_int_eq(parse(bad[i], nb_units_duration), -7);
	ck_assert_int_eq(parse("1280x", NULL), -7);
}
END_TEST

static void ck_written(int64_t value, const struct nb_unit *units,
		       const char *expected)
{
	char text[NB_AMOUNT_TEXT];
	int len = nb_amount_format(text, sizeof(text), value, units);

	ck_assert_str_eq(text, expected);
	ck_assert_int_eq(len, (int)strlen(expected));
}

START_TEST(an_amount_is_written_in_the_largest_exact_unit)
{
	ck_written(15000, nb_units_duration, "15s");
	ck_written(15001, nb_units_duration, "15001ms");
	ck_written(120000, nb_units_duration, "2m");
	ck_written(86400000, nb_units_duration, "1d");
	ck_written(65536, nb_units_size, "64KiB");
	ck_written(65537, nb_units_size, "65537B");
	ck_written(0, nb_units_size, "0");
	ck_written(1280, NULL, "1280");
	ck_written(INT64_MAX, nb_units_duration, "9223372036854775807ms");
}
END_TEST

START_TEST(too_little_room_is_said)
{
	char text[4];

	ck_assert_int_eq(nb_amount_format(text, sizeof(text), 1500,
					  nb_units_duration),
			 NB_ERR_SPACE);
}
END_TEST

START_TEST(a_rate_is_an_amount_in_a_time)
{
	struct nb_rate rate = {0, 0};
	char text[NB_AMOUNT_TEXT];

	ck_assert_int_eq(nb_rate_parse(&rate, "200 KiB/day", nb_units_size), 0);
	ck_assert_int_eq(rate.amount, 204800);
	ck_assert_int_eq(rate.per, 86400000);
	nb_rate_format(text, sizeof(text), &rate, nb_units_size);
	ck_assert_str_eq(text, "200KiB/day");

	ck_assert_int_eq(nb_rate_parse(&rate, "4/h", NULL), 0);
	ck_assert_int_eq(rate.amount, 4);
	ck_assert_int_eq(rate.per, 3600000);
	nb_rate_format(text, sizeof(text), &rate, NULL);
	ck_assert_str_eq(text, "4/h");
}
END_TEST

START_TEST(what_is_no_rate_leaves_the_value)
{
	static const char *const bad[] = {
		"", "4", "4/", "/h", "4/2h", "4/week", "4 KiB/h", "4/h/h",
	};
	struct nb_rate rate = {7, 7};

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		ck_assert_int_eq(nb_rate_parse(&rate, bad[i], NULL),
				 NB_ERR_PEER);
	ck_assert_int_eq(nb_rate_parse(&rate, "4/h", nb_units_size),
			 NB_ERR_PEER);
	ck_assert_int_eq(rate.amount, 7);
	ck_assert_int_eq(rate.per, 7);
}
END_TEST

TCase *base_amount_case(void)
{
	TCase *tc = tcase_create("amount");

	tcase_add_test(tc, an_amount_has_digits_and_a_unit);
	tcase_add_test(tc, a_zero_needs_no_unit);
	tcase_add_test(tc, what_is_no_amount_leaves_the_value);
	tcase_add_test(tc, an_amount_is_written_in_the_largest_exact_unit);
	tcase_add_test(tc, too_little_room_is_said);
	tcase_add_test(tc, a_rate_is_an_amount_in_a_time);
	tcase_add_test(tc, what_is_no_rate_leaves_the_value);
	return tc;
}
