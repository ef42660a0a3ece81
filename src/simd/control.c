#include "simd/control.h"

#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void drop(struct simd_client *client)
{
	os_watch_remove(client->watch);
	close(client->fd);
	client->fd = -1;
}

/* False: the client does not take its answer, and is to go. */
static bool obey(struct simd_client *client)
{
	char answer[SIMD_ANSWER];
	ssize_t len;

	simd_orders_run(client->control->board, client->line, os_now(), answer);
	len = (ssize_t)strlen(answer);
	return send(client->fd, answer, (size_t)len, MSG_NOSIGNAL) == len;
}

/* One byte of a line; false: the client is to go. */
static bool take(struct simd_client *client, char c)
{
	if (c == '\n') {
		client->line[client->len] = '\0';
		client->len = 0;
		return obey(client);
	}
	if (client->len + 1 == sizeof(client->line))
		return false;
	client->line[client->len++] = c;
	return true;
}

static void readable(void *arg, uint32_t events)
{
	struct simd_client *client = arg;
	char data[SIMD_ORDER];
	ssize_t n = recv(client->fd, data, sizeof(data), 0);
	bool stays = n > 0;

	(void)events;
	for (ssize_t i = 0; stays && i < n; i++)
		stays = take(client, data[i]);
	if (!stays)
		drop(client);
}

static struct simd_client *find_free(struct simd_control *c)
{
	for (size_t i = 0; i < SIMD_CONTROL_CLIENTS; i++)
		if (c->clients[i].fd < 0)
			return &c->clients[i];
	return NULL;
}

static void accepted(void *arg, int fd, const struct os_peer *who)
{
	struct simd_control *c = arg;
	struct simd_client *client = find_free(c);

	(void)who;
	if (client) {
		client->len = 0;
		client->watch =
			os_watch_add(c->loop, fd, EPOLLIN, readable, client);
	}
	if (!client || !client->watch) {
		close(fd);
		return;
	}
	client->control = c;
	client->fd = fd;
}

bool simd_control_open(struct simd_control *c, struct os_loop *loop,
		       struct simd_board *board, const char *path,
		       char why[OS_LISTENER_WHY])
{
	const struct os_listener_setup setup = {
		.path = path,
		.group = "",
		.mode = 0600,
	};

	c->loop = loop;
	c->board = board;
	for (size_t i = 0; i < SIMD_CONTROL_CLIENTS; i++)
		c->clients[i].fd = -1;
	c->listener = os_listener_open(loop, &setup, accepted, c, why);
	return c->listener;
}

void simd_control_close(struct simd_control *c)
{
	if (!c->listener)
		return;
	for (size_t i = 0; i < SIMD_CONTROL_CLIENTS; i++)
		if (c->clients[i].fd >= 0)
			drop(&c->clients[i]);
	os_listener_close(c->listener);
}
