#include "unit/coap_cases.h"

#include <nbcoap/params.h>

START_TEST(rfc_7252_derives_what_its_section_4_8_2_prints)
{
	const struct nbcoap_params *p = &nbcoap_params_rfc7252;
	ck_assert_int_eq(nbcoap_max_transmit_span(p), 45000);
	ck_assert_int_eq(nbcoap_max_transmit_wait(p), 93000);
	ck_assert_int_eq(nbcoap_exchange_lifetime(p), 247000);
	ck_assert_int_eq(nbcoap_non_lifetime(p), 145000);
}
END_TEST

START_TEST(a_slow_link_lives_within_what_a_server_remembers)
{
	const struct nbcoap_params *p = &nbcoap_params_nb_iot;
	ck_assert_int_eq(nbcoap_max_transmit_span(p), 157500);
	ck_assert_int_eq(nbcoap_max_transmit_wait(p), 337500);
	ck_assert_int_le(nbcoap_max_transmit_span(p) + p->max_latency,
			 p->peer_lifetime);
}
END_TEST

START_TEST(an_exchange_lives_at_least_as_long_as_it_waits)
{
	struct nbcoap_params p = nbcoap_params_rfc7252;
	p.max_latency = 0;
	ck_assert_int_eq(nbcoap_exchange_lifetime(&p), 93000);
	p.max_latency = 100000;
	ck_assert_int_eq(nbcoap_exchange_lifetime(&p), 247000);
	ck_assert_int_eq(nbcoap_exchange_lifetime(&nbcoap_params_nb_iot),
			 337500);
}
END_TEST

START_TEST(the_longest_values_of_the_contract_do_not_overflow)
{
	struct nbcoap_params p = nbcoap_params_rfc7252;
	p.ack_timeout = 120000;
	p.max_retransmit = 10;
	p.ack_random_milli = 3000;
	ck_assert_int_eq(nbcoap_max_transmit_wait(&p), 120000LL * 2047 * 3);
}
END_TEST

TCase *coap_params_case(void)
{
	TCase *c = tcase_create("params");
	tcase_add_test(c, rfc_7252_derives_what_its_section_4_8_2_prints);
	tcase_add_test(c, a_slow_link_lives_within_what_a_server_remembers);
	tcase_add_test(c, an_exchange_lives_at_least_as_long_as_it_waits);
	tcase_add_test(c, the_longest_values_of_the_contract_do_not_overflow);
	return c;
}
