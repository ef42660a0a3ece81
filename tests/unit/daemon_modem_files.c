#include "daemon/modem_files.h"
#include "daemon_cases.h"
#include "os_tmp.h"

#include <stdio.h>
#include <string.h>

static struct sqn_config config;
static struct sqn_setup got;

static void setup(void)
{
	os_tmp_make();
	config = (struct sqn_config){0};
	got = (struct sqn_setup){.config = &config};
}

/* Writes @text to a file; its path in @path. */
static void write_file(char path[192], const char *text)
{
	os_tmp_write("f", text, (unsigned)strlen(text));
	snprintf(path, 192, "%s", os_tmp_path("f"));
}

START_TEST(without_files_all_is_empty)
{
	ck_assert(modem_files_read(&got));
	ck_assert_str_eq(got.pin, "");
	ck_assert_str_eq(got.apn_password, "");
	ck_assert_str_eq(got.init_lines, "");
}
END_TEST

START_TEST(a_pin_is_4_to_8_digits)
{
	write_file(config.pin_file, "1234 \n");
	ck_assert(modem_files_read(&got));
	ck_assert_str_eq(got.pin, "1234");
	write_file(config.pin_file, "12x4\n");
	ck_assert(!modem_files_read(&got));
	write_file(config.pin_file, "123456789\n");
	ck_assert(!modem_files_read(&got));
	snprintf(config.pin_file, sizeof(config.pin_file), "%s",
		 os_tmp_path("none"));
	ck_assert(!modem_files_read(&got));
}
END_TEST

START_TEST(a_password_can_stand_between_quotation_marks)
{
	write_file(config.apn_password_file, "s3cret word\nsecond line\n");
	ck_assert(modem_files_read(&got));
	ck_assert_str_eq(got.apn_password, "s3cret word");
	write_file(config.apn_password_file, "a\"b\n");
	ck_assert(!modem_files_read(&got));
}
END_TEST

START_TEST(lines_for_the_modem_come_without_blanks_and_comments)
{
	write_file(config.init_file,
		   "# ours\n\n  AT+SQNIPSCFG=0 \r\nAT+CCLK?;+CSQ");
	ck_assert(modem_files_read(&got));
	ck_assert_str_eq(got.init_lines, "AT+SQNIPSCFG=0\nAT+CCLK?;+CSQ\n");
}
END_TEST

START_TEST(a_line_that_would_break_the_driver_is_refused)
{
	write_file(config.init_file, "AT+CSQ\nAT+CFUN=0\n");
	ck_assert(!modem_files_read(&got));
	write_file(config.init_file, "echo hello\n");
	ck_assert(!modem_files_read(&got));
}
END_TEST

START_TEST(a_file_that_is_too_long_is_refused)
{
	static char text[2100];

	memset(text, '\n', sizeof(text) - 1);
	write_file(config.init_file, text);
	ck_assert(!modem_files_read(&got));
	text[sizeof(got.init_lines) - 2] = '\0';
	write_file(config.init_file, text);
	ck_assert(modem_files_read(&got));
}
END_TEST

TCase *daemon_modem_files_case(void)
{
	TCase *tc = tcase_create("modem_files");

	tcase_add_checked_fixture(tc, setup, os_tmp_remove);
	tcase_add_test(tc, without_files_all_is_empty);
	tcase_add_test(tc, a_pin_is_4_to_8_digits);
	tcase_add_test(tc, a_password_can_stand_between_quotation_marks);
	tcase_add_test(tc,
		       lines_for_the_modem_come_without_blanks_and_comments);
	tcase_add_test(tc, a_line_that_would_break_the_driver_is_refused);
	tcase_add_test(tc, a_file_that_is_too_long_is_refused);
	return tc;
}
