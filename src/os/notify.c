#include "os/notify.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

/* Its length, or 0: there is none that we can use (sd_notify(3)). */
static socklen_t manager(struct sockaddr_un *address)
{
	const char *name = getenv("NOTIFY_SOCKET");
	size_t len = name ? strlen(name) : 0;

	if (len < 2 || len >= sizeof(address->sun_path) ||
	    !strchr("/@", name[0]))
		return 0;
	memset(address, 0, sizeof(*address));
	address->sun_family = AF_UNIX;
	memcpy(address->sun_path, name, len);
	if (name[0] == '@') /* an abstract one, which no NUL ends */
		address->sun_path[0] = '\0';
	else
		len++;
	return (socklen_t)(offsetof(struct sockaddr_un, sun_path) + len);
}

/* sd_notify() of its library would wait for room. */
static void tell(const char *state)
{
	struct sockaddr_un address;
	socklen_t len = manager(&address);
	int fd = len ? socket(AF_UNIX,
			      SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)
		     : -1;

	if (fd < 0)
		return;
	sendto(fd, state, strlen(state), MSG_NOSIGNAL,
	       (const struct sockaddr *)&address, len);
	close(fd);
}

void os_notify_ready(void)
{
	tell("READY=1");
}

void os_notify_status(const char *text)
{
	char state[256];

	snprintf(state, sizeof(state), "STATUS=%s", text);
	tell(state);
}

void os_notify_stopping(void)
{
	tell("STOPPING=1");
}
