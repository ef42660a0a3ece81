#include "client/buffer.h"

#include <nbgate/client.h>
#include <stdlib.h>
#include <string.h>

void client_buffer_reset(struct client_buffer *b)
{
	free(b->data);
	*b = (struct client_buffer){0};
}

static void move_to_front(struct client_buffer *b)
{
	if (!b->start)
		return;
	memmove(b->data, b->data + b->start, client_buffer_len(b));
	b->end -= b->start;
	b->start = 0;
}

char *client_buffer_room(struct client_buffer *b, size_t len)
{
	if (len > NBGATE_MAX_UNREAD - client_buffer_len(b))
		return NULL;
	if (b->cap - b->end < len)
		move_to_front(b);
	if (b->cap - b->end < len) {
		size_t cap = b->cap + (len > b->cap ? len : b->cap);
		char *data = realloc(b->data, cap);

		if (!data)
			return NULL;
		b->data = data;
		b->cap = cap;
	}
	return b->data + b->end;
}

void client_buffer_added(struct client_buffer *b, size_t len)
{
	b->end += len;
}

int client_buffer_add(struct client_buffer *b, const char *data, size_t len)
{
	char *room = client_buffer_room(b, len);

	if (!room)
		return NBGATE_ERR_SPACE;
	memcpy(room, data, len);
	client_buffer_added(b, len);
	return 0;
}

void client_buffer_remove(struct client_buffer *b, size_t at, size_t len)
{
	if (len == client_buffer_len(b)) {
		b->start = b->end = 0;
	} else if (at == 0) {
		b->start += len;
	} else {
		char *hole = b->data + b->start + at;

		memmove(hole, hole + len, client_buffer_len(b) - at - len);
		b->end -= len;
	}
}
