#include "unit/coap_cases.h"
#include "unit/coap_text.h"

#include "coap/critical.h"

static bool is_understood(const char *line)
{
	uint8_t bytes[256];
	struct nbcoap_message m;
	int len = coap_text_encode(line, bytes, sizeof(bytes));

	ck_assert_int_gt(len, 0);
	ck_assert_int_eq(nbcoap_message_decode(&m, bytes, (size_t)len),
			 NBCOAP_FORMAT_GOOD);
	return nbcoap_critical_are_understood(&m);
}

START_TEST(known_options_and_unknown_elective_ones_do_no_harm)
{
	ck_assert(is_understood("ACK 2.05 id=0001 payload=01"));
	ck_assert(is_understood("ACK 2.05 id=0001 4=01 12=32 14=3c 23=0e"));
	ck_assert(is_understood("ACK 2.05 id=0001 2048=0102"));
	ck_assert(is_understood("ACK 2.01 id=0001 8=61 8=62 20=63"));
}
END_TEST

START_TEST(an_unknown_critical_one_is_not_understood)
{
	ck_assert(!is_understood("ACK 2.05 id=0001 2049="));
	ck_assert(!is_understood("ACK 2.05 id=0001 9=01"));
	ck_assert(!is_understood("ACK 2.05 id=0001 19=06"));
}
END_TEST

START_TEST(an_impossible_length_makes_a_critical_one_unknown)
{
	ck_assert(is_understood("ACK 2.05 id=0001 23=000000"));
	ck_assert(!is_understood("ACK 2.05 id=0001 23=00000000"));
	ck_assert(is_understood("ACK 2.05 id=0001 28=0000000000"));
}
END_TEST

START_TEST(one_too_many_of_a_critical_one_is_not_understood)
{
	ck_assert(!is_understood("ACK 2.05 id=0001 23=0e 23=0e"));
	ck_assert(is_understood("ACK 2.05 id=0001 11=61 11=62"));
	ck_assert(is_understood("ACK 2.05 id=0001 14=3c 14=3c"));
}
END_TEST

TCase *coap_critical_case(void)
{
	TCase *c = tcase_create("critical");

	tcase_add_test(c, known_options_and_unknown_elective_ones_do_no_harm);
	tcase_add_test(c, an_unknown_critical_one_is_not_understood);
	tcase_add_test(c, an_impossible_length_makes_a_critical_one_unknown);
	tcase_add_test(c, one_too_many_of_a_critical_one_is_not_understood);
	return c;
}
