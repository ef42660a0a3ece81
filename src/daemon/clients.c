#include "daemon/clients.h"

#include "os/log.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* What is offered to the hub at a time. */
#define CHUNK 8192

struct connection {
	struct clients *clients;
	struct os_watch *watch;
	int fd;
	int number;    /* the hub's */
	bool ended;    /* it sends no more */
	bool blocked;  /* it reads too slowly: the kernel takes no more */
	uint32_t want; /* what it is watched for */
};

/* The table's index is the hub's number. */
struct clients {
	struct os_loop *loop;
	struct hub *hub;
	struct connection **table;
	size_t cap;
	size_t count;
};

static struct connection *find(const struct clients *c, int number)
{
	return (size_t)number < c->cap ? c->table[number] : NULL;
}

static void drop(struct connection *k, nb_ms now)
{
	struct clients *c = k->clients;

	hub_client_remove(c->hub, k->number, now);
	c->table[k->number] = NULL;
	c->count--;
	os_watch_remove(k->watch);
	close(k->fd);
	free(k);
}

static void watch(struct connection *k)
{
	uint32_t want = 0;

	if (!k->ended && hub_client_wants_input(k->clients->hub, k->number))
		want |= EPOLLIN;
	if (k->blocked)
		want |= EPOLLOUT;
	if (want != k->want)
		os_watch_set(k->watch, want);
	k->want = want;
}

/* Takes @len bytes from the kernel that have been seen in @buf. */
static void discard(int fd, char *buf, size_t len)
{
	ssize_t n = 1;

	for (; len > 0 && n > 0; len -= (size_t)n)
		n = recv(fd, buf, len, 0);
}

/*
 * Offers what has come to the hub, and takes from the kernel what the hub
 * took.  False when it took nothing.
 */
static bool take_input(struct connection *k, nb_ms now)
{
	struct hub *hub = k->clients->hub;
	char buf[CHUNK];
	ssize_t n = recv(k->fd, buf, sizeof(buf), MSG_PEEK);

	if (n == 0 && !k->ended) {
		k->ended = true;
		hub_client_eof(hub, k->number, now);
	}
	if (n <= 0)
		return false;
	size_t taken = hub_client_input(hub, k->number, buf, (size_t)n, now);
	discard(k->fd, buf, taken);
	return taken > 0;
}

/* Writes what can be; false when there is nobody to read it. */
static bool give_output(struct connection *k)
{
	struct hub *hub = k->clients->hub;
	const void *data;
	size_t len;

	k->blocked = false;
	while ((len = hub_client_output(hub, k->number, &data)) > 0) {
		ssize_t n = send(k->fd, data, len, MSG_NOSIGNAL);

		if (n < 0 && errno == EAGAIN) {
			k->blocked = true;
			break;
		}
		if (n < 0)
			return false;
		hub_client_output_done(hub, k->number, (size_t)n);
	}
	return true;
}

static void serve(struct connection *k, nb_ms now)
{
	if (!give_output(k) || hub_client_is_done(k->clients->hub, k->number))
		drop(k, now);
	else
		watch(k);
}

/*
 * What comes of input is told by the hub's events.  A connection that was
 * closed at its other end still holds lines: they are taken first, as far as
 * the hub takes them.
 */
static void ready(void *arg, uint32_t events)
{
	struct connection *k = arg;
	bool closed = events & (EPOLLHUP | EPOLLERR);
	nb_ms now = os_now();
	bool taken = false;

	if (closed || events & EPOLLIN)
		taken = take_input(k, now);
	if (closed && !taken)
		drop(k, now);
	else if (events & EPOLLOUT)
		serve(k, now);
	else
		watch(k);
}

/* Makes room for the hub's @number. */
static bool make_room(struct clients *c, int number)
{
	size_t cap = c->cap ? c->cap : 8;

	while (cap <= (size_t)number)
		cap *= 2;
	if (cap == c->cap)
		return true;
	struct connection **table = realloc(c->table, cap * sizeof(*table));
	if (!table)
		return false;
	memset(table + c->cap, 0, (cap - c->cap) * sizeof(*table));
	c->table = table;
	c->cap = cap;
	return true;
}

static bool add(struct clients *c, int fd, int number)
{
	struct connection *k = calloc(1, sizeof(*k));

	if (!k || !make_room(c, number)) {
		free(k);
		return false;
	}
	*k = (struct connection){
		.clients = c, .fd = fd, .number = number, .want = EPOLLIN};
	k->watch = os_watch_add(c->loop, fd, EPOLLIN, ready, k);
	if (!k->watch) {
		free(k);
		return false;
	}
	c->table[number] = k;
	c->count++;
	return true;
}

void clients_accept(struct clients *c, int fd, const struct os_peer *who)
{
	const struct hub_peer peer = {
		.uid = who->uid,
		.gid = who->gid,
		.pid = (uint32_t)who->pid,
	};
	int number = hub_client_add(c->hub, &peer);

	if (number >= 0 && add(c, fd, number))
		return;
	os_log(NB_LOG_ERROR, "a connection is closed: no memory for it");
	if (number >= 0)
		hub_client_remove(c->hub, number, os_now());
	close(fd);
}

void clients_serve(struct clients *c, int number, nb_ms now)
{
	struct connection *k = find(c, number);

	if (k)
		serve(k, now);
}

void clients_take_rest(struct clients *c, nb_ms now)
{
	for (size_t i = 0; i < c->cap; i++)
		while (c->table[i] && take_input(c->table[i], now))
			hub_pump(c->hub, now);
}

size_t clients_count(const struct clients *c)
{
	return c->count;
}

struct clients *clients_open(struct os_loop *loop, struct hub *hub)
{
	struct clients *c = calloc(1, sizeof(*c));

	if (c)
		*c = (struct clients){.loop = loop, .hub = hub};
	return c;
}

void clients_close(struct clients *c)
{
	nb_ms now = os_now();

	for (size_t i = 0; i < c->cap; i++)
		if (c->table[i])
			drop(c->table[i], now);
	free(c->table);
	free(c);
}
