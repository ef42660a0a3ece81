/*
 * The UART's side of os/serial, with the real libserialport.
 *
 * That library refuses a pty, so that this program stands between it and the
 * kernel: a pty looks like a UART in /sys, and has modem lines.
 */
#include "config.h"

#include "os/serial.h"
#include "unit/unit.h"

#include <fcntl.h>
#include <libserialport.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <termios.h>
#include <unistd.h>

static bool is_faked(const char *path)
{
	return strncmp(path, "/sys/class/tty/pts/", 19) == 0;
}

/* What libserialport calls, by the name that it has had. */
int __lxstat(int version, const char *path, struct stat *st);
int lstat(const char *path, struct stat *st)
{
	if (!is_faked(path))
		return fstatat(AT_FDCWD, path, st, AT_SYMLINK_NOFOLLOW);
	*st = (struct stat){.st_mode = S_IFLNK | 0777};
	return 0;
}

int __lxstat(int version, const char *path, struct stat *st)
{
	(void)version;
	return lstat(path, st);
}

ssize_t readlink(const char *path, char *buf, size_t cap)
{
	static const char device[] = "../../devices/platform/uart/tty/ttyS0";

	if (!is_faked(path))
		return readlinkat(AT_FDCWD, path, buf, cap);
	memcpy(buf, device, sizeof(device) - 1);
	return sizeof(device) - 1;
}

int ioctl(int fd, unsigned long request, ...)
{
	va_list args;

	va_start(args, request);
	void *arg = va_arg(args, void *);
	va_end(args);
	switch (request) {
	case TIOCMGET:
		*(int *)arg = TIOCM_CTS | TIOCM_DSR;
		return 0;
	case TIOCMSET:
	case TIOCMBIS:
	case TIOCMBIC:
		return 0;
	default:
		return (int)syscall(SYS_ioctl, fd, request, arg);
	}
}

/* What os/serial calls to tell a UART from a pty. */
int stat(const char *path, struct stat *st)
{
	int r = fstatat(AT_FDCWD, path, st, 0);

	if (r == 0 && strncmp(path, "/dev/pts/", 9) == 0)
		st->st_rdev = makedev(4, 64);
	return r;
}

static int master;
static struct os_serial port;

static void setup(void)
{
	char why[OS_SERIAL_WHY];

	master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
	ck_assert_int_eq(grantpt(master), 0);
	ck_assert_int_eq(unlockpt(master), 0);
	int r = os_serial_open(&port, ptsname(master), 115200, true, why);
	ck_assert_msg(r == 0, "%s", why);
	ck_assert_ptr_nonnull(port.uart);
}

static void teardown(void)
{
	os_serial_close(&port);
	close(master);
}

START_TEST(every_octet_passes_unchanged_in_both_directions)
{
	uint8_t all[256], got[256];

	for (unsigned i = 0; i < sizeof(all); i++)
		all[i] = (uint8_t)i;
	ck_assert_int_eq(write(master, all, sizeof(all)), sizeof(all));
	ck_assert_int_eq(os_serial_read(&port, got, sizeof(got)), sizeof(got));
	ck_assert_mem_eq(got, all, sizeof(all));
	ck_assert_int_eq(os_serial_write(&port, all, sizeof(all)), sizeof(all));
	ck_assert_int_eq(read(master, got, sizeof(got)), sizeof(got));
	ck_assert_mem_eq(got, all, sizeof(all));
}
END_TEST

START_TEST(an_idle_read_is_nothing_and_one_after_a_hang_up_is_an_error)
{
	char c;

	ck_assert_int_eq(os_serial_read(&port, &c, 1), 0);
	close(master);
	ck_assert_int_eq(os_serial_read(&port, &c, 1), NB_ERR_SYSTEM);
	master = -1;
}
END_TEST

/* libserialport may set a speed as a number, which termios cannot tell. */
static int speed_of(struct sp_port *uart)
{
	struct sp_port_config *config;
	int baud = 0;

	ck_assert_int_eq(sp_new_config(&config), SP_OK);
	ck_assert_int_eq(sp_get_config(uart, config), SP_OK);
	sp_get_config_baudrate(config, &baud);
	sp_free_config(config);
	return baud;
}

START_TEST(another_speed_keeps_what_was_set_up)
{
	struct termios t;
	char c;

	ck_assert_int_eq(os_serial_set_speed(&port, 921600), 0);
	tcgetattr(port.fd, &t);
	ck_assert_int_eq(speed_of(port.uart), 921600);
	ck_assert_uint_ne(t.c_cflag & CRTSCTS, 0);
	ck_assert_uint_eq(t.c_iflag & (IXON | IXOFF | IXANY), 0);
	ck_assert_int_eq(os_serial_read(&port, &c, 1), 0);
}
END_TEST

START_TEST(both_descriptors_are_closed_on_exec_and_one_is_locked)
{
	char why[OS_SERIAL_WHY];
	struct os_serial second;

	ck_assert_int_eq(fcntl(port.fd, F_GETFD) & FD_CLOEXEC, FD_CLOEXEC);
	ck_assert_int_eq(fcntl(port.lock, F_GETFD) & FD_CLOEXEC, FD_CLOEXEC);
	ck_assert_int_eq(os_serial_open(&second, ptsname(master), 9600, true,
					why),
			 NB_ERR_SYSTEM);
	ck_assert_ptr_nonnull(strstr(why, "is held by"));
}
END_TEST

static TCase *uart_case(void)
{
	TCase *c = tcase_create("uart");

	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_test(c, every_octet_passes_unchanged_in_both_directions);
	tcase_add_test(
		c, an_idle_read_is_nothing_and_one_after_a_hang_up_is_an_error);
	tcase_add_test(c, another_speed_keeps_what_was_set_up);
	tcase_add_test(c,
		       both_descriptors_are_closed_on_exec_and_one_is_locked);
	return c;
}

int main(void)
{
	static const unit_case cases[] = {uart_case, NULL};

	return unit_run("os, uart", cases);
}
