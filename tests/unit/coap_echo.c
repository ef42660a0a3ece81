#include "unit/coap_cases.h"

#include <nbcoap/echo.h>

static const uint8_t secret[NBCOAP_ECHO_SECRET_LEN] = "sixteen bytes ok";
static const struct nb_addr peer = {
	.ip = {192, 0, 2, 1}, .port = 5683, .family = NB_FAMILY_IPV4};

enum { MADE_AT = 5000 };

static uint8_t value[NBCOAP_ECHO_LEN];

/* The age at @now of what was made for @peer at MADE_AT. */
static nb_ms age_of(const struct nb_addr *from, nb_ms now)
{
	return nbcoap_echo_age(secret, from,
			       (struct nb_bytes){value, sizeof(value)}, now);
}

START_TEST(a_value_that_comes_back_tells_its_age)
{
	nbcoap_echo_make(secret, &peer, MADE_AT, value);
	ck_assert_int_eq(age_of(&peer, MADE_AT), 0);
	ck_assert_int_eq(age_of(&peer, MADE_AT + 1), 1);
	ck_assert_int_eq(age_of(&peer, MADE_AT + (nb_ms)INT32_MAX), INT32_MAX);
}
END_TEST

START_TEST(it_is_good_for_one_address_and_port)
{
	struct nb_addr host = peer;
	struct nb_addr port = peer;

	host.ip[3]++;
	port.port++;
	nbcoap_echo_make(secret, &peer, MADE_AT, value);
	ck_assert_int_eq(age_of(&host, MADE_AT), NB_ERR_PEER);
	ck_assert_int_eq(age_of(&port, MADE_AT), NB_ERR_PEER);
}
END_TEST

START_TEST(it_is_good_for_one_secret)
{
	uint8_t other[NBCOAP_ECHO_SECRET_LEN] = "another secret!";

	nbcoap_echo_make(other, &peer, MADE_AT, value);
	ck_assert_int_eq(age_of(&peer, MADE_AT), NB_ERR_PEER);
}
END_TEST

START_TEST(no_bit_of_it_can_be_changed)
{
	for (unsigned bit = 0; bit < 8 * NBCOAP_ECHO_LEN; bit++) {
		nbcoap_echo_make(secret, &peer, MADE_AT, value);
		value[bit / 8] ^= (uint8_t)(1 << bit % 8);
		ck_assert_int_eq(age_of(&peer, MADE_AT + 100), NB_ERR_PEER);
	}
}
END_TEST

START_TEST(another_length_is_not_ours)
{
	nbcoap_echo_make(secret, &peer, MADE_AT, value);
	for (size_t len = 0; len < NBCOAP_ECHO_LEN; len++)
		ck_assert_int_eq(nbcoap_echo_age(secret, &peer,
						 (struct nb_bytes){value, len},
						 MADE_AT),
				 NB_ERR_PEER);
}
END_TEST

/* Its 32 bits of time go around after 49 days; the hash has all of them. */
START_TEST(an_old_one_is_not_good_again)
{
	nbcoap_echo_make(secret, &peer, MADE_AT, value);
	ck_assert_int_eq(age_of(&peer, MADE_AT + (INT64_C(1) << 31)),
			 NB_ERR_PEER);
	ck_assert_int_eq(age_of(&peer, MADE_AT + (INT64_C(1) << 32)),
			 NB_ERR_PEER);
	ck_assert_int_eq(age_of(&peer, MADE_AT - 1), NB_ERR_PEER);
}
END_TEST

START_TEST(it_lives_through_the_end_of_32_bits)
{
	nb_ms made_at = UINT32_MAX;

	nbcoap_echo_make(secret, &peer, made_at, value);
	ck_assert_int_eq(age_of(&peer, made_at + 10), 10);
}
END_TEST

TCase *coap_echo_case(void)
{
	TCase *c = tcase_create("echo");

	tcase_add_test(c, a_value_that_comes_back_tells_its_age);
	tcase_add_test(c, it_is_good_for_one_address_and_port);
	tcase_add_test(c, it_is_good_for_one_secret);
	tcase_add_test(c, no_bit_of_it_can_be_changed);
	tcase_add_test(c, another_length_is_not_ours);
	tcase_add_test(c, an_old_one_is_not_good_again);
	tcase_add_test(c, it_lives_through_the_end_of_32_bits);
	return c;
}
