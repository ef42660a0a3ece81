/*
 * client_daemon.h - the daemon's end of a connection, played by the test
 *
 * Client and daemon are in one thread: what either says waits in the socket
 * until the other looks, so every order of events is the test's choice.
 */
#ifndef TESTS_UNIT_CLIENT_DAEMON_H
#define TESTS_UNIT_CLIENT_DAEMON_H

#include <nbgate/client.h>

struct client_daemon {
	char directory[32];
	char path[64];
	int listener;
	int fd;
	struct nbgate *client;
};

/* Listens at d->path; nobody has connected. */
void client_daemon_listen(struct client_daemon *d);
/* Listens, and connects d->client. */
void client_daemon_start(struct client_daemon *d);
void client_daemon_stop(struct client_daemon *d);

void client_daemon_say(struct client_daemon *d, const char *bytes);
/* One line of what the client has sent, without LF; the caller's to free. */
char *client_daemon_hear(struct client_daemon *d);
void client_daemon_hang_up(struct client_daemon *d);

#endif
