#include "unit/client_cases.h"
#include "unit/client_daemon.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define NAME_OF_32 "abcdefghijklmnopqrstuvwxyzABC-._"
#define NAME_OF_33 NAME_OF_32 "x"

START_TEST(the_instance_names_the_socket)
{
	char path[NBGATE_PATH];

	unsetenv("NBGATE_SOCKET");
	ck_assert_int_eq(nbgate_socket_path(path, NULL), 0);
	ck_assert_str_eq(path, "/run/nbgate/modem0/api.sock");
	ck_assert_int_eq(nbgate_socket_path(path, NAME_OF_32), 0);
	ck_assert_str_eq(path, "/run/nbgate/" NAME_OF_32 "/api.sock");
}
END_TEST

START_TEST(the_environment_goes_before_the_instance)
{
	char path[NBGATE_PATH];

	setenv("NBGATE_SOCKET", "/tmp/x.sock", 1);
	ck_assert_int_eq(nbgate_socket_path(path, "modem1"), 0);
	ck_assert_str_eq(path, "/tmp/x.sock");
	setenv("NBGATE_SOCKET", "", 1);
	ck_assert_int_eq(nbgate_socket_path(path, "modem1"), 0);
	ck_assert_str_eq(path, "/run/nbgate/modem1/api.sock");
}
END_TEST

static const char *const no_instances[] = {"",    "../x",     "a b",
					   "a/b", NAME_OF_33, "\xc3\xa4"};

START_TEST(what_is_no_instance_is_refused)
{
	char path[NBGATE_PATH] = "untouched";

	unsetenv("NBGATE_SOCKET");
	ck_assert_int_eq(nbgate_socket_path(path, no_instances[_i]),
			 NBGATE_ERR_CALLER);
	ck_assert_str_eq(path, "untouched");
}
END_TEST

START_TEST(the_longest_path_fits_and_a_longer_one_is_refused)
{
	char path[NBGATE_PATH], named[NBGATE_PATH + 1] = "";

	memset(named, 'x', NBGATE_PATH - 1);
	setenv("NBGATE_SOCKET", named, 1);
	ck_assert_int_eq(nbgate_socket_path(path, NULL), 0);
	ck_assert_str_eq(path, named);
	named[NBGATE_PATH - 1] = 'x';
	setenv("NBGATE_SOCKET", named, 1);
	ck_assert_int_eq(nbgate_socket_path(path, NULL), NBGATE_ERR_CALLER);
	ck_assert_ptr_null(nbgate_open(NULL));
	ck_assert_int_eq(errno, ENAMETOOLONG);
	ck_assert_ptr_null(nbgate_open(named));
	ck_assert_int_eq(errno, ENAMETOOLONG);
}
END_TEST

START_TEST(no_socket_and_no_daemon_are_told_apart)
{
	struct client_daemon d;

	ck_assert_ptr_null(nbgate_open("/nonexistent/api.sock"));
	ck_assert_int_eq(errno, ENOENT);
	client_daemon_listen(&d);
	close(d.listener);
	ck_assert_ptr_null(nbgate_open(d.path));
	ck_assert_int_eq(errno, ECONNREFUSED);
	client_daemon_stop(&d);
}
END_TEST

START_TEST(without_a_path_the_environment_is_used)
{
	struct client_daemon d;

	client_daemon_listen(&d);
	setenv("NBGATE_SOCKET", d.path, 1);
	d.client = nbgate_open(NULL);
	ck_assert_ptr_nonnull(d.client);
	client_daemon_stop(&d);
}
END_TEST

TCase *client_open_case(void)
{
	TCase *tc = tcase_create("open");
	tcase_add_test(tc, the_instance_names_the_socket);
	tcase_add_test(tc, the_environment_goes_before_the_instance);
	tcase_add_loop_test(
		tc, what_is_no_instance_is_refused, 0,
		(int)(sizeof(no_instances) / sizeof(*no_instances)));
	tcase_add_test(tc, the_longest_path_fits_and_a_longer_one_is_refused);
	tcase_add_test(tc, no_socket_and_no_daemon_are_told_apart);
	tcase_add_test(tc, without_a_path_the_environment_is_used);
	return tc;
}
