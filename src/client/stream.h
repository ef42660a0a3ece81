/*
 * stream.h - the connected socket: bytes both ways, without ever blocking
 * beyond a deadline
 *
 * Knows a descriptor, what waits to go out and what has come.  Does not know
 * lines.
 */
#ifndef CLIENT_STREAM_H
#define CLIENT_STREAM_H

#include "client/buffer.h"
#include <stdbool.h>
#include <stdint.h>

struct client_stream {
	int fd;
	bool ended; /* the daemon says nothing more */
	struct client_buffer in, out;
};

/* Takes over a descriptor that does not block. */
void client_stream_init(struct client_stream *s, int fd);
void client_stream_close(struct client_stream *s);

/* What to poll() for. */
short client_stream_events(const struct client_stream *s);

/*
 * Sends of what waits as much as the socket takes.  0, or NBGATE_ERR_SYSTEM.
 * A daemon that has gone is no error: it may have said why, and that is still
 * to be read.
 */
int client_stream_flush(struct client_stream *s);

/* A time on the monotonic clock; @timeout_ms of -1 never comes. */
int64_t client_stream_deadline(int timeout_ms);

/*
 * Waits until something can be moved, and moves it.  1: look at what has
 * come; 0: the deadline has passed; or NBGATE_ERR_CLOSED (all that came was
 * told before), NBGATE_ERR_SPACE, NBGATE_ERR_SYSTEM.
 */
int client_stream_exchange(struct client_stream *s, int64_t deadline);

#endif
