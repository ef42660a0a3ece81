#include "client/stream.h"

#include <errno.h>
#include <nbgate/client.h>
#include <poll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define READ_AT_ONCE 65536

void client_stream_init(struct client_stream *s, int fd)
{
	*s = (struct client_stream){.fd = fd};
}

void client_stream_close(struct client_stream *s)
{
	close(s->fd);
	client_buffer_reset(&s->in);
	client_buffer_reset(&s->out);
}

short client_stream_events(const struct client_stream *s)
{
	return client_buffer_len(&s->out) ? POLLIN | POLLOUT : POLLIN;
}

int client_stream_flush(struct client_stream *s)
{
	while (client_buffer_len(&s->out)) {
		ssize_t n = send(s->fd, s->out.data + s->out.start,
				 client_buffer_len(&s->out), MSG_NOSIGNAL);

		if (n >= 0)
			client_buffer_remove(&s->out, 0, (size_t)n);
		else if (errno == EPIPE || errno == ECONNRESET)
			client_buffer_reset(&s->out);
		else if (errno != EINTR)
			return errno == EAGAIN ? 0 : NBGATE_ERR_SYSTEM;
	}
	return 0;
}

static int fill(struct client_stream *s)
{
	char *room = client_buffer_room(&s->in, READ_AT_ONCE);

	if (!room)
		return NBGATE_ERR_SPACE;
	ssize_t n = recv(s->fd, room, READ_AT_ONCE, 0);
	if (n > 0)
		client_buffer_added(&s->in, (size_t)n);
	else if (n == 0 || errno == ECONNRESET)
		s->ended = true;
	else if (errno != EAGAIN && errno != EINTR)
		return NBGATE_ERR_SYSTEM;
	return 0;
}

static int64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

int64_t client_stream_deadline(int timeout_ms)
{
	return timeout_ms < 0 ? INT64_MAX : now_ms() + timeout_ms;
}

/* As poll() takes it. */
static int left_until(int64_t deadline)
{
	if (deadline == INT64_MAX)
		return -1;
	int64_t now = now_ms();
	return deadline > now ? (int)(deadline - now) : 0;
}

int client_stream_exchange(struct client_stream *s, int64_t deadline)
{
	struct pollfd p = {.fd = s->fd, .events = client_stream_events(s)};

	if (s->ended)
		return NBGATE_ERR_CLOSED;
	int n = poll(&p, 1, left_until(deadline));
	if (n < 0)
		return errno == EINTR ? 1 : NBGATE_ERR_SYSTEM;
	if (n == 0)
		return 0;
	int error = client_stream_flush(s);
	if (!error && p.revents & (POLLIN | POLLHUP | POLLERR))
		error = fill(s);
	return error ? error : 1;
}
