#include "api/param.h"
#include "unit/api_cases.h"

#include <string.h>

static const char *const words[] = {"one", "two", NULL};

static const struct api_param table[] = {
	{.name = "s", .type = API_STRING, .min = 1, .max = 3, .doc = ""},
	{.name = "b", .type = API_BOOL, .doc = ""},
	{.name = "i", .type = API_INTEGER, .min = 1, .max = 10, .doc = ""},
	{.name = "w", .type = API_WORD, .words = words, .doc = ""},
	{.name = "any", .type = API_ANY, .doc = ""},
	{.name = "o", .type = API_OBJECT, .doc = ""},
	{.name = "id", .type = API_ID, .doc = ""},
	{.name = "f", .type = API_FORMAT, .doc = ""},
	{.name = "ss", .type = API_STRINGS, .doc = ""},
	{.name = "bl", .type = API_BASE64_LIST, .doc = ""},
	{.name = "ol", .type = API_OPTION_LIST, .doc = ""},
	{.name = "bi", .type = API_BOOL_OR_INTEGER, .max = 127, .doc = ""},
	{.name = "l", .type = API_BOOL, .later = true, .doc = ""},
	{.name = NULL},
};

static struct gw_outcome fault;

static bool check(const char *json)
{
	json_t *params = json_loads(json, 0, NULL);
	bool good;

	ck_assert_ptr_nonnull(params);
	good = api_param_check(table, params, &fault);
	json_decref(params);
	return good;
}

START_TEST(what_fits_its_row_is_taken)
{
	static const char *const good[] = {
		"{}",
		"{\"s\":\"abc\"}",
		"{\"s\":\"\\u00e4bc\"}",
		"{\"b\":false,\"i\":10}",
		"{\"w\":\"two\"}",
		"{\"any\":null}",
		"{\"o\":{}}",
		"{\"id\":3}",
		"{\"id\":\"x\"}",
		"{\"f\":65535}",
		"{\"f\":\"application/json\"}",
		"{\"ss\":\"x\"}",
		"{\"ss\":[\"x\",\"y\"]}",
		"{\"ss\":[]}",
		"{\"bl\":[\"AA==\"]}",
		"{\"ol\":[[2048,\"AA==\"]]}",
		"{\"bi\":true}",
		"{\"bi\":127}",
		"{\"l\":false}",
	};

	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		ck_assert_msg(check(good[i]), "%s: %s", good[i], fault.text);
}
END_TEST

START_TEST(what_does_not_fit_is_told_by_the_member_s_name)
{
	static const struct {
		const char *json, *name;
	} bad[] = {
		{"{\"x\":1}", "x:"},           {"{\"s\":1}", "s:"},
		{"{\"s\":\"\"}", "s:"},        {"{\"s\":\"abcd\"}", "s:"},
		{"{\"b\":0}", "b:"},           {"{\"b\":\"yes\"}", "b:"},
		{"{\"i\":0}", "i:"},           {"{\"i\":11}", "i:"},
		{"{\"i\":1.0}", "i:"},         {"{\"i\":\"1\"}", "i:"},
		{"{\"w\":\"three\"}", "w:"},   {"{\"w\":null}", "w:"},
		{"{\"o\":[]}", "o:"},          {"{\"id\":true}", "id:"},
		{"{\"f\":65536}", "f:"},       {"{\"f\":-1}", "f:"},
		{"{\"f\":\"no/such\"}", "f:"}, {"{\"ss\":[1]}", "ss:"},
		{"{\"ss\":{}}", "ss:"},        {"{\"bl\":\"AA==\"}", "bl:"},
		{"{\"bl\":[1]}", "bl:"},       {"{\"ol\":[[1]]}", "ol:"},
		{"{\"ol\":[[1,2]]}", "ol:"},   {"{\"ol\":[{}]}", "ol:"},
		{"{\"bi\":128}", "bi:"},       {"{\"bi\":\"x\"}", "bi:"},
		{"{\"l\":1}", "l:"},
	};

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		ck_assert_msg(!check(bad[i].json), "%s", bad[i].json);
		ck_assert_int_eq(fault.reason, GW_BAD_REQUEST);
		ck_assert_msg(strncmp(fault.text, bad[i].name,
				      strlen(bad[i].name)) == 0,
			      "%s: %s", bad[i].json, fault.text);
	}
}
END_TEST

START_TEST(what_is_not_built_is_unsupported_and_not_ignored)
{
	ck_assert(!check("{\"l\":true}"));
	ck_assert_int_eq(fault.reason, GW_UNSUPPORTED);
}
END_TEST

START_TEST(what_is_required_is_missed_by_name)
{
	static const struct api_param one[] = {
		{.name = "must", .type = API_ANY, .required = true, .doc = ""},
		{.name = NULL},
	};

	ck_assert(!api_param_check(one, NULL, &fault));
	ck_assert_str_eq(fault.text, "must: is required");
}
END_TEST

START_TEST(the_range_and_the_words_are_in_the_text)
{
	check("{\"i\":11}");
	ck_assert_str_eq(fault.text, "i: must be integer, 1 ... 10");
	check("{\"w\":\"\"}");
	ck_assert_str_eq(fault.text, "w: must be one of one, two");
}
END_TEST

START_TEST(the_description_shows_types_ranges_and_words)
{
	json_t *all = api_param_describe(table);
	json_t *i = json_object_get(all, "i");
	json_t *w = json_object_get(all, "w");

	ck_assert_str_eq(json_string_value(json_object_get(i, "type")),
			 "integer");
	ck_assert_int_eq(json_integer_value(json_object_get(i, "max")), 10);
	ck_assert_uint_eq(json_array_size(json_object_get(w, "words")), 2);
	ck_assert(json_is_false(
		json_object_get(json_object_get(all, "l"), "supported")));
	json_decref(all);
}
END_TEST

TCase *api_param_case(void)
{
	TCase *tc = tcase_create("param");

	tcase_add_test(tc, what_fits_its_row_is_taken);
	tcase_add_test(tc, what_does_not_fit_is_told_by_the_member_s_name);
	tcase_add_test(tc, what_is_not_built_is_unsupported_and_not_ignored);
	tcase_add_test(tc, what_is_required_is_missed_by_name);
	tcase_add_test(tc, the_range_and_the_words_are_in_the_text);
	tcase_add_test(tc, the_description_shows_types_ranges_and_words);
	return tc;
}
