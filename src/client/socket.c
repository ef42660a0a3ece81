#include "client/socket.h"

#include <errno.h>
#include <fcntl.h>
#include <nbgate/client.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#define CONNECT_SECONDS 5
#define INSTANCE_LEN    32

static bool is_instance(const char *name)
{
	static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				      "abcdefghijklmnopqrstuvwxyz"
				      "0123456789._-";
	size_t len = strspn(name, allowed);

	return len && len <= INSTANCE_LEN && !name[len];
}

int nbgate_socket_path(char path[NBGATE_PATH], const char *instance)
{
	const char *named = getenv("NBGATE_SOCKET");

	if (instance && !is_instance(instance))
		return NBGATE_ERR_CALLER;
	if (named && strlen(named) >= NBGATE_PATH)
		return NBGATE_ERR_CALLER;

	if (named && *named)
		strcpy(path, named);
	else
		snprintf(path, NBGATE_PATH, "/run/nbgate/%s/api.sock",
			 instance ? instance : "modem0");
	return 0;
}

/* Waits for a daemon whose queue of new connections is full, but not long. */
static int connect_within(int fd, const struct sockaddr_un *to)
{
	struct timeval limit = {.tv_sec = CONNECT_SECONDS};
	int error;

	if (setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof(limit)) < 0)
		return -1;
	do {
		error = connect(fd, (const struct sockaddr *)to, sizeof(*to));
	} while (error < 0 && errno == EINTR);
	if (error < 0 && errno == EAGAIN)
		errno = ETIMEDOUT;
	return error;
}

int client_socket_open(const char *path)
{
	struct sockaddr_un to = {.sun_family = AF_UNIX};

	if (strlen(path) >= sizeof(to.sun_path)) {
		errno = ENAMETOOLONG;
		return -1;
	}
	strcpy(to.sun_path, path);

	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return -1;
	if (connect_within(fd, &to) < 0 || fcntl(fd, F_SETFL, O_NONBLOCK) < 0) {
		int error = errno;

		close(fd);
		errno = error;
		return -1;
	}
	return fd;
}
