#include "at/result.h"
#include "unit/unit.h"

#include <string.h>

TCase *at_result_case(void);

START_TEST(each_final_result_code_is_known_by_its_whole_line)
{
	static const struct {
		const char *line;
		enum at_result result;
		int code;
	} rows[] = {
		{"OK", AT_RESULT_OK, -1},
		{"ERROR", AT_RESULT_ERROR, -1},
		{"NO CARRIER", AT_RESULT_NO_CARRIER, -1},
		{"CONNECT", AT_RESULT_CONNECT, -1},
		{"+CME ERROR: 4", AT_RESULT_CME_ERROR, 4},
		{"+CME ERROR:50", AT_RESULT_CME_ERROR, 50},
		{"+CME ERROR: operation not supported", AT_RESULT_CME_ERROR,
		 -1},
		{"+CME ERROR: ", AT_RESULT_CME_ERROR, -1},
		{"+CME ERROR: 99999999999999", AT_RESULT_CME_ERROR, -1},
		{"+CMS ERROR: 500", AT_RESULT_CMS_ERROR, 500},
		{"OKAY", AT_RESULT_NONE, -1},
		{"ERROR: 3", AT_RESULT_NONE, -1},
		{"+CME ERROR", AT_RESULT_NONE, -1},
		{"", AT_RESULT_NONE, -1},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		int code = 0;
		ck_assert_int_eq(at_result_parse(rows[i].line,
						 strlen(rows[i].line), &code),
				 rows[i].result);
		ck_assert_int_eq(code, rows[i].code);
	}
}
END_TEST

START_TEST(no_carrier_and_connect_belong_to_a_dial)
{
	ck_assert(at_result_is_of_dial(AT_RESULT_NO_CARRIER));
	ck_assert(at_result_is_of_dial(AT_RESULT_CONNECT));
	ck_assert(!at_result_is_of_dial(AT_RESULT_OK));
	ck_assert(!at_result_is_of_dial(AT_RESULT_TIMEOUT));
	ck_assert_str_eq(at_result_name(AT_RESULT_TIMEOUT), "no answer");
	ck_assert_str_eq(at_result_name(AT_RESULT_NO_CARRIER), "NO CARRIER");
}
END_TEST

TCase *at_result_case(void)
{
	TCase *t = tcase_create("result");

	tcase_add_test(t, each_final_result_code_is_known_by_its_whole_line);
	tcase_add_test(t, no_carrier_and_connect_belong_to_a_dial);
	return t;
}
