#include "unit/node_air.h"
#include "unit/node_cases.h"

#define CONTENT NBCOAP_CODE(2, 5)

static struct air air;
static struct air_told told;

static void setup(void)
{
	memset(&told, 0, sizeof(told));
	air_open(&air, NULL);
}

static void teardown(void)
{
	air_close(&air);
}

static int get(const char *uri)
{
	return nbcoap_node_get(air.node, uri, air_tell, &told);
}

START_TEST(a_get_goes_out_at_once_with_its_path_and_query)
{
	struct nbcoap_option option;

	ck_assert_int_ge(get("coap://192.0.2.1/time?z=utc"), 0);
	struct nbcoap_message m = air_sent(&air, 0);
	ck_assert_int_eq(m.type, NBCOAP_CON);
	ck_assert_int_eq(m.code, NBCOAP_GET);
	ck_assert(nbcoap_message_find(&m, NBCOAP_URI_PATH, &option));
	ck_assert_mem_eq(option.value, "time", 4);
	ck_assert(nbcoap_message_find(&m, NBCOAP_URI_QUERY, &option));
	ck_assert_mem_eq(option.value, "z=utc", 5);
}
END_TEST

START_TEST(a_put_carries_its_format_and_payload)
{
	struct nbcoap_option option;

	nbcoap_node_put(air.node, "coap://192.0.2.1/led", 50,
			nbcoap_text("{\"on\":1}"), air_tell, &told);
	struct nbcoap_message m = air_sent(&air, 0);
	ck_assert_int_eq(m.code, NBCOAP_PUT);
	ck_assert(nbcoap_message_find(&m, NBCOAP_CONTENT_FORMAT, &option));
	ck_assert_uint_eq(nbcoap_option_uint(&option), 50);
	ck_assert(air_says(&m, "{\"on\":1}"));
}
END_TEST

START_TEST(options_may_come_in_any_order_and_the_type_is_ours)
{
	const struct nbcoap_option options[] = {
		{.number = NBCOAP_ACCEPT},
		{.number = NBCOAP_IF_NONE_MATCH},
	};
	const struct nbcoap_node_request request = {
		.code = NBCOAP_FETCH,
		.type = NBCOAP_NON,
		.uri = "coap://192.0.2.1/a",
		.options = options,
		.option_count = 2,
	};
	struct nbcoap_option option;

	ck_assert_int_ge(nbcoap_node_request(air.node, &request), 0);
	struct nbcoap_message m = air_sent(&air, 0);
	ck_assert_int_eq(m.type, NBCOAP_NON);
	ck_assert_int_eq(m.code, NBCOAP_FETCH);
	ck_assert(nbcoap_message_find(&m, NBCOAP_IF_NONE_MATCH, &option));
	ck_assert(nbcoap_message_find(&m, NBCOAP_ACCEPT, &option));
}
END_TEST

START_TEST(the_answer_goes_to_the_callback_of_its_request)
{
	int id = get("coap://192.0.2.1/time");

	ck_assert_int_eq(air_answer(&air, 0, CONTENT, "noon"), 1);
	ck_assert_int_eq(told.count, 1);
	ck_assert_int_eq(told.event.type, NBCOAP_EVENT_RESPONSE);
	ck_assert_int_eq(told.event.exchange, id);
	ck_assert_int_eq(told.event.message.code, CONTENT);
	ck_assert_str_eq(told.payload, "noon");
}
END_TEST

START_TEST(a_request_without_a_callback_gets_the_default_one)
{
	nbcoap_node_set_default(air.node, air_tell, &told);
	nbcoap_node_get(air.node, "coap://192.0.2.1/", NULL, NULL);
	air_answer(&air, 0, CONTENT, "x");
	ck_assert_int_eq(told.count, 1);
}
END_TEST

START_TEST(a_second_request_to_a_busy_peer_waits_for_its_turn)
{
	get("coap://192.0.2.1/1");
	get("coap://192.0.2.1/2");
	ck_assert_uint_eq(air.sent_count, 1);
	get("coap://192.0.2.2/3");
	ck_assert_uint_eq(air.sent_count, 2);
	air_answer(&air, 0, CONTENT, "1");
	ck_assert_uint_eq(air.sent_count, 3);
	air_answer(&air, 2, CONTENT, "2");
	ck_assert_str_eq(told.payload, "2");
	ck_assert_int_eq(told.count, 2);
}
END_TEST

START_TEST(requests_over_the_limit_are_refused)
{
	for (int i = 0; i < 16; i++)
		ck_assert_int_ge(get("coap://192.0.2.1/"), 0);
	ck_assert_int_eq(get("coap://192.0.2.1/"), NB_ERR_SPACE);
	air_answer(&air, 0, CONTENT, "x");
	ck_assert_int_ge(get("coap://192.0.2.1/"), 0);
}
END_TEST

START_TEST(what_the_socket_cannot_take_now_goes_later)
{
	air.verdict = NB_ERR_SPACE;
	get("coap://192.0.2.1/");
	air.verdict = 0;
	ck_assert_uint_eq(air.sent_count, 0);
	nbcoap_node_poll(air.node, 0);
	ck_assert_uint_eq(air.sent_count, 1);
}
END_TEST

START_TEST(an_event_loop_is_told_at_once_of_what_could_not_be_sent)
{
	air.verdict = NB_ERR_SYSTEM;
	ck_assert_int_ge(get("coap://192.0.2.1/x"), 0);
	ck_assert_int_eq(nbcoap_node_timeout(air.node), 0);
	ck_assert_int_eq(nbcoap_node_poll(air.node, 0), 1);
	ck_assert_int_eq(told.event.failure, NBCOAP_FAILURE_UNREACHABLE);
}
END_TEST

START_TEST(a_peer_that_cannot_be_reached_fails_its_request)
{
	air.verdict = NB_ERR_SYSTEM;
	get("coap://192.0.2.1/");
	ck_assert_int_eq(nbcoap_node_poll(air.node, -1), 1);
	ck_assert_int_eq(told.event.type, NBCOAP_EVENT_FAILED);
	ck_assert_int_eq(told.event.failure, NBCOAP_FAILURE_UNREACHABLE);
}
END_TEST

START_TEST(a_cancelled_request_calls_nobody)
{
	nbcoap_node_cancel(air.node, get("coap://192.0.2.1/"));
	nbcoap_node_cancel(air.node, get("coap://192.0.2.1/"));
	air_answer(&air, 0, CONTENT, "x");
	ck_assert_int_eq(told.count, 0);
}
END_TEST

START_TEST(a_stopped_node_sends_when_it_is_started_again)
{
	nbcoap_node_stop(air.node);
	ck_assert_int_ge(get("coap://127.0.0.1:9/"), 0);
	ck_assert_int_eq(nbcoap_node_poll(air.node, 0), 0);
	ck_assert_uint_eq(air.sent_count, 0);
	ck_assert_int_eq(nbcoap_node_start(air.node, "127.0.0.1", 0), 0);
	ck_assert_uint_ne(nbcoap_node_port(air.node), 0);
	ck_assert_int_eq(nbcoap_node_start(air.node, NULL, 0), NB_ERR_CALLER);
}
END_TEST

START_TEST(what_is_no_coap_uri_is_refused)
{
	ck_assert_int_eq(get(""), NB_ERR_CALLER);
	ck_assert_int_eq(get("http://192.0.2.1/"), NB_ERR_CALLER);
	ck_assert_int_eq(get("coaps://192.0.2.1/"), NB_ERR_CALLER);
	ck_assert_int_eq(get("coap://192.0.2.1/#x"), NB_ERR_CALLER);
	ck_assert_int_eq(get("coap://192.0.2.1/%"), NB_ERR_CALLER);
	ck_assert_int_eq(get("coap://192.0.2.1:0/"), NB_ERR_CALLER);
	ck_assert_int_eq(get("coap://224.0.1.187/"), NB_ERR_CALLER);
	ck_assert_uint_eq(air.sent_count, 0);
}
END_TEST

static int post(size_t len)
{
	struct nb_bytes payload = {air.come, len};

	return nbcoap_node_post(air.node, "coap://192.0.2.1", NBCOAP_NO_FORMAT,
				payload, NULL, NULL);
}

START_TEST(what_fits_with_its_token_goes_at_once_else_in_blocks)
{
	const struct nbcoap_node_config config = {.message_size = 64,
						  .body_size = 128};
	struct nbcoap_option block;

	air_close(&air);
	air_open(&air, &config);
	ck_assert_int_ge(post(64 - 4 - 4 - 1), 0);
	ck_assert_uint_eq(air.sent_len[0], 64);
	air_answer(&air, 0, CONTENT, "");
	ck_assert_int_ge(post(64 - 4 - 4), 0);
	struct nbcoap_message m = air_sent(&air, 1);
	ck_assert_uint_eq(m.payload.len, 32);
	ck_assert(nbcoap_message_find(&m, NBCOAP_BLOCK1, &block));
	ck_assert_int_eq(post(129), NB_ERR_SPACE);
}
END_TEST

static void poll_inside(void *arg, struct nbcoap_node *n,
			const struct nbcoap_event *event)
{
	(void)event;
	*(int *)arg = nbcoap_node_poll(n, 0);
}

START_TEST(polling_from_inside_a_callback_is_refused)
{
	int result = 0;

	nbcoap_node_get(air.node, "coap://192.0.2.1/", poll_inside, &result);
	air_answer(&air, 0, CONTENT, "x");
	ck_assert_int_eq(result, NB_ERR_CALLER);
}
END_TEST

TCase *node_client_case(void)
{
	TCase *c = tcase_create("client");

	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_test(c, a_get_goes_out_at_once_with_its_path_and_query);
	tcase_add_test(c, a_put_carries_its_format_and_payload);
	tcase_add_test(c, options_may_come_in_any_order_and_the_type_is_ours);
	tcase_add_test(c, the_answer_goes_to_the_callback_of_its_request);
	tcase_add_test(c, a_request_without_a_callback_gets_the_default_one);
	tcase_add_test(c, a_second_request_to_a_busy_peer_waits_for_its_turn);
	tcase_add_test(c, requests_over_the_limit_are_refused);
	tcase_add_test(c, what_the_socket_cannot_take_now_goes_later);
	tcase_add_test(c,
		       an_event_loop_is_told_at_once_of_what_could_not_be_sent);
	tcase_add_test(c, a_peer_that_cannot_be_reached_fails_its_request);
	tcase_add_test(c, a_cancelled_request_calls_nobody);
	tcase_add_test(c, a_stopped_node_sends_when_it_is_started_again);
	tcase_add_test(c, what_is_no_coap_uri_is_refused);
	tcase_add_test(c, what_fits_with_its_token_goes_at_once_else_in_blocks);
	tcase_add_test(c, polling_from_inside_a_callback_is_refused);
	return c;
}
