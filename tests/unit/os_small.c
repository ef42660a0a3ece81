/* The small modules: file, log, notify. */
#include "os/file.h"
#include "os/log.h"
#include "os/notify.h"
#include "os_cases.h"
#include "os_tmp.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

START_TEST(the_first_line_of_a_file_comes_without_blanks_at_its_end)
{
	static const struct {
		const char *content;
		const char *line;
	} rows[] = {
		{"1234\n", "1234"},         {"1234", "1234"},
		{"12 34 \t\r\n5", "12 34"}, {"", ""},
		{"\n1234\n", ""},
	};
	char buf[16];

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		os_tmp_write("f", rows[i].content,
			     (unsigned)strlen(rows[i].content));
		int n = os_file_read_line(os_tmp_path("f"), buf, sizeof(buf));
		ck_assert_int_eq(n, (int)strlen(rows[i].line));
		ck_assert_str_eq(buf, rows[i].line);
	}
}
END_TEST

START_TEST(a_file_that_is_no_line_of_ours_is_refused)
{
	char buf[8];

	os_tmp_write("f", "12345678\n", 9);
	ck_assert_int_eq(os_file_read_line(os_tmp_path("f"), buf, sizeof(buf)),
			 NB_ERR_SPACE);
	os_tmp_write("f", "12\0\n", 4);
	ck_assert_int_eq(os_file_read_line(os_tmp_path("f"), buf, sizeof(buf)),
			 NB_ERR_PEER);
	ck_assert_int_eq(os_file_read_line(os_tmp_path("g"), buf, sizeof(buf)),
			 NB_ERR_SYSTEM);
	ck_assert_int_eq(os_file_read_line(os_tmp_path(""), buf, sizeof(buf)),
			 NB_ERR_SYSTEM);
}
END_TEST

START_TEST(a_file_is_replaced_whole_or_not_at_all)
{
	char buf[16];
	const char *path = os_tmp_path("f");

	ck_assert_int_eq(os_file_write(path, "first\nline", 10), 0);
	ck_assert_int_eq(os_file_write(path, "second", 6), 0);
	ck_assert_int_eq(os_file_read(path, buf, sizeof(buf)), 6);
	ck_assert_str_eq(buf, "second");
	ck_assert_int_eq(os_file_read(path, buf, 6), NB_ERR_SPACE);
	ck_assert_int_eq(os_file_read(os_tmp_path("f.new"), buf, sizeof(buf)),
			 NB_ERR_SYSTEM);
	ck_assert_int_eq(os_file_write(os_tmp_path("no/f"), "x", 1),
			 NB_ERR_SYSTEM);
	os_tmp_write("g", "a\0b", 3);
	ck_assert_int_eq(os_file_read(os_tmp_path("g"), buf, sizeof(buf)),
			 NB_ERR_PEER);
}
END_TEST

START_TEST(random_bytes_are_not_twice_the_same)
{
	char a[16] = {0}, b[16] = {0};

	os_random(a, sizeof(a));
	os_random(b, sizeof(b));
	ck_assert_mem_ne(a, b, sizeof(a));
}
END_TEST

START_TEST(control_characters_are_told_in_the_log)
{
	char buf[64];

	ck_assert_uint_eq(os_log_escape(buf, sizeof(buf), "plain ~"), 7);
	ck_assert_str_eq(buf, "plain ~");
	os_log_escape(buf, sizeof(buf), "a\x1b[31m\r\nb\x7f\xc3\xa4");
	ck_assert_str_eq(buf, "a\\x1b[31m\\x0d\\x0ab\\x7f\\xc3\\xa4");
}
END_TEST

START_TEST(what_does_not_fit_is_left_out_of_the_log_whole)
{
	char buf[6];

	ck_assert_uint_eq(os_log_escape(buf, sizeof(buf), "abcdefgh"), 5);
	ck_assert_str_eq(buf, "abcde");
	ck_assert_uint_eq(os_log_escape(buf, sizeof(buf), "ab\n"), 2);
	ck_assert_str_eq(buf, "ab");
	ck_assert_uint_eq(os_log_escape(buf, 1, "a"), 0);
	ck_assert_str_eq(buf, "");
}
END_TEST

/* What os_log() writes to standard error, as a string. */
static void catch_log(char *buf, size_t cap, enum nb_log_level level)
{
	int fds[2], saved = dup(STDERR_FILENO);

	ck_assert_int_eq(pipe(fds), 0);
	dup2(fds[1], STDERR_FILENO);
	os_log(level, "a %s", "line\nand no other");
	dup2(saved, STDERR_FILENO);
	close(saved);
	close(fds[1]);
	ssize_t n = read(fds[0], buf, cap - 1);
	ck_assert_int_ge(n, 0);
	buf[n] = '\0';
	close(fds[0]);
}

START_TEST(a_line_has_its_priority_before_it_and_is_one_line)
{
	char line[64];

	setenv("JOURNAL_STREAM", "1:1", 1); /* somebody else's */
	os_log_open("modem0");
	catch_log(line, sizeof(line), NB_LOG_WARNING);
	ck_assert_str_eq(line, "<4>a line\\x0aand no other\n");
}
END_TEST

START_TEST(what_is_less_urgent_than_the_level_is_dropped)
{
	char line[64];

	os_log_set_level(NB_LOG_WARNING);
	catch_log(line, sizeof(line), NB_LOG_INFO);
	ck_assert_str_eq(line, "");
	os_log_set_level(NB_LOG_TRACE);
	catch_log(line, sizeof(line), NB_LOG_TRACE);
	ck_assert_str_eq(line, "<7>a line\\x0aand no other\n");
	os_log_set_level(NB_LOG_INFO);
}
END_TEST

START_TEST(a_manager_that_does_not_read_holds_nobody_up)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	strcpy(address.sun_path, os_tmp_path("notify"));
	ck_assert_int_eq(bind(fd, (void *)&address, sizeof(address)), 0);
	setenv("NOTIFY_SOCKET", address.sun_path, 1);
	for (int i = 0; i < 10000; i++)
		os_notify_status("up");
	unsetenv("NOTIFY_SOCKET");
	close(fd);
}
END_TEST

START_TEST(an_abstract_name_is_found)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	char name[32], buf[64];
	int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	int len = snprintf(name, sizeof(name), "@nbgate-test-%d", getpid());

	memcpy(address.sun_path + 1, name + 1, (size_t)len - 1);
	ck_assert_int_eq(
		bind(fd, (void *)&address,
		     (socklen_t)(offsetof(struct sockaddr_un, sun_path) +
				 (size_t)len)),
		0);
	setenv("NOTIFY_SOCKET", name, 1);
	os_notify_ready();
	unsetenv("NOTIFY_SOCKET");
	ck_assert_int_eq(recv(fd, buf, sizeof(buf), MSG_DONTWAIT), 7);
	close(fd);
}
END_TEST

START_TEST(systemd_hears_how_we_are)
{
	static const char *const said[] = {"READY=1", "STATUS=up",
					   "STOPPING=1"};
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	char buf[64];
	int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	strcpy(address.sun_path, os_tmp_path("notify"));
	ck_assert_int_eq(bind(fd, (void *)&address, sizeof(address)), 0);
	setenv("NOTIFY_SOCKET", address.sun_path, 1);
	os_notify_ready();
	os_notify_status("up");
	os_notify_stopping();
	unsetenv("NOTIFY_SOCKET");
	for (size_t i = 0; i < 3; i++) {
		ssize_t n = recv(fd, buf, sizeof(buf) - 1, MSG_DONTWAIT);

		ck_assert_int_gt(n, 0);
		buf[n] = '\0';
		ck_assert_str_eq(buf, said[i]);
	}
	close(fd);
}
END_TEST

TCase *os_small_case(void)
{
	TCase *c = tcase_create("file, log, notify");

	tcase_add_checked_fixture(c, os_tmp_make, os_tmp_remove);
	tcase_add_test(
		c, the_first_line_of_a_file_comes_without_blanks_at_its_end);
	tcase_add_test(c, a_file_that_is_no_line_of_ours_is_refused);
	tcase_add_test(c, a_file_is_replaced_whole_or_not_at_all);
	tcase_add_test(c, random_bytes_are_not_twice_the_same);
	tcase_add_test(c, control_characters_are_told_in_the_log);
	tcase_add_test(c, what_does_not_fit_is_left_out_of_the_log_whole);
	tcase_add_test(c, a_line_has_its_priority_before_it_and_is_one_line);
	tcase_add_test(c, what_is_less_urgent_than_the_level_is_dropped);
	tcase_add_test(c, systemd_hears_how_we_are);
	tcase_add_test(c, an_abstract_name_is_found);
	tcase_add_test(c, a_manager_that_does_not_read_holds_nobody_up);
	return c;
}
