#include "sequans/inbox.h"
#include "unit/unit.h"

TCase *sequans_inbox_case(void);

static struct sqn_inbox in;

static void begin(void)
{
	sqn_inbox_init(&in);
}

START_TEST(each_read_asks_for_the_oldest_ring)
{
	ck_assert(sqn_inbox_ring(&in, 5, false));
	ck_assert(sqn_inbox_ring(&in, 7, false));
	ck_assert_uint_eq(sqn_inbox_next(&in, false), 5);
	ck_assert(sqn_inbox_read(&in, 5, 5).announced);
	ck_assert_uint_eq(sqn_inbox_next(&in, false), 7);
	ck_assert(sqn_inbox_read(&in, 7, 7).announced);
	ck_assert_uint_eq(sqn_inbox_next(&in, false), 0);
	ck_assert(!in.look);
}
END_TEST

START_TEST(an_impossible_ring_is_looked_after)
{
	ck_assert(!sqn_inbox_ring(&in, 0, false));
	ck_assert(in.look);
	sqn_inbox_init(&in);
	ck_assert(!sqn_inbox_ring(&in, 1501, false));
	ck_assert(in.look);
	ck_assert_uint_eq(sqn_inbox_next(&in, false), 0);
}
END_TEST

START_TEST(a_ring_during_a_read_is_looked_after)
{
	sqn_inbox_ring(&in, 5, false);
	sqn_inbox_ring(&in, 7, true);
	ck_assert(in.look);
	sqn_inbox_read(&in, 5, 5);
	ck_assert(!sqn_inbox_looked(&in, 7));
	ck_assert_uint_eq(sqn_inbox_next(&in, false), 7);
}
END_TEST

START_TEST(more_rings_than_are_kept_are_looked_after)
{
	for (int i = 0; i < SQN_RINGS; i++)
		sqn_inbox_ring(&in, 5, false);
	ck_assert(!in.look);
	sqn_inbox_ring(&in, 5, false);
	ck_assert(in.look);
	ck_assert(sqn_inbox_looked(&in, 5 * (SQN_RINGS + 1)));
	ck_assert_uint_eq(sqn_inbox_next(&in, false), SQN_READ_MAX);
}
END_TEST

START_TEST(what_a_look_finds_is_read_to_its_end)
{
	ck_assert(sqn_inbox_looked(&in, 12));
	ck_assert_uint_eq(sqn_inbox_next(&in, false), SQN_READ_MAX);
	struct sqn_inbox_read told = sqn_inbox_read(&in, SQN_READ_MAX, 5);
	ck_assert(!told.announced);
	ck_assert_uint_eq(sqn_inbox_next(&in, false), SQN_READ_MAX);
	sqn_inbox_read(&in, SQN_READ_MAX, 7);
	ck_assert_uint_eq(sqn_inbox_next(&in, false), 0);
	ck_assert(!in.look);
}
END_TEST

START_TEST(a_read_that_leaves_what_waits_tells_that_none_merges)
{
	sqn_inbox_ring(&in, 5, false);
	sqn_inbox_looked(&in, 12);
	ck_assert(sqn_inbox_read(&in, SQN_READ_MAX, 5).apart);
}
END_TEST

START_TEST(what_came_during_the_read_tells_nothing_of_merging)
{
	sqn_inbox_ring(&in, 5, false);
	sqn_inbox_looked(&in, 12);
	sqn_inbox_ring(&in, 3, true);
	ck_assert(!sqn_inbox_read(&in, SQN_READ_MAX, 5).apart);
}
END_TEST

START_TEST(a_read_of_all_beyond_its_ring_has_merged)
{
	sqn_inbox_ring(&in, 5, false);
	sqn_inbox_looked(&in, 12);
	ck_assert(sqn_inbox_read(&in, SQN_READ_MAX, 12).merged);
	ck_assert_uint_eq(sqn_inbox_next(&in, false), 0);
	sqn_inbox_ring(&in, 5, false);
	sqn_inbox_ring(&in, 7, false);
	ck_assert(sqn_inbox_read(&in, SQN_READ_MAX, 12).merged);
	ck_assert_uint_eq(sqn_inbox_next(&in, false), 0);
}
END_TEST

START_TEST(a_lost_ring_before_another_does_not_cut_a_datagram)
{
	sqn_inbox_ring(&in, 5, false);
	ck_assert(sqn_inbox_looked(&in, 12));
	/* The lost one comes first, and then what was announced. */
	sqn_inbox_read(&in, SQN_READ_MAX, 7);
	ck_assert_uint_eq(in.count, 1);
	ck_assert(sqn_inbox_read(&in, SQN_READ_MAX, 5).announced);
	ck_assert_uint_eq(sqn_inbox_next(&in, false), 0);
}
END_TEST

START_TEST(a_modem_that_never_merges_is_asked_for_all)
{
	sqn_inbox_ring(&in, 5, false);
	ck_assert_uint_eq(sqn_inbox_next(&in, true), SQN_READ_MAX);
	/* An unannounced one came first: the ring still stands. */
	ck_assert(!sqn_inbox_read(&in, SQN_READ_MAX, 9).announced);
	ck_assert(in.look);
	ck_assert(!sqn_inbox_looked(&in, 5));
	ck_assert_uint_eq(sqn_inbox_next(&in, true), SQN_READ_MAX);
}
END_TEST

START_TEST(a_read_that_differs_from_its_ring_is_looked_after)
{
	sqn_inbox_ring(&in, 5, false);
	ck_assert(!sqn_inbox_read(&in, 5, 3).announced);
	ck_assert(in.look);
	ck_assert_uint_eq(in.count, 0);
}
END_TEST

START_TEST(a_look_that_finds_nothing_ends_all)
{
	sqn_inbox_ring(&in, 5, false);
	in.look = true;
	ck_assert(!sqn_inbox_looked(&in, 0));
	ck_assert(!in.look);
	ck_assert_uint_eq(sqn_inbox_next(&in, false), 0);
}
END_TEST

START_TEST(reads_that_fail_end_after_one_look)
{
	sqn_inbox_ring(&in, 5, false);
	sqn_inbox_read_failed(&in);
	ck_assert(in.look);
	sqn_inbox_looked(&in, 5);
	ck_assert_uint_eq(sqn_inbox_next(&in, false), 5);
	sqn_inbox_read_failed(&in);
	ck_assert(!in.look);
	ck_assert_uint_eq(sqn_inbox_next(&in, false), 0);
}
END_TEST

TCase *sequans_inbox_case(void)
{
	TCase *t = tcase_create("inbox");

	tcase_add_checked_fixture(t, begin, NULL);
	tcase_add_test(t, each_read_asks_for_the_oldest_ring);
	tcase_add_test(t, an_impossible_ring_is_looked_after);
	tcase_add_test(t, a_ring_during_a_read_is_looked_after);
	tcase_add_test(t, more_rings_than_are_kept_are_looked_after);
	tcase_add_test(t, what_a_look_finds_is_read_to_its_end);
	tcase_add_test(t, a_read_that_leaves_what_waits_tells_that_none_merges);
	tcase_add_test(t, what_came_during_the_read_tells_nothing_of_merging);
	tcase_add_test(t, a_read_of_all_beyond_its_ring_has_merged);
	tcase_add_test(t, a_lost_ring_before_another_does_not_cut_a_datagram);
	tcase_add_test(t, a_modem_that_never_merges_is_asked_for_all);
	tcase_add_test(t, a_read_that_differs_from_its_ring_is_looked_after);
	tcase_add_test(t, a_look_that_finds_nothing_ends_all);
	tcase_add_test(t, reads_that_fail_end_after_one_look);
	return t;
}
