#include "unit/coap_cases.h"

#include "base/assert.h"
#include "coap/mid.h"

#include <string.h>

enum { LIFETIME = 247000 };

static struct nbcoap_mids mids;

static int take(nb_ms now)
{
	return nbcoap_mids_take(&mids, LIFETIME, NBCOAP_MID_STRICT, now);
}

static bool is_available(nb_ms now)
{
	return nbcoap_mids_available(&mids, LIFETIME, NBCOAP_MID_STRICT, now);
}

static void take_all(nb_ms now)
{
	for (unsigned i = 0; i < NBCOAP_MID_COUNT; i++)
		if (take(now) < 0)
			ck_abort_msg("only %u", i);
}

START_TEST(ids_follow_one_another_around_the_end)
{
	nbcoap_mids_init(&mids, 65534);
	ck_assert_int_eq(take(0), 65534);
	ck_assert_int_eq(take(0), 65535);
	ck_assert_int_eq(take(0), 0);
}
END_TEST

START_TEST(all_65536_are_given_within_a_lifetime_and_not_one_more)
{
	static bool seen[NBCOAP_MID_COUNT];

	memset(seen, 0, sizeof(seen));
	nbcoap_mids_init(&mids, 4711);
	for (unsigned i = 0; i < NBCOAP_MID_COUNT; i++) {
		int id = take(i * 3);
		if (id < 0 || seen[id])
			ck_abort_msg("%d after %u", id, i);
		seen[id] = true;
	}
	ck_assert(!is_available(LIFETIME - 1));
	ck_assert_int_eq(take(LIFETIME - 1), NB_ERR_SPACE);
}
END_TEST

/* Slower and slower; the first would need more IDs than there are. */
START_TEST(no_id_comes_again_within_its_lifetime)
{
	static const struct {
		nb_ms step;
		unsigned count;
	} row[] = {{3, 90000}, {5, 10000}, {100, 5000}, {7000, 1000}};
	static nb_ms used[NBCOAP_MID_COUNT];
	nb_ms now = LIFETIME;

	memset(used, 0, sizeof(used));
	nbcoap_mids_init(&mids, 1);
	for (unsigned i = 0; i < NB_COUNT(row); i++) {
		for (unsigned n = 0; n < row[i].count; n++) {
			now += row[i].step;
			int id = take(now);
			if (id == NB_ERR_SPACE)
				continue;
			if (now - used[id] < LIFETIME)
				ck_abort_msg("%d comes again", id);
			used[id] = now;
		}
	}
}
END_TEST

START_TEST(they_are_free_again_after_their_lifetime)
{
	nbcoap_mids_init(&mids, 0);
	take_all(1000);
	ck_assert_int_eq(nbcoap_mids_free_at(&mids, LIFETIME), 1000 + LIFETIME);
	ck_assert(!is_available(999 + LIFETIME));
	ck_assert(is_available(1000 + LIFETIME));
	ck_assert_int_eq(nbcoap_mids_all_free_at(&mids, LIFETIME),
			 1000 + LIFETIME);
	ck_assert_int_eq(take(1000 + LIFETIME), 0);
}
END_TEST

START_TEST(the_oldest_one_gives_way_when_that_is_allowed)
{
	nbcoap_mids_init(&mids, 10);
	for (unsigned i = 0; i < NBCOAP_MID_COUNT; i++)
		take(i);
	for (int i = 0; i < 5; i++)
		ck_assert_int_eq(nbcoap_mids_take(&mids, LIFETIME,
						  NBCOAP_MID_OLDEST_FINISHED,
						  70000),
				 10 + i);
}
END_TEST

START_TEST(a_lifetime_begins_when_the_link_accepts)
{
	nbcoap_mids_init(&mids, 0);
	take_all(0);
	nbcoap_mids_touch(&mids, 77, 5000);
	ck_assert(!is_available(LIFETIME));
	ck_assert(is_available(LIFETIME + 5000));
}
END_TEST

START_TEST(a_jump_goes_elsewhere_and_around_what_is_taken)
{
	nbcoap_mids_init(&mids, 100);
	for (int i = 0; i < 10; i++)
		take(0);
	nbcoap_mids_jump(&mids, 50000);
	ck_assert_int_eq(take(0), 50000);
	nbcoap_mids_jump(&mids, 99);
	ck_assert_int_eq(take(0), 99);
	ck_assert_int_eq(take(0), 110);
}
END_TEST

START_TEST(a_jump_more_than_it_can_remember_is_none)
{
	nbcoap_mids_init(&mids, 0);
	for (uint16_t i = 0; i < NBCOAP_MID_RUNS; i++) {
		nbcoap_mids_jump(&mids, (uint16_t)(i * 1000));
		ck_assert_int_eq(take(0), i * 1000);
	}
	nbcoap_mids_jump(&mids, 50000);
	ck_assert_int_eq(take(0), (NBCOAP_MID_RUNS - 1) * 1000 + 1);
}
END_TEST

TCase *coap_mid_case(void)
{
	TCase *c = tcase_create("mid");

	tcase_set_timeout(c, 60);
	tcase_add_test(c, ids_follow_one_another_around_the_end);
	tcase_add_test(c,
		       all_65536_are_given_within_a_lifetime_and_not_one_more);
	tcase_add_test(c, no_id_comes_again_within_its_lifetime);
	tcase_add_test(c, they_are_free_again_after_their_lifetime);
	tcase_add_test(c, the_oldest_one_gives_way_when_that_is_allowed);
	tcase_add_test(c, a_lifetime_begins_when_the_link_accepts);
	tcase_add_test(c, a_jump_goes_elsewhere_and_around_what_is_taken);
	tcase_add_test(c, a_jump_more_than_it_can_remember_is_none);
	return c;
}
