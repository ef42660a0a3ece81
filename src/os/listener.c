/* struct ucred, accept4 */
#include "config.h"

#include "os/listener.h"

#include "base/assert.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <systemd/sd-daemon.h>
#include <unistd.h>

struct os_listener {
	int fd;
	int spare; /* given up for a moment when descriptors run out */
	struct os_watch *watch;
	void (*accepted)(void *arg, int fd, const struct os_peer *who);
	void *arg;
	struct sockaddr_un address; /* of the file that we made, or empty */
};

__attribute__((format(printf, 2, 3))) static int fail(char why[OS_LISTENER_WHY],
						      const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(why, OS_LISTENER_WHY, format, args);
	va_end(args);
	return NB_ERR_SYSTEM;
}

int os_peer_of(int fd, struct os_peer *who)
{
	struct ucred cred;
	socklen_t len = sizeof(cred);

	if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &cred, &len) < 0)
		return NB_ERR_SYSTEM;
	*who = (struct os_peer){cred.uid, cred.gid, cred.pid};
	return 0;
}

/* The socket's file */

static int unix_socket(void)
{
	return socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
}

/* Does somebody listen at @address? */
static bool is_alive(const struct sockaddr_un *address)
{
	int fd = unix_socket();
	bool alive =
		connect(fd, (const void *)address, sizeof(*address)) == 0 ||
		errno == EAGAIN;

	close(fd);
	return alive;
}

static int remove_stale(const struct sockaddr_un *address,
			char why[OS_LISTENER_WHY])
{
	const char *path = address->sun_path;
	struct stat st;

	if (lstat(path, &st) < 0)
		return 0;
	if (!S_ISSOCK(st.st_mode))
		return fail(why, "%s is there and is no socket", path);
	if (is_alive(address))
		return fail(why, "%s: another process listens there", path);
	if (unlink(path) < 0)
		return fail(why, "%s is stale and cannot be removed: %s", path,
			    strerror(errno));
	return 0;
}

/* Gives the file to @group; without that it is for us alone. */
static mode_t give_to_group(const char *path, const char *group, mode_t mode,
			    char why[OS_LISTENER_WHY])
{
	if (!*group)
		return mode;
	struct group *g = getgrnam(group);
	if (g && chown(path, (uid_t)-1, g->gr_gid) == 0)
		return mode;
	fail(why, "%s cannot be given to group %s (%s): mode %04o", path, group,
	     g ? strerror(errno) : "no such group", mode & ~070u);
	return mode & ~070u;
}

/* Nobody can connect before listen(), so that no mask of modes is needed. */
static int bind_file(int fd, const struct sockaddr_un *address,
		     const struct os_listener_setup *setup,
		     char why[OS_LISTENER_WHY])
{
	const char *path = address->sun_path;

	if (remove_stale(address, why) < 0)
		return NB_ERR_SYSTEM;
	if (bind(fd, (const void *)address, sizeof(*address)) < 0)
		return fail(why, "%s: %s", path, strerror(errno));
	mode_t mode = give_to_group(path, setup->group, setup->mode, why);
	if (chmod(path, mode) < 0 || listen(fd, SOMAXCONN) < 0) {
		fail(why, "%s: %s", path, strerror(errno));
		unlink(path);
		return NB_ERR_SYSTEM;
	}
	return 0;
}

static int listen_at(struct os_listener *l,
		     const struct os_listener_setup *setup,
		     char why[OS_LISTENER_WHY])
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};

	if (strlen(setup->path) >= sizeof(address.sun_path))
		return fail(why, "%s: longer than a socket's path may be",
			    setup->path);
	strcpy(address.sun_path, setup->path);
	l->fd = unix_socket();
	if (l->fd < 0)
		return fail(why, "socket: %s", strerror(errno));
	if (bind_file(l->fd, &address, setup, why) < 0)
		return NB_ERR_SYSTEM;
	l->address = address;
	return 0;
}

/* The socket that systemd has passed, or -1. */
static int passed_socket(void)
{
	int count = sd_listen_fds(1);
	int fd = SD_LISTEN_FDS_START;

	if (count < 1 || sd_is_socket_unix(fd, SOCK_STREAM, 1, NULL, 0) <= 0)
		return -1;
	fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
	return fd;
}

/* Connections */

/*
 * Out of descriptors: a connection that cannot be taken would wake us for
 * ever, so that it is taken with the spare one, and closed.
 */
static void turn_away(struct os_listener *l)
{
	close(l->spare);
	int fd = accept4(l->fd, NULL, NULL, SOCK_CLOEXEC);
	if (fd >= 0)
		close(fd);
	l->spare = open("/dev/null", O_RDONLY | O_CLOEXEC);
}

static void connected(void *arg, uint32_t events)
{
	struct os_listener *l = arg;
	struct os_peer who;

	(void)events;
	int fd = accept4(l->fd, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
	if (fd < 0) {
		if (errno == EMFILE || errno == ENFILE)
			turn_away(l);
		return;
	}
	if (os_peer_of(fd, &who) < 0)
		close(fd);
	else
		l->accepted(l->arg, fd, &who);
}

struct os_listener *
os_listener_open(struct os_loop *loop, const struct os_listener_setup *setup,
		 void (*accepted)(void *arg, int fd, const struct os_peer *who),
		 void *arg, char why[OS_LISTENER_WHY])
{
	struct os_listener *l = calloc(1, sizeof(*l));

	why[0] = '\0';
	if (!l) {
		fail(why, "no memory");
		return NULL;
	}
	l->accepted = accepted;
	l->arg = arg;
	l->spare = open("/dev/null", O_RDONLY | O_CLOEXEC);
	l->fd = passed_socket();
	if (l->fd < 0 && listen_at(l, setup, why) < 0) {
		os_listener_close(l);
		return NULL;
	}
	l->watch = os_watch_add(loop, l->fd, EPOLLIN, connected, l);
	if (!l->watch) {
		fail(why, "%s: %s", setup->path, strerror(errno));
		os_listener_close(l);
		return NULL;
	}
	return l;
}

const char *os_listener_name(const struct os_listener *l)
{
	const char *path = l->address.sun_path;

	return path[0] ? path : "the socket that systemd has passed";
}

void os_listener_close(struct os_listener *l)
{
	if (l->watch)
		os_watch_remove(l->watch);
	if (l->address.sun_path[0])
		unlink(l->address.sun_path);
	if (l->fd >= 0)
		close(l->fd);
	close(l->spare);
	free(l);
}
