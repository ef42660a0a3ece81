#include "api/frame.h"

#include <stdlib.h>
#include <string.h>

#define FIRST_CAP 4096

void api_frame_init(struct api_frame *f, size_t max)
{
	memset(f, 0, sizeof(*f));
	f->max = max;
}

void api_frame_free(struct api_frame *f)
{
	free(f->data);
	f->data = NULL;
	f->len = f->cap = 0;
}

static bool reserve(struct api_frame *f, size_t len)
{
	size_t cap = f->cap ? f->cap : FIRST_CAP;
	char *data;

	if (len <= f->cap)
		return true;
	while (cap < len)
		cap *= 2;
	data = realloc(f->data, cap);
	if (!data)
		return false;
	f->data = data;
	f->cap = cap;
	return true;
}

static enum api_frame_got keep(struct api_frame *f, const char *data,
			       size_t len)
{
	/* a CR may still turn out to be the first half of the line's end */
	if (f->len + len > f->max + 1)
		return API_FRAME_TOO_LONG;
	if (!reserve(f, f->len + len))
		return API_FRAME_NO_MEMORY;
	memcpy(f->data + f->len, data, len);
	f->len += len;
	return API_FRAME_NOTHING;
}

static enum api_frame_got give(struct api_frame *f, const char *data,
			       size_t len, struct nb_bytes *line)
{
	f->len = 0;
	if (len > 0 && data[len - 1] == '\r')
		len--;
	if (len > f->max)
		return API_FRAME_TOO_LONG;
	line->data = (const uint8_t *)data;
	line->len = len;
	return API_FRAME_LINE;
}

enum api_frame_got api_frame_input(struct api_frame *f, const char *data,
				   size_t len, size_t *taken,
				   struct nb_bytes *line)
{
	const char *end = memchr(data, '\n', len);
	size_t part = end ? (size_t)(end - data) : len;
	enum api_frame_got got;

	*taken = end ? part + 1 : len;
	if (end && f->len == 0) {
		api_frame_free(f);
		return give(f, data, part, line);
	}
	got = keep(f, data, part);
	if (got != API_FRAME_NOTHING || !end)
		return got;
	return give(f, f->data, f->len, line);
}

enum api_frame_got api_frame_end(struct api_frame *f, struct nb_bytes *line)
{
	if (f->len == 0)
		return API_FRAME_NOTHING;
	return give(f, f->data, f->len, line);
}
