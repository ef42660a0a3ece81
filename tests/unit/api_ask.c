#include "api/ask.h"
#include "unit/api_cases.h"

#include <string.h>

static struct api_ask a;
static json_t *params;

static bool read_params(const char *json)
{
	params = json_loads(json, 0, NULL);
	ck_assert_ptr_nonnull(params);
	return api_ask_read(&a, params);
}

static void done(void)
{
	api_ask_free(&a);
	json_decref(params);
}

static void payload_is(const char *text)
{
	ck_assert_uint_eq(a.ask.payload.len, strlen(text));
	ck_assert_mem_eq(a.ask.payload.data, text, strlen(text));
}

static void refused(const char *json, const char *text)
{
	ck_assert_msg(!read_params(json), "%s", json);
	ck_assert_msg(strncmp(a.fault.text, text, strlen(text)) == 0, "%s: %s",
		      json, a.fault.text);
	done();
}

START_TEST(what_is_not_said_is_left_to_the_route)
{
	ck_assert(read_params("{\"path\":\"/a\"}"));
	ck_assert_str_eq(a.ask.path, "/a");
	ck_assert_int_eq(a.ask.method, NBCOAP_GET);
	ck_assert_int_eq(a.ask.confirmable, GW_BY_ROUTE);
	ck_assert_int_eq(a.ask.priority, GW_BY_ROUTE);
	ck_assert_int_eq(a.ask.timeout, GW_BY_ROUTE);
	ck_assert_int_eq(a.ask.no_response, -1);
	ck_assert_uint_eq(a.options.count, 0);
	done();
}
END_TEST

START_TEST(json_goes_out_compact_with_format_50_and_short_numbers)
{
	ck_assert(read_params("{\"path\":\"/a\",\"method\":\"POST\","
			      "\"payload_json\":{\"t\": 21.5, \"u\": 0.1}}"));
	payload_is("{\"t\":21.5,\"u\":0.1}");
	ck_assert_uint_eq(a.options.at[0].number, NBCOAP_CONTENT_FORMAT);
	ck_assert_uint_eq(nbcoap_option_uint(&a.options.at[0]), 50);
	done();
	ck_assert(read_params("{\"path\":\"/a\",\"method\":\"PUT\","
			      "\"payload_json\":null,\"content_format\":110}"));
	payload_is("null");
	ck_assert_uint_eq(nbcoap_option_uint(&a.options.at[0]), 110);
	done();
}
END_TEST

START_TEST(a_query_string_is_split_and_decoded_and_an_array_is_verbatim)
{
	ck_assert(read_params("{\"path\":\"/a\",\"query\":\"x=1&y=%26\"}"));
	ck_assert_uint_eq(a.options.count, 2);
	ck_assert_mem_eq(a.options.at[1].value, "y=&", 3);
	done();
	ck_assert(read_params("{\"path\":\"/a\",\"query\":[\"y=%26&z\"]}"));
	ck_assert_uint_eq(a.options.count, 1);
	ck_assert_mem_eq(a.options.at[0].value, "y=%26&z", 7);
	done();
}
END_TEST

START_TEST(conditions_become_options)
{
	ck_assert(read_params("{\"path\":\"/a\",\"etag\":[\"AQI=\",\"Aw==\"],"
			      "\"if_match\":[\"\"],\"if_none_match\":true}"));
	ck_assert_uint_eq(a.options.count, 4);
	ck_assert_uint_eq(a.options.at[0].number, NBCOAP_IF_MATCH);
	ck_assert_uint_eq(a.options.at[0].len, 0);
	ck_assert_uint_eq(a.options.at[1].number, NBCOAP_ETAG);
	ck_assert_uint_eq(a.options.at[1].len, 2);
	ck_assert_uint_eq(a.options.at[3].number, NBCOAP_IF_NONE_MATCH);
	done();
}
END_TEST

START_TEST(no_response_true_suppresses_all_classes)
{
	ck_assert(read_params("{\"path\":\"/a\",\"no_response\":true}"));
	ck_assert_int_eq(a.ask.no_response, 26);
	done();
	ck_assert(read_params("{\"path\":\"/a\",\"no_response\":2}"));
	ck_assert_int_eq(a.ask.no_response, 2);
	done();
	ck_assert(read_params("{\"path\":\"/a\",\"no_response\":false}"));
	ck_assert_int_eq(a.ask.no_response, -1);
	done();
}
END_TEST

START_TEST(options_of_the_stack_are_refused)
{
	static const int owned[] = {1,  3,  4,  5,   6,   7,  9,  11,
				    12, 15, 17, 19,  23,  27, 28, 31,
				    35, 39, 60, 252, 258, 292};
	char json[100];

	for (size_t i = 0; i < sizeof(owned) / sizeof(owned[0]); i++) {
		snprintf(json, sizeof(json),
			 "{\"path\":\"/a\",\"options\":[[%d,\"\"]]}", owned[i]);
		refused(json, "options: ");
	}
	ck_assert(read_params(
		"{\"path\":\"/a\",\"options\":[[2048,\"AQ==\"],[16,\"\"]]}"));
	ck_assert_uint_eq(a.options.count, 2);
	done();
}
END_TEST

START_TEST(what_makes_no_sense_is_told_by_name)
{
	refused("{}", "path: is required");
	refused("{\"target\":\"t\"}", "path: is required");
	refused("{\"path\":\"/a\",\"uri\":\"coap://x\"}", "uri: ");
	refused("{\"path\":\"/a\",\"payload\":\"x\"}", "payload: ");
	refused("{\"path\":\"/a\",\"method\":\"DELETE\",\"payload_b64\":\"\"}",
		"payload_b64: ");
	refused("{\"path\":\"/a\",\"method\":\"PUT\",\"payload\":\"\","
		"\"payload_json\":1}",
		"payload, payload_b64, payload_json: ");
	refused("{\"path\":\"/a\",\"method\":\"PUT\",\"payload_b64\":\"A\"}",
		"payload_b64: must be base64");
	refused("{\"path\":\"/a\",\"etag\":[\"\"]}", "etag: ");
	refused("{\"path\":\"/a\",\"etag\":[\"AAAAAAAAAAAA\"]}", "etag: ");
	refused("{\"path\":\"/a\",\"etag\":[\"AAAAAAAAAAAAAAAA\"]}",
		"etag: must have 1 to 8 bytes");
	refused("{\"path\":\"/a\",\"query\":[\"a\\nb\"]}", "query: ");
	refused("{\"path\":\"/a\",\"query\":\"%0a\"}", "query: ");
	refused("{\"path\":\"/a\",\"options\":[[0,\"\"]]}", "options: ");
	refused("{\"path\":\"/a\",\"options\":[[65536,\"\"]]}", "options: ");
	refused("{\"path\":\"/a\",\"options\":[[2048,\"?\"]]}", "options: ");
}
END_TEST

TCase *api_ask_case(void)
{
	TCase *tc = tcase_create("ask");

	tcase_add_test(tc, what_is_not_said_is_left_to_the_route);
	tcase_add_test(tc,
		       json_goes_out_compact_with_format_50_and_short_numbers);
	tcase_add_test(
		tc,
		a_query_string_is_split_and_decoded_and_an_array_is_verbatim);
	tcase_add_test(tc, conditions_become_options);
	tcase_add_test(tc, no_response_true_suppresses_all_classes);
	tcase_add_test(tc, options_of_the_stack_are_refused);
	tcase_add_test(tc, what_makes_no_sense_is_told_by_name);
	return tc;
}
