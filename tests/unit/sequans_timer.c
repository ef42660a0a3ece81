#include "base/assert.h"
#include "sequans/timer.h"
#include "unit/unit.h"

#include <string.h>

TCase *sequans_timer_case(void);

#define SECOND ((nb_ms)1000)
#define MINUTE (60 * SECOND)
#define HOUR   (60 * MINUTE)

struct row {
	nb_ms time;
	const char *bits;
	nb_ms read; /* what the bits say */
};

static struct at_text text_of(const char *bits)
{
	return (struct at_text){bits, strlen(bits)};
}

START_TEST(a_tracking_area_update_is_written_in_the_finest_unit_that_fits)
{
	static const struct row rows[] = {
		{0, "00000000", 0},
		{2 * SECOND, "01100001", 2 * SECOND},
		{62 * SECOND, "01111111", 62 * SECOND},
		{63 * SECOND, "10000011", 90 * SECOND},
		{31 * MINUTE, "10111111", 31 * MINUTE},
		{12 * HOUR, "00101100", 12 * HOUR},
		{31 * HOUR, "00111111", 31 * HOUR},
		{310 * HOUR, "01011111", 310 * HOUR},
		{9920 * HOUR, "11011111", 9920 * HOUR},
	};

	for (size_t i = 0; i < NB_COUNT(rows); i++) {
		char bits[SQN_TIMER_TEXT];
		struct at_text text = text_of(rows[i].bits);
		sqn_timer_tau(bits, rows[i].time);
		ck_assert_str_eq(bits, rows[i].bits);
		ck_assert_int_eq(sqn_timer_read_tau(&text), rows[i].read);
	}
}
END_TEST

START_TEST(so_is_an_active_time)
{
	static const struct row rows[] = {
		{0, "00000000", 0},
		{10 * SECOND, "00000101", 10 * SECOND},
		{61 * SECOND, "00011111", 62 * SECOND},
		{63 * SECOND, "00100010", 2 * MINUTE},
		{186 * MINUTE, "01011111", 186 * MINUTE},
	};

	for (size_t i = 0; i < NB_COUNT(rows); i++) {
		char bits[SQN_TIMER_TEXT];
		struct at_text text = text_of(rows[i].bits);
		sqn_timer_active(bits, rows[i].time);
		ck_assert_str_eq(bits, rows[i].bits);
		ck_assert_int_eq(sqn_timer_read_active(&text), rows[i].read);
	}
}
END_TEST

START_TEST(what_is_no_timer_is_none)
{
	static const char *const bits[] = {"", "11100000", "0000010",
					   "000001010", "0000010x"};

	for (size_t i = 0; i < NB_COUNT(bits); i++) {
		struct at_text text = text_of(bits[i]);
		ck_assert_int_eq(sqn_timer_read_active(&text), -1);
		ck_assert_int_eq(sqn_timer_read_tau(&text), -1);
		ck_assert_int_eq(sqn_timer_read_edrx(&text), -1);
	}
}
END_TEST

START_TEST(cycles_have_numbers)
{
	char bits[SQN_TIMER_TEXT];
	struct at_text text = text_of("1010");

	ck_assert_int_eq(sqn_edrx_parse("20.48s"), 2);
	ck_assert_int_eq(sqn_edrx_parse("20.48 s"), 2);
	ck_assert_int_eq(sqn_edrx_parse("10485.76s"), 15);
	ck_assert_int_eq(sqn_edrx_parse("20s"), -1);
	ck_assert_int_eq(sqn_edrx_parse("off"), -1);
	sqn_timer_edrx(bits, 10);
	ck_assert_str_eq(bits, "1010");
	ck_assert_int_eq(sqn_timer_read_edrx(&text), 327680);
}
END_TEST

START_TEST(the_words_of_psm_are_read)
{
	struct sqn_psm psm;

	ck_assert(sqn_psm_parse(&psm, "tau=12h active=10s"));
	ck_assert_int_eq(psm.tau, 12 * HOUR);
	ck_assert_int_eq(psm.active, 10 * SECOND);
	ck_assert(!sqn_psm_parse(&psm, "off"));
	ck_assert(!sqn_psm_parse(&psm, "tau=12h"));
	ck_assert(!sqn_psm_parse(&psm, "active=10s tau=12h"));
	ck_assert(!sqn_psm_parse(&psm, "tau=9921h active=10s"));
	ck_assert(!sqn_psm_parse(&psm, "tau=12h active=187m"));
}
END_TEST

TCase *sequans_timer_case(void)
{
	TCase *t = tcase_create("timer");

	tcase_add_test(
		t,
		a_tracking_area_update_is_written_in_the_finest_unit_that_fits);
	tcase_add_test(t, so_is_an_active_time);
	tcase_add_test(t, what_is_no_timer_is_none);
	tcase_add_test(t, cycles_have_numbers);
	tcase_add_test(t, the_words_of_psm_are_read);
	return t;
}
