#include "api/output.h"

#include <stdlib.h>
#include <string.h>

#define FIRST_CAP 4096

void api_output_init(struct api_output *o)
{
	memset(o, 0, sizeof(*o));
}

void api_output_free(struct api_output *o)
{
	free(o->data);
	api_output_init(o);
}

static void compact(struct api_output *o)
{
	if (o->start == 0)
		return;
	memmove(o->data, o->data + o->start, o->end - o->start);
	o->end -= o->start;
	o->start = 0;
}

static bool reserve(struct api_output *o, size_t len)
{
	size_t cap = o->cap ? o->cap : FIRST_CAP;
	char *data;

	while (cap < o->end + len)
		cap *= 2;
	if (cap == o->cap)
		return true;
	data = realloc(o->data, cap);
	if (!data)
		return false;
	o->data = data;
	o->cap = cap;
	return true;
}

int api_output_add(struct api_output *o, const void *data, size_t len)
{
	if (len > API_OUTPUT_MAX - (o->end - o->start))
		return NB_ERR_SPACE;
	if (o->end + len > o->cap)
		compact(o);
	if (!reserve(o, len))
		return NB_ERR_SPACE;
	memcpy(o->data + o->end, data, len);
	o->end += len;
	return 0;
}

struct nb_bytes api_output_pending(const struct api_output *o)
{
	if (!o->data)
		return (struct nb_bytes){NULL, 0};
	return (struct nb_bytes){(const uint8_t *)o->data + o->start,
				 o->end - o->start};
}

void api_output_done(struct api_output *o, size_t len)
{
	o->start += len;
	if (o->start == o->end)
		api_output_free(o);
}
