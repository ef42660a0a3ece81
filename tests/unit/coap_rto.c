#include "unit/coap_cases.h"

#include <nbcoap/rto.h>

static struct nbcoap_rto r;

static void start(void)
{
	nbcoap_rto_init(&r, &nbcoap_params_rfc7252, 0);
}

START_TEST(nothing_known_is_ack_timeout)
{
	start();
	ck_assert_int_eq(nbcoap_rto_timeout(&r, 0), 2000);
	ck_assert_int_eq(nbcoap_rto_timeout(&r, INT64_C(1) << 40), 2000);
}
END_TEST

/* 1000 + 4 * 500 = 3000; then half of it and half of what was. */
START_TEST(a_strong_round_trip_weighs_a_half)
{
	start();
	nbcoap_rto_input(&r, 1000, 1, 0);
	ck_assert_int_eq(nbcoap_rto_timeout(&r, 0), 2500);
	/* 1000 + 4 * 375 = 2500 */
	nbcoap_rto_input(&r, 1000, 1, 0);
	ck_assert_int_eq(nbcoap_rto_timeout(&r, 0), 2500);
	/* variation 375 * 3/4 + 1000/4 = 531.25, mean 1125: 3250 */
	nbcoap_rto_input(&r, 2000, 1, 0);
	ck_assert_int_eq(nbcoap_rto_timeout(&r, 0), 2875);
}
END_TEST

/* 4000 + 1 * 2000 = 6000; a quarter of it and three of what was. */
START_TEST(a_weak_round_trip_weighs_a_quarter)
{
	start();
	nbcoap_rto_input(&r, 4000, 2, 0);
	ck_assert_int_eq(nbcoap_rto_timeout(&r, 0), 3000);
	nbcoap_rto_input(&r, 4000, 3, 0);
	ck_assert_int_eq(nbcoap_rto_timeout(&r, 0), (5500 + 3 * 3000) / 4);
}
END_TEST

START_TEST(weak_and_strong_ones_do_not_mix)
{
	start();
	nbcoap_rto_input(&r, 4000, 2, 0);
	nbcoap_rto_input(&r, 1000, 1, 0);
	ck_assert_int_eq(nbcoap_rto_timeout(&r, 0), (3000 + 3000) / 2);
}
END_TEST

START_TEST(more_than_three_transmissions_say_nothing)
{
	start();
	nbcoap_rto_input(&r, 60000, 4, 0);
	ck_assert_int_eq(nbcoap_rto_timeout(&r, 0), 2000);
}
END_TEST

START_TEST(a_steady_peer_has_a_timeout_near_its_round_trip)
{
	start();
	for (int i = 0; i < 100; i++)
		nbcoap_rto_input(&r, 400, 1, i);
	ck_assert_int_ge(nbcoap_rto_timeout(&r, 100), 400);
	ck_assert_int_le(nbcoap_rto_timeout(&r, 100), 420);
}
END_TEST

START_TEST(no_timeout_is_shorter_than_the_least)
{
	start();
	for (int i = 0; i < 100; i++)
		nbcoap_rto_input(&r, 0, 1, i);
	ck_assert_int_eq(nbcoap_rto_timeout(&r, 100), NBCOAP_RTO_LEAST);
}
END_TEST

START_TEST(a_small_one_doubles_when_it_is_left_alone)
{
	start();
	for (int i = 0; i < 100; i++)
		nbcoap_rto_input(&r, 0, 1, 0);
	ck_assert_int_eq(nbcoap_rto_timeout(&r, 1600), 100);
	ck_assert_int_eq(nbcoap_rto_timeout(&r, 1601), 200);
	ck_assert_int_eq(nbcoap_rto_timeout(&r, 1600 + 3200), 200);
	ck_assert_int_eq(nbcoap_rto_timeout(&r, 1600 + 3201), 400);
	ck_assert_int_eq(nbcoap_rto_timeout(&r, INT64_C(1) << 40), 1600);
}
END_TEST

START_TEST(a_large_one_falls_when_it_is_left_alone)
{
	start();
	nbcoap_rto_input(&r, 3000, 1, 0);
	/* 3000 + 4 * 1500 = 9000 */
	ck_assert_int_eq(nbcoap_rto_timeout(&r, 22000), 5500);
	ck_assert_int_eq(nbcoap_rto_timeout(&r, 22001), 3750);
	ck_assert_int_eq(nbcoap_rto_timeout(&r, 22001 + 15000), 2875);
	ck_assert_int_eq(nbcoap_rto_timeout(&r, INT64_C(1) << 40), 2875);
}
END_TEST

/* Whatever comes, a message ID is not remembered too short by the server. */
START_TEST(the_span_stays_within_the_peers_memory)
{
	static const struct nbcoap_params *const all[] = {
		&nbcoap_params_rfc7252, &nbcoap_params_nb_iot};

	for (int i = 0; i < 2; i++) {
		struct nbcoap_params p = *all[i];

		nbcoap_rto_init(&r, &p, 0);
		for (int n = 0; n < 50; n++)
			nbcoap_rto_input(&r, 90000, 1, 0);
		p.ack_timeout = nbcoap_rto_timeout(&r, 0);
		ck_assert_int_gt(p.ack_timeout, all[i]->ack_timeout);
		ck_assert_int_le(nbcoap_max_transmit_span(&p) + p.max_latency,
				 p.peer_lifetime);
		p.ack_timeout++;
		ck_assert_int_gt(nbcoap_max_transmit_span(&p) + p.max_latency,
				 p.peer_lifetime);
	}
}
END_TEST

START_TEST(what_the_caller_has_set_is_never_too_long)
{
	struct nbcoap_params p = nbcoap_params_rfc7252;

	p.peer_lifetime = 0;
	nbcoap_rto_init(&r, &p, 0);
	ck_assert_int_eq(nbcoap_rto_timeout(&r, 0), 2000);
	p.ack_random_milli = 0;
	nbcoap_rto_init(&r, &p, 0);
	ck_assert_int_eq(nbcoap_rto_timeout(&r, 0), 2000);
}
END_TEST

TCase *coap_rto_case(void)
{
	TCase *c = tcase_create("rto");

	tcase_add_test(c, nothing_known_is_ack_timeout);
	tcase_add_test(c, a_strong_round_trip_weighs_a_half);
	tcase_add_test(c, a_weak_round_trip_weighs_a_quarter);
	tcase_add_test(c, weak_and_strong_ones_do_not_mix);
	tcase_add_test(c, more_than_three_transmissions_say_nothing);
	tcase_add_test(c, a_steady_peer_has_a_timeout_near_its_round_trip);
	tcase_add_test(c, no_timeout_is_shorter_than_the_least);
	tcase_add_test(c, a_small_one_doubles_when_it_is_left_alone);
	tcase_add_test(c, a_large_one_falls_when_it_is_left_alone);
	tcase_add_test(c, the_span_stays_within_the_peers_memory);
	tcase_add_test(c, what_the_caller_has_set_is_never_too_long);
	return c;
}
