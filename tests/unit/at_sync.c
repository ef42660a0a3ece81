#include "at/sync.h"
#include "unit/unit.h"

#include <string.h>

TCase *at_sync_case(void);

/* Writes all that is to be written now; the count of bytes. */
static size_t drain(struct at_sync *s, nb_ms now)
{
	struct nb_bytes b = at_sync_output(s);

	at_sync_output_done(s, b.len, now);
	return b.len;
}

static void expire(struct at_sync *s, nb_ms *now)
{
	ck_assert_int_ne(s->deadline, NB_NEVER);
	*now = s->deadline;
	at_sync_expire(s, *now);
}

/* Past the CR, with AT written. */
static nb_ms begin(struct at_sync *s)
{
	nb_ms now = 0;

	at_sync_start(s, now);
	drain(s, now);
	expire(s, &now);
	drain(s, now);
	return now;
}

START_TEST(one_cr_comes_first_and_at_after_a_pause)
{
	struct at_sync s;
	nb_ms now = 0;

	at_sync_start(&s, now);
	struct nb_bytes b = at_sync_output(&s);
	ck_assert_uint_eq(b.len, 1);
	ck_assert_int_eq(b.data[0], '\r');
	drain(&s, now);
	ck_assert_uint_eq(at_sync_output(&s).len, 0);
	expire(&s, &now);
	ck_assert_int_eq(now, 50);
	b = at_sync_output(&s);
	ck_assert_uint_eq(b.len, 3);
	ck_assert_mem_eq(b.data, "AT\r", 3);
}
END_TEST

START_TEST(an_ok_and_silence_after_it_are_the_end)
{
	struct at_sync s;
	nb_ms now = begin(&s);

	at_sync_input(&s, AT_RESULT_OK, now += 20);
	ck_assert_int_eq(s.state, AT_SYNC_QUIET);
	at_sync_input(&s, AT_RESULT_NONE, now += 40);
	at_sync_expire(&s, now += 60);
	ck_assert_int_eq(s.state, AT_SYNC_QUIET);
	expire(&s, &now);
	ck_assert_int_eq(s.state, AT_SYNC_DONE);
}
END_TEST

START_TEST(a_modem_that_is_never_silent_is_taken_all_the_same)
{
	struct at_sync s;
	nb_ms now = begin(&s);

	at_sync_input(&s, AT_RESULT_OK, now);
	for (; now < 5000 && s.state == AT_SYNC_QUIET; now += 50) {
		at_sync_input(&s, AT_RESULT_NONE, now);
		at_sync_expire(&s, now);
	}
	ck_assert_int_eq(s.state, AT_SYNC_DONE);
	ck_assert_int_le(now, 1150);
}
END_TEST

START_TEST(crs_fill_a_prompt_and_at_follows_then_it_is_dead)
{
	struct at_sync s;
	size_t crs = 0;
	nb_ms now = begin(&s);

	expire(&s, &now);
	while (s.state == AT_SYNC_FILLS) {
		ck_assert_int_eq(at_sync_output(&s).data[0], '\r');
		crs += drain(&s, now);
		expire(&s, &now);
	}
	ck_assert_uint_eq(crs, AT_SYNC_FILL);
	ck_assert_int_eq(s.state, AT_SYNC_AGAIN);
	struct nb_bytes b = at_sync_output(&s);
	ck_assert_uint_eq(b.len, 3);
	ck_assert_mem_eq(b.data, "AT\r", 3);
	drain(&s, now);
	expire(&s, &now);
	ck_assert_int_eq(s.state, AT_SYNC_DEAD);
	ck_assert_uint_eq(at_sync_output(&s).len, 0);
}
END_TEST

START_TEST(no_more_crs_than_the_prompt_wanted)
{
	struct at_sync s;
	nb_ms now = begin(&s);

	expire(&s, &now);
	drain(&s, now);
	at_sync_input(&s, AT_RESULT_OK, now);
	ck_assert_int_eq(s.state, AT_SYNC_AGAIN);
	drain(&s, now);
	at_sync_input(&s, AT_RESULT_OK, now);
	ck_assert_int_eq(s.state, AT_SYNC_QUIET);
}
END_TEST

START_TEST(an_ok_before_at_is_written_is_not_its_answer)
{
	struct at_sync s;

	nb_ms now = 0;
	at_sync_start(&s, now);
	drain(&s, now);
	expire(&s, &now);
	at_sync_output_done(&s, 2, now);
	at_sync_input(&s, AT_RESULT_OK, now);
	ck_assert_int_eq(s.state, AT_SYNC_FIRST);
}
END_TEST

START_TEST(at_waits_for_the_end_of_an_older_command)
{
	struct at_sync s;
	nb_ms now = 0;

	at_sync_start(&s, now);
	drain(&s, now);
	at_sync_wait(&s, 5000, now);
	ck_assert_uint_eq(at_sync_output(&s).len, 0);
	ck_assert_int_eq(s.deadline, 5000);
	at_sync_input(&s, AT_RESULT_NONE, now);
	ck_assert_uint_eq(at_sync_output(&s).len, 0);
	at_sync_input(&s, AT_RESULT_CME_ERROR, now);
	ck_assert_mem_eq(at_sync_output(&s).data, "AT\r", 3);
}
END_TEST

START_TEST(an_older_command_has_its_limit_and_no_more)
{
	struct at_sync s;
	nb_ms now = 0;

	at_sync_start(&s, now);
	drain(&s, now);
	at_sync_wait(&s, 5000, now);
	expire(&s, &now);
	ck_assert_int_eq(now, 5000);
	ck_assert_mem_eq(at_sync_output(&s).data, "AT\r", 3);
}
END_TEST

START_TEST(a_port_that_takes_nothing_is_dead)
{
	struct at_sync s;
	nb_ms now = 0;

	at_sync_start(&s, now);
	expire(&s, &now);
	ck_assert_int_eq(s.state, AT_SYNC_DEAD);
}
END_TEST

START_TEST(an_escape_comes_first_in_a_prompt_that_is_open)
{
	struct at_sync s;
	nb_ms now = 0;

	at_sync_escape(&s, now);
	ck_assert_uint_eq(at_sync_output(&s).len, 1);
	ck_assert_mem_eq(at_sync_output(&s).data, "\x1b", 1);
	drain(&s, now);
	expire(&s, &now);
	ck_assert_int_eq(now, 50);
	ck_assert_mem_eq(at_sync_output(&s).data, "AT\r", 3);
}
END_TEST

TCase *at_sync_case(void)
{
	TCase *t = tcase_create("sync");

	tcase_add_test(t, one_cr_comes_first_and_at_after_a_pause);
	tcase_add_test(t, an_ok_and_silence_after_it_are_the_end);
	tcase_add_test(t, a_modem_that_is_never_silent_is_taken_all_the_same);
	tcase_add_test(t, crs_fill_a_prompt_and_at_follows_then_it_is_dead);
	tcase_add_test(t, no_more_crs_than_the_prompt_wanted);
	tcase_add_test(t, an_ok_before_at_is_written_is_not_its_answer);
	tcase_add_test(t, at_waits_for_the_end_of_an_older_command);
	tcase_add_test(t, an_older_command_has_its_limit_and_no_more);
	tcase_add_test(t, a_port_that_takes_nothing_is_dead);
	tcase_add_test(t, an_escape_comes_first_in_a_prompt_that_is_open);
	return t;
}
