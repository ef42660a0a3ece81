#include "config.h"

#include "simd/pty.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

static const struct {
	uint32_t baud;
	speed_t code;
} speeds[] = {
	{300, B300},         {600, B600},         {1200, B1200},
	{2400, B2400},       {4800, B4800},       {9600, B9600},
	{19200, B19200},     {38400, B38400},     {57600, B57600},
	{115200, B115200},   {230400, B230400},   {460800, B460800},
	{921600, B921600},   {1000000, B1000000}, {2000000, B2000000},
	{3000000, B3000000},
};

static speed_t code_of(uint32_t baud)
{
	for (size_t i = 0; i < sizeof(speeds) / sizeof(speeds[0]); i++)
		if (speeds[i].baud == baud)
			return speeds[i].code;
	return B115200;
}

uint32_t simd_pty_speed(const struct simd_pty *pty)
{
	struct termios t;

	if (tcgetattr(pty->slave, &t))
		return 0;
	for (size_t i = 0; i < sizeof(speeds) / sizeof(speeds[0]); i++)
		if (speeds[i].code == cfgetospeed(&t))
			return speeds[i].baud;
	return 0;
}

static bool make_raw(int fd, uint32_t baud)
{
	struct termios t;

	if (tcgetattr(fd, &t))
		return false;
	cfmakeraw(&t);
	cfsetspeed(&t, code_of(baud));
	return !tcsetattr(fd, TCSANOW, &t);
}

static bool open_pair(struct simd_pty *pty, uint32_t baud)
{
	pty->master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);
	if (pty->master < 0 || grantpt(pty->master) || unlockpt(pty->master) ||
	    ptsname_r(pty->master, pty->name, sizeof(pty->name)))
		return false;
	pty->slave = open(pty->name, O_RDWR | O_NOCTTY | O_CLOEXEC);
	return pty->slave >= 0 && make_raw(pty->slave, baud);
}

static bool open_watch(struct simd_pty *pty)
{
	pty->watch = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
	return pty->watch >= 0 &&
	       inotify_add_watch(pty->watch, pty->name, IN_CLOSE) >= 0;
}

bool simd_pty_open(struct simd_pty *pty, uint32_t baud)
{
	pty->master = pty->slave = pty->watch = -1;
	pty->link = NULL;
	return open_pair(pty, baud) && open_watch(pty);
}

/* A link that is there already is replaced; anything else is not. */
bool simd_pty_link(struct simd_pty *pty, const char *link)
{
	struct stat st;

	if (!lstat(link, &st)) {
		if (!S_ISLNK(st.st_mode)) {
			errno = EEXIST;
			return false;
		}
		if (unlink(link))
			return false;
	}
	if (symlink(pty->name, link))
		return false;
	pty->link = link;
	return true;
}

void simd_pty_left(struct simd_pty *pty)
{
	char events[4096];
	int exclusive = 0;

	while (read(pty->watch, events, sizeof(events)) > 0)
		;
	if (ioctl(pty->slave, TIOCGEXCL, &exclusive) || !exclusive)
		return;
	ioctl(pty->slave, TIOCNXCL);
	tcflush(pty->slave, TCIFLUSH);
}

static bool link_is_ours(const struct simd_pty *pty)
{
	char target[sizeof(pty->name)];
	ssize_t n = readlink(pty->link, target, sizeof(target));

	return n == (ssize_t)strlen(pty->name) &&
	       !memcmp(target, pty->name, (size_t)n);
}

void simd_pty_close(struct simd_pty *pty)
{
	if (pty->link && link_is_ours(pty))
		unlink(pty->link);
	close(pty->watch);
	close(pty->slave);
	close(pty->master);
}
