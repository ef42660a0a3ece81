#include "unit/coap_cases.h"

#include "unit/coap_text.h"

#include <nbcoap/code.h>
#include <nbcoap/problem.h>

#include <string.h>

static void is_encoded(const struct nbcoap_problem *p, const char *hex)
{
	uint8_t expected[512], buf[512];
	int len = coap_text_bytes(hex, expected, sizeof(expected));

	ck_assert_int_eq(nbcoap_problem_encode(p, buf, sizeof(buf)), len);
	ck_assert_mem_eq(buf, expected, (size_t)len);
	for (int cap = 0; cap < len; cap++)
		ck_assert_int_eq(nbcoap_problem_encode(p, buf, (size_t)cap),
				 NB_ERR_SPACE);
}

/* The standard entries of RFC 9290, 3, figure 1. */
START_TEST(title_detail_instance_and_code_stand_under_their_keys)
{
	struct nbcoap_problem p = {
		.title = "title of the error",
		.detail = "detailed information about the error",
		.instance = "coaps://pd.example/FA317434",
		.response_code = NBCOAP_CODE(4, 0)};

	is_encoded(&p,
		   "a4"
		   "20 72 7469746c65206f6620746865206572726f72"
		   "21 7824 64657461696c656420696e666f726d6174696f6e2061"
		   "626f757420746865206572726f72"
		   "22 781b 636f6170733a2f2f70642e6578616d706c652f4641333137"
		   "343334"
		   "23 1880");
}
END_TEST

START_TEST(what_is_missing_is_not_written)
{
	struct nbcoap_problem p = {.detail = ""};

	is_encoded(&p, "a1 21 60");
}
END_TEST

START_TEST(long_texts_have_long_heads)
{
	struct nbcoap_problem p = {0};
	char text[301];
	uint8_t buf[512];

	memset(text, 'x', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	p.title = text;
	ck_assert_int_eq(nbcoap_problem_encode(&p, buf, sizeof(buf)), 305);
	ck_assert_mem_eq(buf, "\xa1\x20\x79\x01\x2c", 5);
}
END_TEST

START_TEST(a_problem_that_says_nothing_is_none)
{
	struct nbcoap_problem p = {0};
	uint8_t buf[8];

	ck_assert_int_eq(nbcoap_problem_encode(&p, buf, sizeof(buf)),
			 NB_ERR_CALLER);
}
END_TEST

TCase *coap_problem_case(void)
{
	TCase *c = tcase_create("problem");

	tcase_add_test(c,
		       title_detail_instance_and_code_stand_under_their_keys);
	tcase_add_test(c, what_is_missing_is_not_written);
	tcase_add_test(c, long_texts_have_long_heads);
	tcase_add_test(c, a_problem_that_says_nothing_is_none);
	return c;
}
