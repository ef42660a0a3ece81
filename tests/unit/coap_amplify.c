#include "unit/coap_cases.h"

#include <nbcoap/amplify.h>

START_TEST(a_stranger_that_said_nothing_gets_nothing)
{
	struct nbcoap_amplify a = {0};

	ck_assert(!nbcoap_amplify_take(&a, 1));
}
END_TEST

START_TEST(a_short_request_allows_136_bytes)
{
	struct nbcoap_amplify a = {0};

	nbcoap_amplify_received(&a, 4);
	ck_assert(!nbcoap_amplify_take(&a, 137));
	ck_assert(nbcoap_amplify_take(&a, 136));
	ck_assert(!nbcoap_amplify_take(&a, 1));
}
END_TEST

START_TEST(a_longer_one_allows_three_times_its_length)
{
	struct nbcoap_amplify a = {0};

	nbcoap_amplify_received(&a, 46);
	ck_assert(!nbcoap_amplify_take(&a, 139));
	ck_assert(nbcoap_amplify_take(&a, 138));
}
END_TEST

/* A response that is sent again, and again, counts each time. */
START_TEST(all_that_is_sent_counts)
{
	struct nbcoap_amplify a = {0};

	nbcoap_amplify_received(&a, 100);
	ck_assert(nbcoap_amplify_take(&a, 150));
	ck_assert(nbcoap_amplify_take(&a, 150));
	ck_assert(!nbcoap_amplify_take(&a, 150));
	nbcoap_amplify_received(&a, 100);
	ck_assert(nbcoap_amplify_take(&a, 150));
}
END_TEST

START_TEST(a_peer_that_has_proved_its_address_gets_everything)
{
	struct nbcoap_amplify a = {0};

	a.proved = true;
	ck_assert(nbcoap_amplify_take(&a, 65535));
	ck_assert(nbcoap_amplify_take(&a, 65535));
}
END_TEST

START_TEST(no_sum_runs_over)
{
	struct nbcoap_amplify a = {0};

	for (int i = 0; i < 30000; i++)
		nbcoap_amplify_received(&a, SIZE_MAX);
	ck_assert_uint_eq(a.allowed, UINT32_MAX);
}
END_TEST

TCase *coap_amplify_case(void)
{
	TCase *c = tcase_create("amplify");

	tcase_add_test(c, a_stranger_that_said_nothing_gets_nothing);
	tcase_add_test(c, a_short_request_allows_136_bytes);
	tcase_add_test(c, a_longer_one_allows_three_times_its_length);
	tcase_add_test(c, all_that_is_sent_counts);
	tcase_add_test(c, a_peer_that_has_proved_its_address_gets_everything);
	tcase_add_test(c, no_sum_runs_over);
	return c;
}
