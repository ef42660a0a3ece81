#include "base/assert.h"
#include "os/listener.h"
#include "os_cases.h"
#include "os_tmp.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

static struct os_loop *loop;
static struct os_listener_setup how;
static struct os_peer who;
static int accepted_fd;
static char why[OS_LISTENER_WHY];

static void setup(void)
{
	os_tmp_make();
	loop = os_loop_open();
	how = (struct os_listener_setup){
		.path = os_tmp_path("api.sock"),
		.group = "",
		.mode = 0660,
	};
	accepted_fd = -1;
}

static void teardown(void)
{
	os_loop_close(loop);
	os_tmp_remove();
}

static void accepted(void *arg, int fd, const struct os_peer *peer)
{
	(void)arg;
	accepted_fd = fd;
	who = *peer;
	os_loop_stop(loop, 0);
}

static struct os_listener *open_listener(void)
{
	return os_listener_open(loop, &how, accepted, NULL, why);
}

static int new_socket(struct sockaddr_un *address)
{
	*address = (struct sockaddr_un){.sun_family = AF_UNIX};
	strcpy(address->sun_path, how.path);
	return socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
}

static int connect_to(void)
{
	struct sockaddr_un address;
	int fd = new_socket(&address);

	ck_assert_int_eq(connect(fd, (void *)&address, sizeof(address)), 0);
	return fd;
}

START_TEST(a_connection_comes_with_who_made_it_and_does_not_block)
{
	char c;
	struct os_listener *l = open_listener();

	ck_assert_msg(l != NULL, "%s", why);
	int fd = connect_to();
	os_loop_run(loop);
	ck_assert_uint_eq(who.uid, getuid());
	ck_assert_uint_eq(who.gid, getgid());
	ck_assert_int_eq(who.pid, getpid());
	ck_assert_int_eq(read(accepted_fd, &c, 1), -1);
	ck_assert_int_eq(errno, EAGAIN);
	ck_assert_int_eq(write(fd, "x", 1), 1);
	ck_assert_int_eq(read(accepted_fd, &c, 1), 1);
	close(accepted_fd);
	close(fd);
	os_listener_close(l);
}
END_TEST

/* Who connects without blocking is refused when no more can wait. */
START_TEST(more_than_a_hundred_may_connect_at_once)
{
	struct os_listener *l = open_listener();
	struct sockaddr_un address;
	int fd[200];

	for (size_t i = 0; i < NB_COUNT(fd); i++) {
		fd[i] = new_socket(&address);
		fcntl(fd[i], F_SETFL, O_NONBLOCK);
		ck_assert_int_eq(
			connect(fd[i], (void *)&address, sizeof(address)), 0);
	}
	for (size_t i = 0; i < NB_COUNT(fd); i++)
		close(fd[i]);
	os_listener_close(l);
}
END_TEST

START_TEST(the_file_has_its_mode_and_goes_at_the_end)
{
	struct stat st;

	how.mode = 0620;
	struct os_listener *l = open_listener();
	ck_assert_int_eq(stat(how.path, &st), 0);
	ck_assert_uint_eq(st.st_mode & 07777, 0620);
	os_listener_close(l);
	ck_assert_int_eq(stat(how.path, &st), -1);
}
END_TEST

START_TEST(a_file_that_a_dead_predecessor_left_is_replaced)
{
	struct sockaddr_un address;
	int fd = new_socket(&address);

	ck_assert_int_eq(bind(fd, (void *)&address, sizeof(address)), 0);
	close(fd);
	struct os_listener *l = open_listener();
	ck_assert_msg(l != NULL, "%s", why);
	close(connect_to());
	os_listener_close(l);
}
END_TEST

START_TEST(a_file_where_somebody_listens_is_not_replaced)
{
	struct os_listener *first = open_listener();

	ck_assert_ptr_null(open_listener());
	ck_assert_ptr_nonnull(strstr(why, "another process listens there"));
	close(connect_to());
	os_listener_close(first);
}
END_TEST

START_TEST(a_file_that_is_no_socket_is_not_replaced)
{
	struct stat st;

	os_tmp_write("api.sock", "precious", 8);
	ck_assert_ptr_null(open_listener());
	ck_assert_ptr_nonnull(strstr(why, "is no socket"));
	ck_assert_int_eq(stat(how.path, &st), 0);
	ck_assert_int_eq(st.st_size, 8);
}
END_TEST

START_TEST(a_missing_directory_is_told_with_the_path)
{
	how.path = os_tmp_path("nowhere/api.sock");
	ck_assert_ptr_null(open_listener());
	ck_assert_ptr_nonnull(strstr(why, how.path));
	ck_assert_ptr_nonnull(strstr(why, "No such file or directory"));
}
END_TEST

START_TEST(a_path_that_is_too_long_is_told)
{
	char path[200];

	memset(path, 'a', sizeof(path));
	path[sizeof(path) - 1] = '\0';
	how.path = path;
	ck_assert_ptr_null(open_listener());
	ck_assert_ptr_nonnull(strstr(why, "longer than"));
}
END_TEST

START_TEST(without_its_group_the_file_is_ours_alone_and_that_is_told)
{
	struct stat st;

	how.group = "no-such-group";
	struct os_listener *l = open_listener();
	ck_assert_ptr_nonnull(l);
	ck_assert_ptr_nonnull(strstr(why, "no such group"));
	stat(how.path, &st);
	ck_assert_uint_eq(st.st_mode & 07777, 0600);
	os_listener_close(l);
}
END_TEST

START_TEST(the_other_end_of_a_pair_is_ourselves)
{
	int pair[2];

	socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair);
	ck_assert_int_eq(os_peer_of(pair[0], &who), 0);
	ck_assert_int_eq(who.pid, getpid());
	close(pair[0]);
	ck_assert_int_eq(os_peer_of(pair[0], &who), NB_ERR_SYSTEM);
	close(pair[1]);
}
END_TEST

TCase *os_listener_case(void)
{
	TCase *c = tcase_create("listener");

	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_test(c,
		       a_connection_comes_with_who_made_it_and_does_not_block);
	tcase_add_test(c, more_than_a_hundred_may_connect_at_once);
	tcase_add_test(c, the_file_has_its_mode_and_goes_at_the_end);
	tcase_add_test(c, a_file_that_a_dead_predecessor_left_is_replaced);
	tcase_add_test(c, a_file_where_somebody_listens_is_not_replaced);
	tcase_add_test(c, a_file_that_is_no_socket_is_not_replaced);
	tcase_add_test(c, a_missing_directory_is_told_with_the_path);
	tcase_add_test(c, a_path_that_is_too_long_is_told);
	tcase_add_test(
		c, without_its_group_the_file_is_ours_alone_and_that_is_told);
	tcase_add_test(c, the_other_end_of_a_pair_is_ourselves);
	return c;
}
