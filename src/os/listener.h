/*
 * listener.h - the local API's door: a UNIX stream socket
 *
 * Knows who may reach the socket's file and who it is that connected.  Does
 * not know a byte of what they say.
 */
#ifndef OS_LISTENER_H
#define OS_LISTENER_H

#include "os/loop.h"

#include <sys/types.h>

struct os_listener;

/* Whoever is at the other end (SO_PEERCRED). */
struct os_peer {
	uid_t uid;
	gid_t gid;
	pid_t pid;
};

struct os_listener_setup {
	const char *path;  /* copied */
	const char *group; /* of the file; "": our own */
	mode_t mode;
};

#define OS_LISTENER_WHY 256

/*
 * Listens at @setup->path, or takes the socket that systemd has passed, whose
 * file is left as it is.  A file that a dead predecessor left is replaced; one
 * where somebody listens is not.
 *
 * @accepted gets each connection: a descriptor, its own to close, that does
 * not block and is closed on exec.
 *
 * NULL and @why.  Where the group does not exist, or we may not give the file
 * to it, @why says so, too (else it is empty), and the file is ours alone.
 */
struct os_listener *
os_listener_open(struct os_loop *loop, const struct os_listener_setup *setup,
		 void (*accepted)(void *arg, int fd, const struct os_peer *who),
		 void *arg, char why[OS_LISTENER_WHY]);

/* Where it listens, for the log. */
const char *os_listener_name(const struct os_listener *l);

/* Removes the file, too, if we made it. */
void os_listener_close(struct os_listener *l);

/* Who is at the other end of @fd.  0, or NB_ERR_SYSTEM. */
int os_peer_of(int fd, struct os_peer *who);

#endif
