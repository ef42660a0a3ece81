#include "unit/coap_cases.h"

#include "base/hash.h"
#include "coap/timers.h"

#include <stdlib.h>

enum { CAP = 200 };

static struct nbcoap_timers timers;

static void setup(void)
{
	struct nbcoap_arena arena = {NULL, 0};

	nbcoap_timers_place(&timers, CAP, &arena);
	arena = (struct nbcoap_arena){malloc(arena.used), 0};
	nbcoap_timers_place(&timers, CAP, &arena);
	nbcoap_timers_reset(&timers);
}

static void teardown(void)
{
	free(timers.heap);
}

START_TEST(without_a_deadline_there_is_none)
{
	ck_assert_int_eq(nbcoap_timers_deadline(&timers), NB_NEVER);
	nbcoap_timers_set(&timers, 3, NB_NEVER);
	ck_assert_int_eq(nbcoap_timers_deadline(&timers), NB_NEVER);
}
END_TEST

START_TEST(a_deadline_can_move_both_ways_and_go)
{
	nbcoap_timers_set(&timers, 1, 100);
	nbcoap_timers_set(&timers, 2, 200);
	ck_assert_uint_eq(nbcoap_timers_first(&timers), 1);
	nbcoap_timers_set(&timers, 1, 300);
	ck_assert_uint_eq(nbcoap_timers_first(&timers), 2);
	nbcoap_timers_set(&timers, 1, 50);
	ck_assert_uint_eq(nbcoap_timers_first(&timers), 1);
	nbcoap_timers_set(&timers, 1, NB_NEVER);
	ck_assert_int_eq(nbcoap_timers_deadline(&timers), 200);
}
END_TEST

/* Against the plain way: look at all of them. */
static nb_ms earliest(const nb_ms *at)
{
	nb_ms first = NB_NEVER;

	for (unsigned i = 0; i < CAP; i++)
		if (at[i] < first)
			first = at[i];
	return first;
}

START_TEST(the_earliest_of_many_moving_deadlines_is_first)
{
	nb_ms at[CAP];
	struct nb_chance chance;

	nb_chance_init(&chance, (const uint8_t[NB_SECRET_LEN]){"timers"});
	for (unsigned i = 0; i < CAP; i++)
		at[i] = NB_NEVER;
	for (unsigned n = 0; n < 20000; n++) {
		uint32_t slot = (uint32_t)nb_chance_below(&chance, CAP);
		nb_ms when = (nb_ms)nb_chance_below(&chance, 1000);
		at[slot] = when < 300 ? NB_NEVER : when;
		nbcoap_timers_set(&timers, slot, at[slot]);
		if (nbcoap_timers_deadline(&timers) != earliest(at))
			ck_abort_msg("wrong after %u", n);
	}
}
END_TEST

TCase *coap_timers_case(void)
{
	TCase *c = tcase_create("timers");

	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_test(c, without_a_deadline_there_is_none);
	tcase_add_test(c, a_deadline_can_move_both_ways_and_go);
	tcase_add_test(c, the_earliest_of_many_moving_deadlines_is_first);
	return c;
}
