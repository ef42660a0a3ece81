#include "base/addr.h"
#include "gateway/name.h"
#include "unit/gateway_cases.h"

#include <string.h>

static struct gw_name n;

static int init(const char *uri_text)
{
	struct nbcoap_uri uri;

	ck_assert_int_eq(nbcoap_uri_parse(&uri, uri_text, strlen(uri_text)), 0);
	return gw_name_init(&n, &uri);
}

static struct nb_addr addr(const char *host)
{
	struct nb_addr a;

	ck_assert_int_eq(nb_addr_parse_host(&a, host, strlen(host)), 0);
	return a;
}

static enum gw_name_answer answer(const char *host, nb_ms ttl, nb_ms now)
{
	struct nb_addr a = addr(host);

	return gw_name_answer(&n, &a, 1, 0, ttl, now);
}

START_TEST(a_literal_is_ready_and_never_looked_up)
{
	ck_assert_int_eq(init("coap://[2001:db8::1]:61616/x"), 0);
	ck_assert(gw_name_is_ready(&n, 0));
	ck_assert(!gw_name_is_due(&n, 0));
	ck_assert_uint_eq(n.addr.port, 61616);
}
END_TEST

START_TEST(a_name_is_due_once_and_then_holds_for_its_ttl)
{
	ck_assert_int_eq(init("coap://Cloud.Example:7000"), 0);
	ck_assert_str_eq(n.host, "cloud.example");
	ck_assert(gw_name_is_due(&n, 0));
	gw_name_asked(&n);
	ck_assert(!gw_name_is_due(&n, 0));
	ck_assert(!gw_name_is_ready(&n, 0));
	ck_assert_int_eq(answer("192.0.2.7", 1000, 50), GW_NAME_FOUND);
	ck_assert(gw_name_is_ready(&n, 1049));
	ck_assert_uint_eq(n.addr.port, 7000);
	ck_assert(!gw_name_is_ready(&n, 1050));
	ck_assert(gw_name_is_due(&n, 1050));
}
END_TEST

START_TEST(a_name_holds_as_long_as_its_server_says_within_limits)
{
	ck_assert_int_eq(gw_name_ttl(0, 3600000), 3600000);
	ck_assert_int_eq(gw_name_ttl(300000, 3600000), 300000);
	ck_assert_int_eq(gw_name_ttl(86400000, 3600000), 3600000);
	ck_assert_int_eq(gw_name_ttl(1, 3600000), 60000);
	ck_assert_int_eq(gw_name_ttl(1, 5000), 5000);
	ck_assert_int_eq(gw_name_ttl(0, 5000), 5000);
}
END_TEST

START_TEST(a_stale_address_serves_when_the_next_look_up_fails)
{
	init("coap://cloud.example");
	gw_name_asked(&n);
	answer("192.0.2.7", 1000, 0);
	gw_name_asked(&n);
	ck_assert_int_eq(gw_name_answer(&n, NULL, 0, 0, 0, 2000),
			 GW_NAME_FOUND);
	ck_assert(gw_name_is_ready(&n, 2000));
	ck_assert(gw_name_is_due(&n, 2000 + 60000));
}
END_TEST

START_TEST(no_such_name_is_told_and_asked_again_next_time)
{
	init("coap://cloud.example");
	gw_name_asked(&n);
	ck_assert_int_eq(gw_name_answer(&n, NULL, 0, 0, 0, 0), GW_NAME_NONE);
	ck_assert(gw_name_is_due(&n, 0));
}
END_TEST

START_TEST(a_look_up_that_could_not_be_made_waits_or_for_the_link)
{
	init("coap://cloud.example");
	gw_name_asked(&n);
	ck_assert_int_eq(gw_name_answer(&n, NULL, 0, NB_ERR_SYSTEM, 0, 100),
			 GW_NAME_TRY_LATER);
	ck_assert(!gw_name_is_due(&n, 5099));
	ck_assert_int_eq(gw_name_deadline(&n), 5100);
	ck_assert(gw_name_is_due(&n, 5100));
	gw_name_hurry(&n);
	ck_assert(gw_name_is_due(&n, 100));
}
END_TEST

START_TEST(a_doubted_address_is_looked_up_before_its_next_use)
{
	init("coap://cloud.example");
	gw_name_asked(&n);
	answer("192.0.2.7", 1000000, 10);
	gw_name_doubt(&n);
	ck_assert(gw_name_is_due(&n, 10));
	ck_assert(!gw_name_is_ready(&n, 10));
}
END_TEST

START_TEST(an_address_out_of_reach_gives_way_to_the_next)
{
	struct nb_addr two[] = {addr("2001:db8::1"), addr("192.0.2.7")};
	struct nb_addr first;

	init("coap://cloud.example");
	gw_name_asked(&n);
	gw_name_answer(&n, two, 2, 0, 1000, 0);
	first = n.addr;
	ck_assert(nb_addr_same_host(&first, &two[0]));
	ck_assert(gw_name_try_other(&n, &first));
	ck_assert(nb_addr_same_host(&n.addr, &two[1]));
	ck_assert_uint_eq(n.addr.port, 5683);
	ck_assert(gw_name_try_other(&n, &first));
	ck_assert(nb_addr_same_host(&n.addr, &two[1]));
	ck_assert(!gw_name_try_other(&n, &n.addr));
}
END_TEST

START_TEST(a_host_that_could_break_an_at_line_is_refused)
{
	ck_assert_int_eq(init("coap://a%22b/"), NB_ERR_PEER);
	ck_assert_int_eq(init("coap://a%2Cb/"), NB_ERR_PEER);
	ck_assert_int_eq(init("coap://a%20b/"), NB_ERR_PEER);
}
END_TEST

TCase *gateway_name_case(void)
{
	TCase *tc = tcase_create("name");

	tcase_add_test(tc, a_literal_is_ready_and_never_looked_up);
	tcase_add_test(tc, a_name_is_due_once_and_then_holds_for_its_ttl);
	tcase_add_test(tc,
		       a_name_holds_as_long_as_its_server_says_within_limits);
	tcase_add_test(tc, a_stale_address_serves_when_the_next_look_up_fails);
	tcase_add_test(tc, no_such_name_is_told_and_asked_again_next_time);
	tcase_add_test(tc,
		       a_look_up_that_could_not_be_made_waits_or_for_the_link);
	tcase_add_test(tc, a_doubted_address_is_looked_up_before_its_next_use);
	tcase_add_test(tc, an_address_out_of_reach_gives_way_to_the_next);
	tcase_add_test(tc, a_host_that_could_break_an_at_line_is_refused);
	return tc;
}
