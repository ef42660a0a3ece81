#include "os/path.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

#define EVENTS                                                                 \
	(IN_CREATE | IN_MOVED_TO | IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF)

struct os_path {
	const char *path;
	void (*there)(void *arg);
	void *arg;
	int fd;
	int wd;         /* of the deepest directory that exists */
	size_t watched; /* length of its name in @path */
	struct os_watch *watch;
};

/* The length of the name of the directory that @path's first @len are in. */
static size_t parent_len(const char *path, size_t len)
{
	while (len > 0 && path[len - 1] == '/')
		len--;
	while (len > 0 && path[len - 1] != '/')
		len--;
	while (len > 1 && path[len - 1] == '/')
		len--;
	return len;
}

/* The first @len of @path, "." when there are none, as a string. */
static const char *directory(const char *path, size_t len, char buf[PATH_MAX])
{
	if (len == 0 || len >= PATH_MAX)
		return ".";
	memcpy(buf, path, len);
	buf[len] = '\0';
	return buf;
}

/* Watches the deepest directory that exists; true when it is another one. */
static bool descend(struct os_path *p)
{
	size_t len = strlen(p->path);
	int was = p->wd;
	char buf[PATH_MAX];

	do {
		len = parent_len(p->path, len);
		p->wd = inotify_add_watch(p->fd, directory(p->path, len, buf),
					  EVENTS | IN_ONLYDIR);
	} while (p->wd < 0 && len > 0);
	p->watched = len;
	if (p->wd == was)
		return false;
	if (was >= 0)
		inotify_rm_watch(p->fd, was);
	return true;
}

/* Is @name, in the watched directory, the next part of the path? */
static bool is_next(const struct os_path *p, const char *name)
{
	const char *rest = p->path + p->watched;

	rest += strspn(rest, "/");
	size_t len = strcspn(rest, "/");
	return strlen(name) == len && memcmp(rest, name, len) == 0;
}

static bool concerns(const struct os_path *p, const struct inotify_event *e)
{
	if (e->wd != p->wd)
		return false;
	if (e->mask & (IN_DELETE_SELF | IN_MOVE_SELF))
		return true;
	return e->len > 0 && is_next(p, e->name);
}

/* Takes all that inotify has to say; true when some of it concerns us. */
static bool drain(struct os_path *p)
{
	union {
		struct inotify_event event;
		char bytes[sizeof(struct inotify_event) + NAME_MAX + 1];
	} buf;
	bool ours = false;
	ssize_t n;

	while ((n = read(p->fd, &buf, sizeof(buf))) > 0)
		for (ssize_t at = 0; at < n;) {
			struct inotify_event *e = (void *)(buf.bytes + at);

			ours |= concerns(p, e);
			at += (ssize_t)(sizeof(*e) + e->len);
		}
	return ours;
}

static void something_changed(void *arg, uint32_t events)
{
	struct os_path *p = arg;

	(void)events;
	if (!drain(p))
		return;
	/* What came between two watches is seen by looking again. */
	while (descend(p))
		;
	if (access(p->path, F_OK) == 0)
		p->there(p->arg);
}

struct os_path *os_path_watch(struct os_loop *loop, const char *path,
			      void (*there)(void *arg), void *arg)
{
	struct os_path *p = calloc(1, sizeof(*p));

	if (!p)
		return NULL;
	*p = (struct os_path){
		.path = path, .there = there, .arg = arg, .wd = -1};
	p->fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
	if (p->fd >= 0)
		p->watch = os_watch_add(loop, p->fd, EPOLLIN, something_changed,
					p);
	if (!p->watch) {
		os_path_unwatch(p);
		return NULL;
	}
	while (descend(p))
		;
	return p;
}

void os_path_unwatch(struct os_path *p)
{
	int error = errno;

	if (p->watch)
		os_watch_remove(p->watch);
	if (p->fd >= 0)
		close(p->fd);
	free(p);
	errno = error;
}
