#include "client/message.h"
#include "unit/client_cases.h"

#include <stdlib.h>
#include <string.h>

#define COUNT(a) ((int)(sizeof(a) / sizeof((a)[0])))

static const struct {
	const char *line, *name, *value;
} members[] = {
	{"{\"id\":7}", "id", "7"},
	{"{\"id\":null,\"x\":1}", "id", "null"},
	{" { \"a\" : \"b\" , \"id\" : -1 } ", "id", "-1"},
	{"{\"a\":{\"id\":1},\"id\":2}", "id", "2"},
	{"{\"a\":[\"]\",{\"b\":\"}\"}],\"id\":3}", "id", "3"},
	{"{\"a\":\"\\\"id\\\":4\",\"id\":5}", "id", "5"},
	{"{\"a\":\"\\\\\",\"id\":6}", "id", "6"},
	{"{\"result\":{\"a\":[1,2]},\"id\":8}", "result", "{\"a\":[1,2]}"},
	{"{\"idx\":1,\"i\":2,\"id\":\"nine\"}", "id", "\"nine\""},
};

START_TEST(a_member_of_the_outer_object_is_found)
{
	struct client_text line = {members[_i].line, strlen(members[_i].line)};
	struct client_text value;

	ck_assert(client_member_find(line, members[_i].name, &value));
	ck_assert_uint_eq(value.len, strlen(members[_i].value));
	ck_assert_mem_eq(value.data, members[_i].value, value.len);
}
END_TEST

START_TEST(a_line_that_ends_early_has_no_such_member)
{
	static const char whole[] = "{\"a\":[{\"b\":\"\\\"\"}],\"id\":77 ";

	for (size_t len = 0; len < sizeof(whole) - 2; len++) {
		/* Of exactly that length, for the sanitizer to see. */
		char *cut = malloc(len + 1);
		memcpy(cut, whole, len);
		struct client_text value;
		ck_assert(!client_member_find((struct client_text){cut, len},
					      "id", &value));
		free(cut);
	}
}
END_TEST

static const char *const no_objects[] = {
	"",
	"[]",
	"7",
	"{",
	"{}",
	"{\"id\"}",
	"{\"id\":}",
	"{id:1}",
	"{,\"id\":1}",
	"\"{\\\"id\\\":1}\"",
	"{\"a\" 1,\"id\":2}",
};

START_TEST(what_is_no_object_has_no_member)
{
	const char *text = no_objects[_i];
	struct client_text value = {"untouched", 9};

	ck_assert(!client_member_find((struct client_text){text, strlen(text)},
				      "id", &value));
	ck_assert_str_eq(value.data, "untouched");
}
END_TEST

static int split(struct nbgate_message *m, char *copy, const char *line)
{
	strcpy(copy, line);
	return client_message_split(m, copy, strlen(copy));
}

START_TEST(a_result_is_told_by_its_member)
{
	struct nbgate_message m;
	char copy[200];

	ck_assert_int_eq(split(&m, copy,
			       "{\"jsonrpc\":\"2.0\",\"id\":12,"
			       "\"result\":{\"rtt_ms\":5}}"),
			 0);
	ck_assert_int_eq(m.type, NBGATE_RESULT);
	ck_assert_int_eq(m.id, 12);
	ck_assert_ptr_null(m.method);
	ck_assert_str_eq(m.body, "{\"rtt_ms\":5}");
}
END_TEST

START_TEST(the_order_of_members_does_not_matter)
{
	struct nbgate_message m;
	char copy[200];

	ck_assert_int_eq(split(&m, copy,
			       "{\"error\":{\"code\":-32011},"
			       "\"id\":12,\"jsonrpc\":\"2.0\"}"),
			 0);
	ck_assert_int_eq(m.type, NBGATE_FAILURE);
	ck_assert_int_eq(m.id, 12);
	ck_assert_str_eq(m.body, "{\"code\":-32011}");
}
END_TEST

START_TEST(a_failure_without_id_has_id_0)
{
	struct nbgate_message m;
	char copy[200];

	ck_assert_int_eq(split(&m, copy, "{\"id\":null,\"error\":{}}"), 0);
	ck_assert_int_eq(m.type, NBGATE_FAILURE);
	ck_assert_int_eq(m.id, 0);
}
END_TEST

START_TEST(a_notification_is_told_by_its_method)
{
	struct nbgate_message m;
	char copy[200];

	ck_assert_int_eq(split(&m, copy,
			       "{\"method\":\"coap.progress\","
			       "\"params\":{\"id\":3}}"),
			 0);
	ck_assert_int_eq(m.type, NBGATE_NOTIFICATION);
	ck_assert_int_eq(m.id, 0);
	ck_assert_str_eq(m.method, "coap.progress");
	ck_assert_str_eq(m.body, "{\"id\":3}");
}
END_TEST

START_TEST(a_notification_without_params_has_an_empty_object)
{
	struct nbgate_message m;
	char copy[200];

	ck_assert_int_eq(split(&m, copy, "{\"method\":\"x\"}"), 0);
	ck_assert_str_eq(m.method, "x");
	ck_assert_str_eq(m.body, "{}");
}
END_TEST

static const char *const no_messages[] = {
	"",
	"{}",
	"hello",
	"{\"id\":1}",
	"{\"method\":1}",
	"{\"method\":\"}",
	"[{\"id\":1,\"result\":1}]",
};

START_TEST(other_lines_are_no_messages)
{
	struct nbgate_message m = {.id = 99};
	char copy[200];

	ck_assert_int_eq(split(&m, copy, no_messages[_i]), NBGATE_ERR_PEER);
	ck_assert_int_eq(m.id, 99);
}
END_TEST

TCase *client_message_case(void)
{
	TCase *tc = tcase_create("message");
	tcase_add_loop_test(tc, a_member_of_the_outer_object_is_found, 0,
			    COUNT(members));
	tcase_add_test(tc, a_line_that_ends_early_has_no_such_member);
	tcase_add_loop_test(tc, what_is_no_object_has_no_member, 0,
			    COUNT(no_objects));
	tcase_add_test(tc, a_result_is_told_by_its_member);
	tcase_add_test(tc, the_order_of_members_does_not_matter);
	tcase_add_test(tc, a_failure_without_id_has_id_0);
	tcase_add_test(tc, a_notification_is_told_by_its_method);
	tcase_add_test(tc, a_notification_without_params_has_an_empty_object);
	tcase_add_loop_test(tc, other_lines_are_no_messages, 0,
			    COUNT(no_messages));
	return tc;
}
