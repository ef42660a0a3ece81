#include "os/loop.h"
#include "os/serial.h"
#include "os_cases.h"
#include "os_tmp.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

static int master;
static char device[64];
static struct os_serial port;
static char why[OS_SERIAL_WHY];

static void setup(void)
{
	os_tmp_make();
	master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
	ck_assert_int_ge(master, 0);
	ck_assert_int_eq(grantpt(master), 0);
	ck_assert_int_eq(unlockpt(master), 0);
	snprintf(device, sizeof(device), "%s", ptsname(master));
	port = (struct os_serial)OS_SERIAL_CLOSED;
	why[0] = '\0';
}

static void teardown(void)
{
	os_serial_close(&port);
	close(master);
	os_tmp_remove();
}

static void open_port(bool rtscts)
{
	int r = os_serial_open(&port, device, 115200, rtscts, why);

	ck_assert_msg(r == 0, "%s", why);
}

static void read_exactly(uint8_t *buf, size_t len)
{
	for (size_t at = 0; at < len;) {
		ssize_t n = os_serial_read(&port, buf + at, len - at);

		ck_assert_int_gt(n, 0);
		at += (size_t)n;
	}
}

START_TEST(every_octet_passes_unchanged_in_both_directions_without_an_echo)
{
	uint8_t all[256], got[256];

	for (unsigned i = 0; i < sizeof(all); i++)
		all[i] = (uint8_t)i;
	open_port(true);
	ck_assert_int_eq(write(master, all, sizeof(all)), sizeof(all));
	read_exactly(got, sizeof(got));
	ck_assert_mem_eq(got, all, sizeof(all));

	ck_assert_int_eq(os_serial_write(&port, all, sizeof(all)), sizeof(all));
	ck_assert_int_eq(read(master, got, sizeof(got)), sizeof(got));
	ck_assert_mem_eq(got, all, sizeof(all));
	ck_assert_int_eq(os_serial_read(&port, got, sizeof(got)), 0);
}
END_TEST

START_TEST(an_idle_read_is_nothing_and_one_after_a_hang_up_is_an_error)
{
	char c;

	open_port(true);
	ck_assert_int_eq(os_serial_read(&port, &c, 1), 0);
	close(master);
	ck_assert_int_eq(os_serial_read(&port, &c, 1), NB_ERR_SYSTEM);
	ck_assert_int_eq(os_serial_write(&port, "A", 1), NB_ERR_SYSTEM);
	master = -1;
}
END_TEST

static struct os_loop *loop;

static void note_events(void *arg, uint32_t events)
{
	*(uint32_t *)arg = events;
	os_loop_stop(loop, 0);
}

START_TEST(a_hang_up_wakes_the_loop_with_its_bits)
{
	uint32_t events = 0;

	open_port(true);
	loop = os_loop_open();
	struct os_watch *watch =
		os_watch_add(loop, port.fd, EPOLLIN, note_events, &events);
	close(master);
	master = -1;
	os_loop_run(loop);
	ck_assert_uint_ne(events & EPOLLHUP, 0);
	os_watch_remove(watch);
	os_loop_close(loop);
}
END_TEST

START_TEST(a_port_that_takes_no_more_takes_part_and_then_nothing)
{
	static const char zeros[65536];
	ssize_t n, total = 0;

	open_port(true);
	while ((n = os_serial_write(&port, zeros, sizeof(zeros))) > 0)
		total += n;
	ck_assert_int_eq(n, 0);
	ck_assert_int_gt(total, 0);
}
END_TEST

START_TEST(flow_control_is_as_told_and_never_by_characters)
{
	struct termios t;

	open_port(true);
	tcgetattr(port.fd, &t);
	ck_assert_uint_ne(t.c_cflag & CRTSCTS, 0);
	ck_assert_uint_eq(t.c_iflag & (IXON | IXOFF | IXANY), 0);
	os_serial_close(&port);
	open_port(false);
	tcgetattr(port.fd, &t);
	ck_assert_uint_eq(t.c_cflag & CRTSCTS, 0);
}
END_TEST

START_TEST(the_speed_is_the_one_asked_for_and_can_be_changed)
{
	struct termios t;

	open_port(true);
	tcgetattr(master, &t);
	ck_assert_uint_eq(cfgetospeed(&t), B115200);
	ck_assert_int_eq(os_serial_set_speed(&port, 921600), 0);
	tcgetattr(master, &t);
	ck_assert_uint_eq(cfgetospeed(&t), B921600);
	ck_assert_uint_eq(cfgetispeed(&t), B921600);
	ck_assert_int_eq(os_serial_set_speed(&port, 12345), NB_ERR_SYSTEM);
}
END_TEST

START_TEST(the_descriptor_is_closed_on_exec)
{
	open_port(true);
	ck_assert_int_eq(fcntl(port.fd, F_GETFD) & FD_CLOEXEC, FD_CLOEXEC);
}
END_TEST

START_TEST(a_link_to_the_device_is_followed)
{
	const char *link = os_tmp_path("modem0");

	ck_assert_int_eq(symlink(device, link), 0);
	ck_assert_int_eq(os_serial_open(&port, link, 9600, false, why), 0);
}
END_TEST

/* A child that holds the lock until it is killed. */
static pid_t hold_device(void)
{
	int ready[2];
	char c;

	ck_assert_int_eq(pipe(ready), 0);
	pid_t pid = fork();
	if (pid == 0) {
		int fd = open(device, O_RDWR | O_NOCTTY);
		if (flock(fd, LOCK_EX) < 0 || write(ready[1], "+", 1) != 1)
			_exit(1);
		pause();
		_exit(0);
	}
	ck_assert_int_eq(read(ready[0], &c, 1), 1);
	close(ready[0]);
	close(ready[1]);
	return pid;
}

START_TEST(a_port_that_another_process_holds_is_left_alone_and_it_is_named)
{
	struct termios before, after;
	char name[32];
	int slave = open(device, O_RDWR | O_NOCTTY | O_CLOEXEC);
	pid_t holder = hold_device();

	tcgetattr(slave, &before);
	ck_assert_int_eq(os_serial_open(&port, device, 9600, true, why),
			 NB_ERR_SYSTEM);
	tcgetattr(slave, &after);
	snprintf(name, sizeof(name), "(pid %d)", (int)holder);
	ck_assert_ptr_nonnull(strstr(why, device));
	ck_assert_ptr_nonnull(strstr(why, name));
	ck_assert_uint_eq(before.c_lflag, after.c_lflag);
	ck_assert_uint_eq(before.c_cflag, after.c_cflag);

	kill(holder, SIGKILL);
	waitpid(holder, NULL, 0);
	ck_assert_int_eq(os_serial_open(&port, device, 9600, true, why), 0);
	close(slave);
}
END_TEST

START_TEST(what_cannot_be_opened_is_told_with_its_path)
{
	static const char *const reasons[] = {
		"nothing",
		"No such file",
		"file",
		"is not a device",
	};

	os_tmp_write("file", "", 0);
	for (size_t i = 0; i < 4; i += 2) {
		const char *path = os_tmp_path(reasons[i]);

		ck_assert_int_eq(os_serial_open(&port, path, 9600, true, why),
				 NB_ERR_SYSTEM);
		ck_assert_ptr_nonnull(strstr(why, path));
		ck_assert_ptr_nonnull(strstr(why, reasons[i + 1]));
		ck_assert_int_eq(port.fd, -1);
	}
	ck_assert_int_eq(os_serial_open(&port, "/dev/null", 9600, true, why),
			 NB_ERR_SYSTEM);
	ck_assert_str_eq(why, "/dev/null cannot be set up: not a serial port");
}
END_TEST

TCase *os_serial_case(void)
{
	TCase *c = tcase_create("serial");

	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_test(
		c,
		every_octet_passes_unchanged_in_both_directions_without_an_echo);
	tcase_add_test(
		c, an_idle_read_is_nothing_and_one_after_a_hang_up_is_an_error);
	tcase_add_test(c, a_hang_up_wakes_the_loop_with_its_bits);
	tcase_add_test(c,
		       a_port_that_takes_no_more_takes_part_and_then_nothing);
	tcase_add_test(c, flow_control_is_as_told_and_never_by_characters);
	tcase_add_test(c, the_speed_is_the_one_asked_for_and_can_be_changed);
	tcase_add_test(c, the_descriptor_is_closed_on_exec);
	tcase_add_test(c, a_link_to_the_device_is_followed);
	tcase_add_test(
		c,
		a_port_that_another_process_holds_is_left_alone_and_it_is_named);
	tcase_add_test(c, what_cannot_be_opened_is_told_with_its_path);
	return c;
}
