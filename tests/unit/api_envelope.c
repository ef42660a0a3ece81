#include "api/envelope.h"
#include "unit/api_cases.h"

#include <string.h>

static struct api_envelope e;

static int read_line(const char *text)
{
	struct nb_bytes line = {(const uint8_t *)text, strlen(text)};

	api_envelope_read(&e, line);
	return e.error;
}

static void gives(int error, bool has_id, const char *text)
{
	ck_assert_msg(read_line(text) == error, "%s: %d", text, e.error);
	ck_assert_msg(!!e.id == has_id, "%s", text);
	api_envelope_free(&e);
}

START_TEST(a_good_request_has_id_method_and_params)
{
	read_line("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"m\","
		  "\"params\":{\"a\":1}}");
	ck_assert_int_eq(e.error, 0);
	ck_assert_int_eq(json_integer_value(e.id), 7);
	ck_assert_str_eq(e.method, "m");
	ck_assert(json_is_object(e.params));
	api_envelope_free(&e);
	gives(0, true, "{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"method\":\"m\"}");
}
END_TEST

START_TEST(what_is_not_json_is_a_parse_error_without_id)
{
	static const char *const lines[] = {
		"{",
		"nonsense",
		"{} {}",
		"{'a':1}",
		"{\"a\":1,}",
		" ",
		"{\"jsonrpc\":\"2.0\",\"id\":1,\"id\":2,\"method\":\"m\"}",
		"{\"jsonrpc\":\"2.0\",\"id\":\"\\u0000\",\"method\":\"m\"}",
		"{\"jsonrpc\":\"2.0\",\"id\":\"\xff\",\"method\":\"m\"}",
		"{\"jsonrpc\":\"2.0\",\"id\":1,\"params\":{\"a\":NaN}}",
	};

	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		gives(API_NOT_JSON, false, lines[i]);
}
END_TEST

START_TEST(a_nul_byte_is_a_parse_error)
{
	static const char text[] = "{\"jsonrpc\":\"2.0\",\0\"id\":1}";
	struct nb_bytes line = {(const uint8_t *)text, sizeof(text) - 1};

	api_envelope_read(&e, line);
	ck_assert_int_eq(e.error, API_NOT_JSON);
	api_envelope_free(&e);
}
END_TEST

START_TEST(batches_and_scalars_are_no_requests)
{
	gives(API_BAD_REQUEST, false, "[]");
	gives(API_BAD_REQUEST, false,
	      "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"m\"}]");
	gives(API_BAD_REQUEST, false, "42");
	gives(API_BAD_REQUEST, false, "null");
}
END_TEST

#define WITH_ID(id) "{\"jsonrpc\":\"2.0\",\"id\":" id ",\"method\":\"m\"}"

START_TEST(an_id_is_a_short_string_or_an_integer_below_2_53)
{
	static const char *const bad[] = {
		"null",
		"1.5",
		"1e3",
		"true",
		"{}",
		"[]",
		"9007199254740992",
		"9223372036854775807",
		"99999999999999999999",
	};
	char line[200];

	gives(API_BAD_REQUEST, false, "{\"jsonrpc\":\"2.0\",\"method\":\"m\"}");
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		snprintf(line, sizeof(line), WITH_ID("%s"), bad[i]);
		gives(API_BAD_REQUEST, false, line);
	}
	gives(0, true, WITH_ID("9007199254740991"));
	gives(0, true, WITH_ID("-1"));
	gives(0, true, WITH_ID("\"\""));
	snprintf(line, sizeof(line), WITH_ID("\"%064d\""), 0);
	gives(0, true, line);
	snprintf(line, sizeof(line), WITH_ID("\"%065d\""), 0);
	gives(API_BAD_REQUEST, false, line);
}
END_TEST

START_TEST(members_that_are_missing_or_wrong_are_told_to_the_id)
{
	gives(API_BAD_REQUEST, true, "{\"id\":1,\"method\":\"m\"}");
	gives(API_BAD_REQUEST, true,
	      "{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"m\"}");
	gives(API_BAD_REQUEST, true,
	      "{\"jsonrpc\":2.0,\"id\":1,\"method\":\"m\"}");
	gives(API_BAD_REQUEST, true, "{\"jsonrpc\":\"2.0\",\"id\":1}");
	gives(API_BAD_REQUEST, true,
	      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":5}");
	gives(API_BAD_REQUEST, true,
	      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"m\",\"params\":[]}");
}
END_TEST

static void nest(unsigned depth, int error)
{
	char line[200] = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"m\","
			 "\"params\":{\"a\":";
	char *end = line + strlen(line);

	memset(end, '[', depth - 2);
	memset(end + depth - 2, ']', depth - 2);
	snprintf(end + 2 * (size_t)(depth - 2), 3, "}}");
	gives(error, error == 0, line);
}

START_TEST(nesting_of_32_is_read_and_of_33_is_not)
{
	nest(32, 0);
	nest(33, API_BAD_REQUEST);
}
END_TEST

START_TEST(brackets_in_strings_do_not_nest)
{
	gives(0, true, WITH_ID("\"\\\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\""));
}
END_TEST

START_TEST(an_integer_beyond_64_bits_is_a_real_and_its_neighbours_stay)
{
	json_t *list;

	read_line("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"m\","
		  "\"params\":{\"a\":[99999999999999999999,5,-3,0.5]}}");
	ck_assert_int_eq(e.error, 0);
	ck_assert_int_eq(json_integer_value(e.id), 7);
	list = json_object_get(e.params, "a");
	ck_assert(json_is_real(json_array_get(list, 0)));
	ck_assert_int_eq(json_integer_value(json_array_get(list, 1)), 5);
	ck_assert_int_eq(json_integer_value(json_array_get(list, 2)), -3);
	ck_assert(json_is_real(json_array_get(list, 3)));
	api_envelope_free(&e);
}
END_TEST

START_TEST(a_number_that_no_double_holds_is_out_of_range)
{
	gives(API_BAD_REQUEST, false,
	      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"m\","
	      "\"params\":{\"a\":1e999}}");
}
END_TEST

TCase *api_envelope_case(void)
{
	TCase *tc = tcase_create("envelope");

	tcase_add_test(tc, a_good_request_has_id_method_and_params);
	tcase_add_test(tc, what_is_not_json_is_a_parse_error_without_id);
	tcase_add_test(tc, a_nul_byte_is_a_parse_error);
	tcase_add_test(tc, batches_and_scalars_are_no_requests);
	tcase_add_test(tc, an_id_is_a_short_string_or_an_integer_below_2_53);
	tcase_add_test(tc,
		       members_that_are_missing_or_wrong_are_told_to_the_id);
	tcase_add_test(tc, nesting_of_32_is_read_and_of_33_is_not);
	tcase_add_test(tc, brackets_in_strings_do_not_nest);
	tcase_add_test(
		tc,
		an_integer_beyond_64_bits_is_a_real_and_its_neighbours_stay);
	tcase_add_test(tc, a_number_that_no_double_holds_is_out_of_range);
	return tc;
}
