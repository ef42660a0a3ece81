#include "gateway/target.h"
#include "unit/gateway_cases.h"

#include <stdio.h>
#include <string.h>

static struct gw_target t;

static int init(const char *uri)
{
	static struct gw_target_config config;

	memset(&config, 0, sizeof(config));
	snprintf(config.origin.name, sizeof(config.origin.name), "cloud");
	snprintf(config.uri, sizeof(config.uri), "%s", uri);
	config.params = nbcoap_params_nb_iot;
	return gw_target_init(&t, &config);
}

START_TEST(a_name_goes_out_as_uri_host_and_a_literal_does_not)
{
	ck_assert_int_eq(init("coap://Cloud.example/v1/x"), 0);
	ck_assert_uint_eq(t.base.count, 3);
	ck_assert_uint_eq(t.base.at[0].number, NBCOAP_URI_HOST);
	ck_assert_mem_eq(t.base.at[0].value, "cloud.example", 13);
	ck_assert_int_eq(init("coap://192.0.2.1/v1"), 0);
	ck_assert_uint_eq(t.base.count, 1);
	ck_assert_uint_eq(t.base.at[0].number, NBCOAP_URI_PATH);
}
END_TEST

START_TEST(a_bad_uri_is_no_target)
{
	ck_assert_int_eq(init("http://cloud/"), NB_ERR_PEER);
	ck_assert_int_eq(init("coap://cloud/../x"), NB_ERR_PEER);
}
END_TEST

START_TEST(higher_priorities_go_first_and_equal_ones_by_arrival)
{
	struct gw_node low, first, second, high;
	struct gw_node *const order[] = {&high, &first, &second, &low};

	ck_assert_int_eq(init("coap://192.0.2.1"), 0);
	gw_target_queue(&t, &low, GW_PRIORITY_LOW);
	gw_target_queue(&t, &first, GW_PRIORITY_NORMAL);
	gw_target_queue(&t, &second, GW_PRIORITY_NORMAL);
	gw_target_queue(&t, &high, GW_PRIORITY_HIGH);
	for (size_t i = 0; i < 4; i++) {
		ck_assert_uint_eq(t.waiting, 4 - i);
		ck_assert_ptr_eq(gw_target_next(&t), order[i]);
		gw_target_unqueue(&t, order[i]);
	}
	ck_assert_ptr_null(gw_target_next(&t));
	gw_target_unqueue(&t, &low);
	ck_assert_uint_eq(t.waiting, 0);
}
END_TEST

START_TEST(a_host_is_labelled_by_its_address_or_name)
{
	struct nbcoap_uri uri;
	const char *text = "coap://Host.example:99/a";

	nbcoap_uri_parse(&uri, text, strlen(text));
	ck_assert_int_eq(gw_target_init_host(&t, &uri, &nbcoap_params_rfc7252),
			 0);
	ck_assert_str_eq(t.label, "host.example:99");
	text = "coap://[2001:db8::1]/a";
	nbcoap_uri_parse(&uri, text, strlen(text));
	gw_target_init_host(&t, &uri, &nbcoap_params_rfc7252);
	ck_assert_str_eq(t.label, "[2001:db8::1]:5683");
	ck_assert_int_eq(t.params.ack_timeout, 2000);
}
END_TEST

TCase *gateway_target_case(void)
{
	TCase *tc = tcase_create("target");

	tcase_add_test(tc, a_name_goes_out_as_uri_host_and_a_literal_does_not);
	tcase_add_test(tc, a_bad_uri_is_no_target);
	tcase_add_test(tc,
		       higher_priorities_go_first_and_equal_ones_by_arrival);
	tcase_add_test(tc, a_host_is_labelled_by_its_address_or_name);
	return tc;
}
