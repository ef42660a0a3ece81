#include "unit/client_daemon.h"
#include "unit/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

void client_daemon_listen(struct client_daemon *d)
{
	struct sockaddr_un at = {.sun_family = AF_UNIX};

	*d = (struct client_daemon){.fd = -1};
	strcpy(d->directory, "/tmp/nbgate-client-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(d->directory));
	snprintf(d->path, sizeof(d->path), "%s/api.sock", d->directory);
	strcpy(at.sun_path, d->path);
	d->listener = socket(AF_UNIX, SOCK_STREAM, 0);
	ck_assert_int_ge(d->listener, 0);
	ck_assert_int_eq(bind(d->listener, (struct sockaddr *)&at, sizeof(at)),
			 0);
	ck_assert_int_eq(listen(d->listener, 4), 0);
}

void client_daemon_start(struct client_daemon *d)
{
	client_daemon_listen(d);
	d->client = nbgate_open(d->path);
	ck_assert_ptr_nonnull(d->client);
	d->fd = accept(d->listener, NULL, NULL);
	ck_assert_int_ge(d->fd, 0);
}

void client_daemon_stop(struct client_daemon *d)
{
	nbgate_close(d->client);
	client_daemon_hang_up(d);
	close(d->listener);
	unlink(d->path);
	rmdir(d->directory);
}

void client_daemon_hang_up(struct client_daemon *d)
{
	if (d->fd >= 0)
		close(d->fd);
	d->fd = -1;
}

void client_daemon_say(struct client_daemon *d, const char *bytes)
{
	size_t len = strlen(bytes);

	ck_assert_int_eq(write(d->fd, bytes, len), (ssize_t)len);
}

char *client_daemon_hear(struct client_daemon *d)
{
	size_t len = 0, cap = 4096;
	char *line = malloc(cap);

	ck_assert_ptr_nonnull(line);
	while (len == 0 || line[len - 1] != '\n') {
		if (len + 1 == cap)
			line = realloc(line, cap *= 2);
		ck_assert_ptr_nonnull(line);
		ck_assert_int_eq(read(d->fd, line + len, 1), 1);
		len++;
	}
	line[len - 1] = '\0';
	return line;
}
