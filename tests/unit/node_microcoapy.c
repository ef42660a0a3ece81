/*
 * What microCoAPy gets wrong, fault by fault (it is what this library is the
 * answer to).
 */
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

static struct nbcoap_message get(const char *uri)
{
	ck_assert_int_ge(nbcoap_node_get(air.node, uri, air_tell, &told), 0);
	return air_sent(&air, air.sent_count - 1);
}

static struct nbcoap_message put(int format, const char *payload)
{
	nbcoap_node_put(air.node, "coap://192.0.2.1/a", format,
			nbcoap_text(payload), NULL, NULL);
	return air_sent(&air, air.sent_count - 1);
}

/* Sends @count options, all of them @number with @len bytes of @value. */
static struct nbcoap_message send_options(uint16_t number, const void *value,
					  uint16_t len, size_t count)
{
	struct nbcoap_option options[12];
	const struct nbcoap_node_request request = {
		.code = NBCOAP_POST,
		.type = NBCOAP_CON,
		.uri = "coap://192.0.2.1",
		.options = options,
		.option_count = count,
		.payload = nbcoap_text("payload"),
	};

	for (size_t i = 0; i < count; i++)
		options[i] = (struct nbcoap_option){number, len, value};
	ck_assert_int_ge(nbcoap_node_request(air.node, &request), 0);
	return air_sent(&air, 0);
}

static unsigned count_options(const struct nbcoap_message *m, uint16_t number)
{
	struct nbcoap_options walk;
	struct nbcoap_option o;
	unsigned count = 0;

	nbcoap_options_init(&walk, m);
	while (nbcoap_options_next(&walk, &o))
		count += o.number == number;
	return count;
}

START_TEST(a_separate_response_is_acknowledged_by_an_empty_message)
{
	struct nbcoap_message m = get("coap://192.0.2.1/a");

	m.type = NBCOAP_CON;
	m.code = CONTENT;
	m.id = 0x7777;
	air_come(&air, &m, NULL, 0, "late");
	struct nbcoap_message ack = air_sent(&air, 1);
	ck_assert_int_eq(ack.type, NBCOAP_ACK);
	ck_assert_int_eq(ack.code, NBCOAP_EMPTY);
	ck_assert_int_eq(ack.id, 0x7777);
	ck_assert_int_eq(ack.token_len, 0);
	ck_assert_str_eq(told.payload, "late");
}
END_TEST

START_TEST(a_response_with_another_token_reaches_nobody)
{
	struct nbcoap_message m = get("coap://192.0.2.1/a");

	m.type = NBCOAP_NON;
	m.code = CONTENT;
	m.token = (const uint8_t *)"foreign";
	air_come(&air, &m, NULL, 0, "foreign");
	ck_assert_int_eq(told.count, 0);
}
END_TEST

START_TEST(a_response_with_another_message_id_reaches_nobody)
{
	struct nbcoap_message m = get("coap://192.0.2.1/a");

	m.type = NBCOAP_ACK;
	m.code = CONTENT;
	m.id ^= 1;
	air_come(&air, &m, NULL, 0, "foreign");
	ck_assert_int_eq(told.count, 0);
}
END_TEST

START_TEST(a_response_that_nobody_asked_for_reaches_nobody)
{
	const struct nbcoap_message m = {.type = NBCOAP_CON, .code = CONTENT};

	nbcoap_node_set_default(air.node, air_tell, &told);
	air_come(&air, &m, NULL, 0, "unasked");
	ck_assert_int_eq(told.count, 0);
	ck_assert_int_eq(air_sent(&air, 0).type, NBCOAP_RST);
}
END_TEST

START_TEST(what_is_not_answered_is_sent_again)
{
	struct nbcoap_params params = nbcoap_params_rfc7252;
	const struct nbcoap_node_config config = {.params = &params};

	params.ack_timeout = 1;
	air_close(&air);
	air_open(&air, &config);
	get("coap://192.0.2.1/a");
	while (air.sent_count < 2)
		nbcoap_node_poll(air.node, 1);
	ck_assert_uint_eq(air.sent_len[1], air.sent_len[0]);
	ck_assert_mem_eq(air.sent[1], air.sent[0], air.sent_len[0]);
}
END_TEST

START_TEST(twelve_options_leave_the_payload_whole)
{
	struct nbcoap_message m = send_options(NBCOAP_URI_QUERY, "q", 1, 12);

	ck_assert_uint_eq(count_options(&m, NBCOAP_URI_QUERY), 12);
	ck_assert(air_says(&m, "payload"));
}
END_TEST

START_TEST(an_option_of_269_bytes_keeps_its_length)
{
	static const uint8_t value[270] = {1, [268] = 2, [269] = 3};
	struct nbcoap_option o;

	for (uint16_t len = 268; len <= 270; len++) {
		struct nbcoap_message m = send_options(2048, value, len, 1);
		ck_assert(nbcoap_message_find(&m, 2048, &o));
		ck_assert_uint_eq(o.len, len);
		ck_assert_mem_eq(o.value, value, len);
		ck_assert(air_says(&m, "payload"));
		teardown();
		setup();
	}
}
END_TEST

START_TEST(each_query_is_an_option_of_its_own)
{
	struct nbcoap_message m = get("coap://192.0.2.1/a?b=1&c=2&d");

	ck_assert_uint_eq(count_options(&m, NBCOAP_URI_QUERY), 3);
}
END_TEST

START_TEST(a_content_format_takes_the_bytes_that_it_needs)
{
	static const struct {
		int format;
		unsigned len;
	} cases[] = {{0, 0}, {50, 1}, {255, 1}, {256, 2}, {11542, 2}};
	struct nbcoap_option o;

	for (unsigned i = 0; i < 5; i++) {
		struct nbcoap_message m = put(cases[i].format, "x");
		ck_assert(nbcoap_message_find(&m, NBCOAP_CONTENT_FORMAT, &o));
		ck_assert_uint_eq(o.len, cases[i].len);
		ck_assert_uint_eq(nbcoap_option_uint(&o),
				  (unsigned)cases[i].format);
		teardown();
		setup();
	}
}
END_TEST

START_TEST(an_address_is_no_uri_host)
{
	struct nbcoap_message m = get("coap://192.0.2.1/a");

	ck_assert_uint_eq(count_options(&m, NBCOAP_URI_HOST), 0);
	m = get("coap://[2001:db8::1]/a");
	ck_assert_uint_eq(count_options(&m, NBCOAP_URI_HOST), 0);
}
END_TEST

START_TEST(an_empty_option_is_sent)
{
	static const uint16_t numbers[] = {NBCOAP_IF_NONE_MATCH,
					   NBCOAP_IF_MATCH, NBCOAP_ACCEPT};

	for (unsigned i = 0; i < 3; i++) {
		struct nbcoap_message m = send_options(numbers[i], "", 0, 1);
		ck_assert_uint_eq(count_options(&m, numbers[i]), 1);
		teardown();
		setup();
	}
}
END_TEST

START_TEST(a_token_has_bytes_and_is_not_the_last_one)
{
	struct nbcoap_message first = get("coap://192.0.2.1/a");

	air_answer(&air, 0, CONTENT, "");
	struct nbcoap_message second = get("coap://192.0.2.1/a");
	ck_assert_int_ge(first.token_len, 4);
	ck_assert_int_eq(second.token_len, first.token_len);
	ck_assert_mem_ne(second.token, first.token, first.token_len);
}
END_TEST

TCase *node_microcoapy_case(void)
{
	TCase *c = tcase_create("microcoapy");

	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_test(c,
		       a_separate_response_is_acknowledged_by_an_empty_message);
	tcase_add_test(c, a_response_with_another_token_reaches_nobody);
	tcase_add_test(c, a_response_with_another_message_id_reaches_nobody);
	tcase_add_test(c, a_response_that_nobody_asked_for_reaches_nobody);
	tcase_add_test(c, what_is_not_answered_is_sent_again);
	tcase_add_test(c, twelve_options_leave_the_payload_whole);
	tcase_add_test(c, an_option_of_269_bytes_keeps_its_length);
	tcase_add_test(c, each_query_is_an_option_of_its_own);
	tcase_add_test(c, a_content_format_takes_the_bytes_that_it_needs);
	tcase_add_test(c, an_address_is_no_uri_host);
	tcase_add_test(c, an_empty_option_is_sent);
	tcase_add_test(c, a_token_has_bytes_and_is_not_the_last_one);
	return c;
}
