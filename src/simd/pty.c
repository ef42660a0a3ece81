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

static bool make_raw(int fd)
{
	struct termios t;

	if (tcgetattr(fd, &t))
		return false;
	cfmakeraw(&t);
	cfsetspeed(&t, B115200);
	return !tcsetattr(fd, TCSANOW, &t);
}

static bool open_pair(struct simd_pty *pty)
{
	pty->master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);
	if (pty->master < 0 || grantpt(pty->master) || unlockpt(pty->master) ||
	    ptsname_r(pty->master, pty->name, sizeof(pty->name)))
		return false;
	pty->slave = open(pty->name, O_RDWR | O_NOCTTY | O_CLOEXEC);
	return pty->slave >= 0 && make_raw(pty->slave);
}

static bool open_watch(struct simd_pty *pty)
{
	pty->watch = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
	return pty->watch >= 0 &&
	       inotify_add_watch(pty->watch, pty->name, IN_CLOSE) >= 0;
}

bool simd_pty_open(struct simd_pty *pty)
{
	pty->master = pty->slave = pty->watch = -1;
	pty->link = NULL;
	return open_pair(pty) && open_watch(pty);
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
