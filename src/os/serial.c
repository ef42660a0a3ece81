#include "config.h"

#include "os/serial.h"

#include "os/holder.h"

#include <errno.h>
#include <fcntl.h>
#include <libserialport.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <termios.h>
#include <unistd.h>

/* UNIX98 pty slaves (Linux, Documentation/admin-guide/devices.txt). */
#define PTY_MAJOR_FIRST 136
#define PTY_MAJOR_LAST  143

__attribute__((format(printf, 2, 3))) static int fail(char why[OS_SERIAL_WHY],
						      const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(why, OS_SERIAL_WHY, format, args);
	va_end(args);
	return NB_ERR_SYSTEM;
}

static bool is_pty(dev_t device)
{
	unsigned major_number = major(device);

	return major_number >= PTY_MAJOR_FIRST &&
	       major_number <= PTY_MAJOR_LAST;
}

static int fail_held(char why[OS_SERIAL_WHY], const char *path, dev_t device)
{
	char holder[OS_HOLDER_TEXT];

	os_holder_name(device, holder);
	return fail(why, "%.180s is held by %s", path, holder);
}

/*
 * Opens and locks @real, which is told as @path.  A UART gets TIOCEXCL later,
 * too, but root may open what has that; and a pty would keep it when we are
 * killed, as long as its other side lives.  The descriptor, or NB_ERR_SYSTEM.
 */
static int open_locked(const char *real, dev_t device, const char *path,
		       char why[OS_SERIAL_WHY])
{
	int fd = open(real, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);

	if (fd < 0 && errno == EBUSY)
		return fail_held(why, path, device);
	if (fd < 0)
		return fail(why, "%.180s: %s", path, strerror(errno));
	if (flock(fd, LOCK_EX | LOCK_NB) < 0) {
		close(fd);
		return fail_held(why, path, device);
	}
	return fd;
}

static int set_termios_speed(int fd, uint32_t baud)
{
	struct termios t;

	/* glibc takes a rate for its code, too. */
	if (tcgetattr(fd, &t) < 0 || cfsetspeed(&t, baud) < 0 ||
	    tcsetattr(fd, TCSANOW, &t) < 0)
		return NB_ERR_SYSTEM;
	return 0;
}

/*
 * Raw, with flow control as told.  Libserialport leaves two things undone: a
 * VMIN of 0 makes an idle read give 0, as one after a hang-up does (with 1 it
 * gives EAGAIN); and 0.1.1 does not set CRTSCTS, whatever it is told.
 */
static int set_termios(int fd, bool rtscts)
{
	struct termios t;

	if (tcgetattr(fd, &t) < 0)
		return NB_ERR_SYSTEM;
	cfmakeraw(&t);
	t.c_iflag &= ~(tcflag_t)(IXOFF | IXANY);
	t.c_cflag &= ~(tcflag_t)CRTSCTS;
	t.c_cflag |= CLOCAL | CREAD | (rtscts ? CRTSCTS : 0);
	t.c_cc[VMIN] = 1;
	t.c_cc[VTIME] = 0;
	return tcsetattr(fd, TCSANOW, &t) < 0 ? NB_ERR_SYSTEM : 0;
}

static int set_up_pty(struct os_serial *s, uint32_t baud, bool rtscts)
{
	if (set_termios(s->fd, rtscts) < 0)
		return NB_ERR_SYSTEM;
	return set_termios_speed(s->fd, baud);
}

/* Flow control always: sp_open leaves XON/XOFF on, which eats bytes. */
static int set_up_uart(struct os_serial *s, uint32_t baud, bool rtscts)
{
	enum sp_flowcontrol flow =
		rtscts ? SP_FLOWCONTROL_RTSCTS : SP_FLOWCONTROL_NONE;

	if (sp_get_port_handle(s->uart, &s->fd) != SP_OK ||
	    fcntl(s->fd, F_SETFD, FD_CLOEXEC) < 0 ||
	    sp_set_baudrate(s->uart, (int)baud) != SP_OK ||
	    sp_set_bits(s->uart, 8) != SP_OK ||
	    sp_set_parity(s->uart, SP_PARITY_NONE) != SP_OK ||
	    sp_set_stopbits(s->uart, 1) != SP_OK ||
	    sp_set_flowcontrol(s->uart, flow) != SP_OK ||
	    ioctl(s->fd, TIOCEXCL) < 0)
		return NB_ERR_SYSTEM;
	return set_termios(s->fd, rtscts);
}

static int open_uart(struct os_serial *s, const char *path, uint32_t baud,
		     bool rtscts)
{
	if (sp_get_port_by_name(path, &s->uart) != SP_OK) {
		errno = ENOTTY;
		return NB_ERR_SYSTEM;
	}
	if (sp_open(s->uart, SP_MODE_READ_WRITE) != SP_OK)
		return NB_ERR_SYSTEM;
	return set_up_uart(s, baud, rtscts);
}

static int open_device(struct os_serial *s, const char *path, bool pty,
		       uint32_t baud, bool rtscts)
{
	if (!pty)
		return open_uart(s, path, baud, rtscts);
	s->fd = s->lock;
	s->lock = -1;
	return set_up_pty(s, baud, rtscts);
}

int os_serial_open(struct os_serial *s, const char *path, uint32_t baud,
		   bool rtscts, char why[OS_SERIAL_WHY])
{
	char real[PATH_MAX];
	struct stat st;

	*s = (struct os_serial)OS_SERIAL_CLOSED;
	if (!realpath(path, real) || stat(real, &st) < 0)
		return fail(why, "%.180s: %s", path, strerror(errno));
	if (!S_ISCHR(st.st_mode))
		return fail(why, "%.180s is not a device", path);
	s->lock = open_locked(real, st.st_rdev, path, why);
	if (s->lock < 0)
		return NB_ERR_SYSTEM;
	if (open_device(s, real, is_pty(st.st_rdev), baud, rtscts) < 0) {
		fail(why, "%.180s cannot be set up: %s", path,
		     errno == ENOTTY ? "not a serial port" : strerror(errno));
		os_serial_close(s);
		return NB_ERR_SYSTEM;
	}
	return 0;
}

int os_serial_set_speed(struct os_serial *s, uint32_t baud)
{
	if (!s->uart)
		return set_termios_speed(s->fd, baud);
	return sp_set_baudrate(s->uart, (int)baud) == SP_OK ? 0 : NB_ERR_SYSTEM;
}

static bool is_temporary(int error)
{
	return error == EAGAIN || error == EINTR;
}

ssize_t os_serial_read(struct os_serial *s, void *buf, size_t cap)
{
	ssize_t n = read(s->fd, buf, cap);

	if (n < 0)
		return is_temporary(errno) ? 0 : NB_ERR_SYSTEM;
	return n == 0 ? NB_ERR_SYSTEM : n;
}

ssize_t os_serial_write(struct os_serial *s, const void *data, size_t len)
{
	ssize_t n = write(s->fd, data, len);

	if (n < 0)
		return is_temporary(errno) ? 0 : NB_ERR_SYSTEM;
	return n;
}

void os_serial_close(struct os_serial *s)
{
	if (s->fd >= 0)
		tcflush(s->fd, TCIOFLUSH);
	if (s->uart) {
		sp_close(s->uart);
		sp_free_port(s->uart);
	} else if (s->fd >= 0) {
		close(s->fd);
	}
	if (s->lock >= 0)
		close(s->lock);
	*s = (struct os_serial)OS_SERIAL_CLOSED;
}
