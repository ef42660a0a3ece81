#include "unit/coap_cases.h"

#include "coap/retry.h"

static struct nbcoap_params exact(void)
{
	struct nbcoap_params p = nbcoap_params_rfc7252;

	p.ack_random_milli = 1000;
	return p;
}

START_TEST(nothing_is_due_before_the_first_is_sent)
{
	struct nbcoap_retry r;

	nbcoap_retry_init(&r, &nbcoap_params_rfc7252, 0, 0);
	ck_assert_int_eq(r.deadline, NB_NEVER);
	ck_assert_int_eq(nbcoap_retry_expire(&r, 1000000), NBCOAP_RETRY_WAIT);
	ck_assert(nbcoap_retry_may_send(&r, 1000000));
}
END_TEST

START_TEST(each_wait_is_twice_the_last_and_the_fifth_gives_up)
{
	static const nb_ms due[] = {2000, 6000, 14000, 30000};
	struct nbcoap_params p = exact();
	struct nbcoap_retry r;

	nbcoap_retry_init(&r, &p, 0, 12345);
	nbcoap_retry_sent(&r, 0, 0);
	for (unsigned i = 0; i < 4; i++) {
		ck_assert_int_eq(r.deadline, due[i]);
		ck_assert_int_eq(nbcoap_retry_expire(&r, due[i] - 1),
				 NBCOAP_RETRY_WAIT);
		ck_assert_int_eq(nbcoap_retry_expire(&r, due[i]),
				 NBCOAP_RETRY_RESEND);
		ck_assert_int_eq(nbcoap_retry_expire(&r, due[i]),
				 NBCOAP_RETRY_WAIT);
		nbcoap_retry_sent(&r, 0, due[i]);
	}
	ck_assert_int_eq(r.deadline, 62000);
	ck_assert_int_eq(nbcoap_retry_expire(&r, 62000), NBCOAP_RETRY_GIVE_UP);
	ck_assert_int_eq(r.deadline, NB_NEVER);
}
END_TEST

START_TEST(chance_spreads_the_first_wait_over_the_factor)
{
	struct nbcoap_retry r;
	nb_ms least = NB_NEVER;
	nb_ms most = 0;

	for (uint64_t chance = 0; chance < 5000; chance++) {
		nbcoap_retry_init(&r, &nbcoap_params_rfc7252, 0, chance);
		least = r.interval < least ? r.interval : least;
		most = r.interval > most ? r.interval : most;
	}
	ck_assert_int_eq(least, 2000);
	ck_assert_int_eq(most, 3000);
}
END_TEST

START_TEST(a_retransmission_that_cannot_go_out_does_not_stop_time)
{
	struct nbcoap_params p = exact();
	struct nbcoap_retry r;

	nbcoap_retry_init(&r, &p, 0, 0);
	nbcoap_retry_sent(&r, 0, 0);
	nbcoap_retry_expire(&r, 2000);
	ck_assert_int_eq(r.deadline, 6000);
	ck_assert_int_eq(nbcoap_retry_expire(&r, 6000), NBCOAP_RETRY_RESEND);
	ck_assert_int_eq(r.deadline, 14000);
}
END_TEST

START_TEST(a_late_acceptance_makes_the_wait_begin_late)
{
	struct nbcoap_params p = exact();
	struct nbcoap_retry r;

	nbcoap_retry_init(&r, &p, 0, 0);
	nbcoap_retry_sent(&r, 0, 0);
	nbcoap_retry_expire(&r, 2000);
	nbcoap_retry_sent(&r, 0, 3500);
	ck_assert_int_eq(r.deadline, 7500);
}
END_TEST

/* Three slow acceptances would put the last one behind the span. */
START_TEST(the_last_one_comes_at_the_end_of_the_span_rather_than_behind_it)
{
	struct nbcoap_params p = exact();
	struct nbcoap_retry r;

	nbcoap_retry_init(&r, &p, 0, 0);
	nbcoap_retry_sent(&r, 0, 0);
	nbcoap_retry_expire(&r, 2000);
	nbcoap_retry_sent(&r, 0, 5000);
	nbcoap_retry_expire(&r, 9000);
	nbcoap_retry_sent(&r, 0, 12000);
	nbcoap_retry_expire(&r, 20000);
	ck_assert_int_eq(r.deadline, 30000);
	ck_assert(nbcoap_retry_may_send(&r, 30000));
	ck_assert(!nbcoap_retry_may_send(&r, 30126));
	ck_assert_int_eq(nbcoap_retry_expire(&r, 30000), NBCOAP_RETRY_RESEND);
	ck_assert_int_eq(r.deadline, 62000);
}
END_TEST

START_TEST(one_that_would_halve_its_wait_is_not_sent)
{
	struct nbcoap_params p = exact();
	struct nbcoap_retry r;

	nbcoap_retry_init(&r, &p, 48000, 0);
	ck_assert_int_eq(r.interval, 32000);
	nbcoap_retry_sent(&r, 0, 0);
	ck_assert_int_eq(r.deadline, 30000);
	ck_assert_int_eq(nbcoap_retry_expire(&r, 30000), NBCOAP_RETRY_RESEND);
	nbcoap_retry_sent(&r, 0, 30000);
	ck_assert_int_eq(r.deadline, 62000);
	ck_assert_int_eq(nbcoap_retry_expire(&r, 62000), NBCOAP_RETRY_GIVE_UP);
}
END_TEST

START_TEST(only_the_wait_that_is_told_so_is_longer)
{
	struct nbcoap_params p = exact();
	struct nbcoap_retry r;

	nbcoap_retry_init(&r, &p, 0, 0);
	nbcoap_retry_sent(&r, 5000, 0);
	ck_assert_int_eq(r.deadline, 7000);
	nbcoap_retry_expire(&r, 7000);
	ck_assert_int_eq(r.deadline, 11000);
}
END_TEST

START_TEST(without_retransmissions_the_first_wait_gives_up)
{
	struct nbcoap_params p = exact();
	struct nbcoap_retry r;

	p.max_retransmit = 0;
	nbcoap_retry_init(&r, &p, 0, 0);
	nbcoap_retry_sent(&r, 0, 0);
	ck_assert_int_eq(nbcoap_retry_expire(&r, 2000), NBCOAP_RETRY_GIVE_UP);
}
END_TEST

TCase *coap_retry_case(void)
{
	TCase *c = tcase_create("retry");

	tcase_add_test(c, nothing_is_due_before_the_first_is_sent);
	tcase_add_test(c, each_wait_is_twice_the_last_and_the_fifth_gives_up);
	tcase_add_test(c, chance_spreads_the_first_wait_over_the_factor);
	tcase_add_test(c,
		       a_retransmission_that_cannot_go_out_does_not_stop_time);
	tcase_add_test(c, a_late_acceptance_makes_the_wait_begin_late);
	tcase_add_test(
		c,
		the_last_one_comes_at_the_end_of_the_span_rather_than_behind_it);
	tcase_add_test(c, one_that_would_halve_its_wait_is_not_sent);
	tcase_add_test(c, only_the_wait_that_is_told_so_is_longer);
	tcase_add_test(c, without_retransmissions_the_first_wait_gives_up);
	return c;
}
