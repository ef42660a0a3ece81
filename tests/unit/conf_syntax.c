#include "unit/conf_text.h"
#include "unit/unit.h"

#include <string.h>

TCase *conf_syntax_case(void);

START_TEST(a_file_without_sections_is_good)
{
	ck_faults("", "");
	ck_faults("\n; nothing\n# at all\n   \n", "");
	ck_faults("[modem]\n", "");
}
END_TEST

START_TEST(a_comment_starts_a_line_or_follows_a_blank)
{
	ck_faults("# one\n; two\n[modem] ; three\ncid = 2 ; four\n", "");
	ck_faults("[modem]\npin-file = a;b\n", "");
	ck_faults("[modem]\npin-file = a #b\n", "");
	ck_faults("[modem]\npin-file = a;b ;c\n", "");
}
END_TEST

START_TEST(a_semicolon_behind_no_blank_belongs_to_the_value)
{
	struct daemon_config c;

	conf_text_write("t.conf", "[modem]\npin-file = a;b ;c\n");
	ck_assert_int_eq(conf_text_load(&c), 0);
	ck_assert_str_eq(c.modem.pin_file, "a;b");
	daemon_config_close(&c);
}
END_TEST

START_TEST(a_last_line_needs_no_end)
{
	ck_faults("[modem]\ncid = 7", "t.conf:2: cid: must be 1 to 6\n");
}
END_TEST

/* "[modem]", then "pin-file = xxx" of @len bytes and @rest. */
static const char *long_line(size_t len, const char *rest)
{
	static char text[1024];
	size_t head = strlen("[modem]\n");

	strcpy(text, "[modem]\npin-file = ");
	memset(text + strlen(text), 'x', len);
	strcpy(text + head + len, rest);
	return text;
}

START_TEST(a_line_has_190_bytes_without_its_comment_and_no_more)
{
	static const char too_long[] =
		"t.conf:2: pin-file: line too long: must be at most 190 bytes "
		"without its comment\n";
	char comment[300] = " ;";

	memset(comment + 2, 'c', sizeof(comment) - 3);
	ck_faults(long_line(190, "\n"), "");
	ck_faults(long_line(190, comment), "");
	ck_faults(long_line(191, "\n"), too_long);
	ck_faults(long_line(191, comment), too_long);
	ck_faults(long_line(600, "\n"), too_long);
	ck_faults(long_line(600, comment), too_long);
}
END_TEST

START_TEST(what_a_long_line_hides_is_not_taken_as_a_line)
{
	char text[600] = "[modem]\npin-file = ";

	memset(text + strlen(text), 'x', 300);
	strcat(text, "cid = 9\n");
	ck_faults(text, "t.conf:2: pin-file: line too long: must be at most "
			"190 bytes without its comment\n");
}
END_TEST

START_TEST(a_line_must_fit_as_it_is_dumped)
{
	char text[400] = "[modem]\npin-file=";

	memset(text + strlen(text), 'x', 180);
	strcat(text, "\n");
	ck_faults(text, "t.conf:2: pin-file: line too long: must be at most "
			"190 bytes as \"key = value\"\n");
}
END_TEST

START_TEST(a_colon_is_no_equals_sign)
{
	ck_faults("[modem]\ncid: 1\n",
		  "t.conf:2: cid: must be \"key = value\"\n");
	ck_faults("[modem]\nuri coap://x = 1\n",
		  "t.conf:2: uri: must be \"key = value\"\n");
}
END_TEST

START_TEST(a_line_that_is_nothing_is_told)
{
	ck_faults("[modem]\ncid\n", "t.conf:2: cid: must be \"key = value\"\n");
	ck_faults("[modem]\n= 1\n",
		  "t.conf:2: line: must be \"key = value\", the key is "
		  "missing\n");
}
END_TEST

START_TEST(a_leading_blank_continues_nothing)
{
	ck_faults("[modem]\n  cid = 1\n",
		  "t.conf:2: cid: must not begin with a blank (no "
		  "continuation lines)\n");
	ck_faults("\t[modem]\n", "t.conf:1: [modem]: must not begin with a "
				 "blank (no continuation lines)\n");
}
END_TEST

START_TEST(text_behind_a_header_is_a_fault)
{
	ck_faults("[modem] cid = 1\n", "t.conf:1: [modem]: text after \"]\"\n");
	ck_faults("[modem]x\ncid = 9\n", "t.conf:1: [modem]: text after \"]\"\n"
					 "t.conf:2: cid: must be 1 to 6\n");
}
END_TEST

START_TEST(a_header_that_does_not_end_is_a_fault_and_hides_its_keys)
{
	ck_faults("[modem]\ncid = 1\n[gateway\ncid = 2\n",
		  "t.conf:3: [gateway: must end in \"]\"\n");
	ck_faults("[]\n", "t.conf:1: []: must be [section] or [section "
			  "NAME]\n");
}
END_TEST

START_TEST(a_name_has_32_bytes_of_few_characters)
{
	static const char rule[] =
		"a name must be 1 to 32 of A-Z a-z 0-9 . _ -\n";
	char name32[] = "AZaz09._-aaaaaaaaaaaaaaaaaaaaaaa";
	char text[200], expected[200];

	ck_assert_uint_eq(strlen(name32), 32);
	snprintf(text, sizeof(text), "[target %s]\nuri = coap://x\n", name32);
	ck_faults(text, "");
	snprintf(text, sizeof(text), "[target %sx]\nuri = coap://x\n", name32);
	snprintf(expected, sizeof(expected), "t.conf:1: [target %sx]: %s",
		 name32, rule);
	ck_faults(text, expected);
	snprintf(expected, sizeof(expected), "t.conf:1: [target a b]: %s",
		 rule);
	ck_faults("[target a b]\n", expected);
	snprintf(expected, sizeof(expected), "t.conf:1: [target ]: %s", rule);
	ck_faults("[target ]\n", expected);
}
END_TEST

START_TEST(a_key_has_32_bytes)
{
	ck_faults("[modem]\nabcdefghijklmnopqrstuvwxyz0123456 = 1\n",
		  "t.conf:2: abcdefghijklmnopqrstuvwxyz0123456: name too long: "
		  "a key must be 1 to 32 bytes\n");
}
END_TEST

START_TEST(a_nul_is_a_fault_wherever_it_is)
{
	static const char text[] = "[modem]\ncid = 1\0\n# a\0b\n";
	struct daemon_config c;

	conf_text_write_bytes("t.conf", text, sizeof(text) - 1);
	ck_assert_int_eq(conf_text_load(&c), 2);
	ck_assert_str_eq(conf_text_faults(&c), "t.conf:2: cid: NUL byte\n"
					       "t.conf:3: comment: NUL byte\n");
	daemon_config_close(&c);
}
END_TEST

START_TEST(a_control_character_is_a_fault)
{
	ck_faults("[modem]\napn = a\x1b[0m\n",
		  "t.conf:2: apn: control character\n");
	ck_faults("[modem]\napn = a\x7f\n",
		  "t.conf:2: apn: control character\n");
	ck_faults("[modem]\r\n", "t.conf:1: [modem]: control character\n");
	ck_faults("[modem]\npin-file = a\tb\n",
		  "t.conf:2: pin-file: control character (a tab in a key or a "
		  "value)\n");
	ck_faults("[modem]\ncid\t=\t1\t; tabs are blanks\n", "");
}
END_TEST

START_TEST(a_section_twice_in_one_file_is_told_at_its_second_place)
{
	ck_faults("[modem]\ncid = 1\n[gateway]\n[modem]\nmtu = 1280\n",
		  "t.conf:4: [modem]: the section stands twice, in line 1, "
		  "too\n");
	ck_faults("[target a]\nuri = coap://x\n[target b]\nuri = coap://x\n"
		  "[target a]\n",
		  "t.conf:5: [target a]: the section stands twice, in line 1, "
		  "too\n");
}
END_TEST

START_TEST(a_key_twice_in_one_file_is_told_at_its_second_place)
{
	ck_faults("[modem]\ncid = 1\ncid = 1\n",
		  "t.conf:3: cid: the key stands twice, in line 2, too\n");
	ck_faults("[modem]\ncid = 1\n[modem]\ncid = 2\n",
		  "t.conf:3: [modem]: the section stands twice, in line 1, "
		  "too\n"
		  "t.conf:4: cid: the key stands twice, in line 2, too\n");
	ck_faults("[target a]\nuri = coap://x\n[target b]\nuri = coap://x\n",
		  "");
}
END_TEST

START_TEST(headers_that_are_bad_are_not_the_same_section)
{
	ck_faults("[target !]\nnstart = 1\n[target ?]\nnstart = 1\n",
		  "t.conf:1: [target !]: a name must be 1 to 32 of A-Z a-z "
		  "0-9 . _ -\n"
		  "t.conf:3: [target ?]: a name must be 1 to 32 of A-Z a-z "
		  "0-9 . _ -\n");
}
END_TEST

START_TEST(a_key_before_any_section_is_a_fault)
{
	ck_faults("cid = 1\n", "t.conf:1: cid: must stand in a [section]\n");
}
END_TEST

START_TEST(all_faults_are_told_in_the_order_of_their_lines)
{
	ck_faults("[modem]\ncid = 9\nbaud: 1\n[route r]\npath = /x\n"
		  "target = nowhere\n[modem]\nmtu = 1\n",
		  "t.conf:2: cid: must be 1 to 6\n"
		  "t.conf:3: baud: must be \"key = value\"\n"
		  "t.conf:6: target: no [target nowhere]; must be one of: "
		  "(there is no target)\n"
		  "t.conf:7: [modem]: the section stands twice, in line 1, "
		  "too\n"
		  "t.conf:8: mtu: must be 128 to 1500\n");
}
END_TEST

TCase *conf_syntax_case(void)
{
	TCase *tc = tcase_create("syntax");

	tcase_add_checked_fixture(tc, conf_text_setup, conf_text_teardown);
	tcase_add_test(tc, a_file_without_sections_is_good);
	tcase_add_test(tc, a_comment_starts_a_line_or_follows_a_blank);
	tcase_add_test(tc, a_semicolon_behind_no_blank_belongs_to_the_value);
	tcase_add_test(tc, a_last_line_needs_no_end);
	tcase_add_test(tc,
		       a_line_has_190_bytes_without_its_comment_and_no_more);
	tcase_add_test(tc, what_a_long_line_hides_is_not_taken_as_a_line);
	tcase_add_test(tc, a_line_must_fit_as_it_is_dumped);
	tcase_add_test(tc, a_colon_is_no_equals_sign);
	tcase_add_test(tc, a_line_that_is_nothing_is_told);
	tcase_add_test(tc, a_leading_blank_continues_nothing);
	tcase_add_test(tc, text_behind_a_header_is_a_fault);
	tcase_add_test(
		tc, a_header_that_does_not_end_is_a_fault_and_hides_its_keys);
	tcase_add_test(tc, a_name_has_32_bytes_of_few_characters);
	tcase_add_test(tc, a_key_has_32_bytes);
	tcase_add_test(tc, a_nul_is_a_fault_wherever_it_is);
	tcase_add_test(tc, a_control_character_is_a_fault);
	tcase_add_test(tc,
		       a_section_twice_in_one_file_is_told_at_its_second_place);
	tcase_add_test(tc, a_key_twice_in_one_file_is_told_at_its_second_place);
	tcase_add_test(tc, headers_that_are_bad_are_not_the_same_section);
	tcase_add_test(tc, a_key_before_any_section_is_a_fault);
	tcase_add_test(tc, all_faults_are_told_in_the_order_of_their_lines);
	return tc;
}
