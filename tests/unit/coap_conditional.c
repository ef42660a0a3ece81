#include "unit/coap_cases.h"

#include "unit/coap_text.h"

#include <nbcoap/conditional.h>

#include <string.h>

static uint8_t buf[256];

/* The message of a line (unit/coap_text.h), until the next one. */
static struct nbcoap_message message(const char *line)
{
	struct nbcoap_message m;
	int len = coap_text_encode(line, buf, sizeof(buf));

	ck_assert_int_gt(len, 0);
	ck_assert_int_eq(nbcoap_message_decode(&m, buf, (size_t)len),
			 NBCOAP_FORMAT_GOOD);
	return m;
}

static struct nb_bytes etag(const char *text)
{
	return (struct nb_bytes){(const uint8_t *)text, strlen(text)};
}

/* The refusal of a PUT with @options where a resource with ETag "a" is. */
static int refusal(const char *options, bool exists)
{
	char line[128] = "CON 0.03 id=0001 ";
	struct nbcoap_message m = message(strcat(line, options));

	return nbcoap_conditional_refusal(&m, exists, etag(exists ? "a" : ""));
}

START_TEST(without_a_condition_a_request_goes_on)
{
	ck_assert_int_eq(refusal("", true), 0);
	ck_assert_int_eq(refusal("", false), 0);
}
END_TEST

START_TEST(if_match_asks_for_one_of_its_etags)
{
	ck_assert_int_eq(refusal("1=61", true), 0);
	ck_assert_int_eq(refusal("1=62 1=61 1=63", true), 0);
	ck_assert_int_eq(refusal("1=62", true), NBCOAP_CODE(4, 12));
	ck_assert_int_eq(refusal("1=6161", true), NBCOAP_CODE(4, 12));
	ck_assert_int_eq(refusal("1=61", false), NBCOAP_CODE(4, 12));
}
END_TEST

START_TEST(an_empty_if_match_asks_for_any_resource_there)
{
	ck_assert_int_eq(refusal("1=", true), 0);
	ck_assert_int_eq(refusal("1=", false), NBCOAP_CODE(4, 12));
}
END_TEST

START_TEST(if_none_match_asks_for_no_resource_there)
{
	ck_assert_int_eq(refusal("5=", false), 0);
	ck_assert_int_eq(refusal("5=", true), NBCOAP_CODE(4, 12));
	ck_assert_int_eq(refusal("1=61 5=", true), NBCOAP_CODE(4, 12));
}
END_TEST

START_TEST(a_representation_that_the_client_has_is_valid)
{
	struct nbcoap_message get = message("CON 0.01 id=0001 4=62 4=61");

	ck_assert(nbcoap_conditional_is_valid(&get, etag("a")));
	ck_assert(nbcoap_conditional_is_valid(&get, etag("b")));
	ck_assert(!nbcoap_conditional_is_valid(&get, etag("c")));
	ck_assert(!nbcoap_conditional_is_valid(&get, etag("")));
}
END_TEST

START_TEST(only_what_reads_can_have_a_valid_one)
{
	struct nbcoap_message fetch = message("CON 0.05 id=0001 4=61");
	ck_assert(nbcoap_conditional_is_valid(&fetch, etag("a")));
	struct nbcoap_message put = message("CON 0.03 id=0001 4=61");
	ck_assert(!nbcoap_conditional_is_valid(&put, etag("a")));
}
END_TEST

START_TEST(formats_are_numbers_or_not_said)
{
	struct nbcoap_message said = message("CON 0.03 id=0001 12= 17=0101");
	ck_assert_int_eq(nbcoap_content_format(&said), 0);
	ck_assert_int_eq(nbcoap_accept(&said), 257);
	struct nbcoap_message not = message("CON 0.03 id=0001 12=000000");
	ck_assert_int_eq(nbcoap_content_format(&not ), -1);
	ck_assert_int_eq(nbcoap_accept(&not ), -1);
}
END_TEST

START_TEST(the_best_format_that_the_client_accepts_is_chosen)
{
	static const uint16_t formats[] = {0, 41};

	struct nbcoap_message any = message("CON 0.01 id=0001");
	ck_assert_int_eq(nbcoap_accept_choose(&any, formats, 2), 0);
	struct nbcoap_message xml = message("CON 0.01 id=0001 17=29");
	ck_assert_int_eq(nbcoap_accept_choose(&xml, formats, 2), 1);
	struct nbcoap_message json = message("CON 0.01 id=0001 17=32");
	ck_assert_int_eq(nbcoap_accept_choose(&json, formats, 2), -1);
}
END_TEST

START_TEST(a_response_is_fresh_for_a_minute_unless_it_says_else)
{
	struct nbcoap_message silent = message("ACK 2.05 id=0001");
	ck_assert_uint_eq(nbcoap_max_age(&silent), 60);
	struct nbcoap_message said = message("ACK 2.05 id=0001 14=0e10");
	ck_assert_uint_eq(nbcoap_max_age(&said), 3600);
	struct nbcoap_message stale = message("ACK 2.05 id=0001 14=");
	ck_assert_uint_eq(nbcoap_max_age(&stale), 0);
	struct nbcoap_message longest = message("ACK 2.05 id=0001 14=ffffffff");
	ck_assert_uint_eq(nbcoap_max_age(&longest), UINT32_MAX);
	struct nbcoap_message bad = message("ACK 2.05 id=0001 14=0000000001");
	ck_assert_uint_eq(nbcoap_max_age(&bad), 60);
}
END_TEST

TCase *coap_conditional_case(void)
{
	TCase *c = tcase_create("conditional");

	tcase_add_test(c, without_a_condition_a_request_goes_on);
	tcase_add_test(c, if_match_asks_for_one_of_its_etags);
	tcase_add_test(c, an_empty_if_match_asks_for_any_resource_there);
	tcase_add_test(c, if_none_match_asks_for_no_resource_there);
	tcase_add_test(c, a_representation_that_the_client_has_is_valid);
	tcase_add_test(c, only_what_reads_can_have_a_valid_one);
	tcase_add_test(c, formats_are_numbers_or_not_said);
	tcase_add_test(c, the_best_format_that_the_client_accepts_is_chosen);
	tcase_add_test(c, a_response_is_fresh_for_a_minute_unless_it_says_else);
	return c;
}
