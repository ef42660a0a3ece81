/*
 * buffer.h - bytes that wait: in at the back, out at the front
 *
 * Knows memory only, and grows as needed up to NBGATE_MAX_UNREAD.  Does not
 * know lines or sockets.  A buffer of zeros is an empty one.
 */
#ifndef CLIENT_BUFFER_H
#define CLIENT_BUFFER_H

#include <stddef.h>

struct client_buffer {
	char *data;
	size_t start, end; /* what waits is data[start] ... data[end - 1] */
	size_t cap;
};

void client_buffer_reset(struct client_buffer *b); /* frees its memory */

static inline size_t client_buffer_len(const struct client_buffer *b)
{
	return b->end - b->start;
}

/*
 * Room for @len bytes at the back, as one piece; what is written there counts
 * from client_buffer_added() on.  NULL: no memory, or the limit is reached.
 */
char *client_buffer_room(struct client_buffer *b, size_t len);
void client_buffer_added(struct client_buffer *b, size_t len);

/* Adds @len bytes; 0, or NBGATE_ERR_SPACE and nothing is added. */
int client_buffer_add(struct client_buffer *b, const char *data, size_t len);

/* Removes @len bytes that begin @at bytes behind the front. */
void client_buffer_remove(struct client_buffer *b, size_t at, size_t len);

#endif
