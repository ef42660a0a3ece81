#include "gateway/body.h"

#include <stdlib.h>
#include <string.h>

/* Announced or not, it grows in steps: a size may be a lie. */
#define MOST_ANNOUNCED 65536

static int grow(struct gw_body *b, size_t len, size_t size)
{
	size_t cap = 2 * len;
	uint8_t *bytes;

	if (size >= len && size <= MOST_ANNOUNCED)
		cap = size;
	bytes = realloc(b->bytes, cap);
	if (!bytes)
		return NB_ERR_SYSTEM;
	b->bytes = bytes;
	b->cap = cap;
	return 0;
}

int gw_body_put(struct gw_body *b, size_t offset, struct nb_bytes part,
		size_t size)
{
	if (part.len == 0)
		return 0;
	if (offset + part.len > b->cap && grow(b, offset + part.len, size) != 0)
		return NB_ERR_SYSTEM;
	memcpy(b->bytes + offset, part.data, part.len);
	b->len = offset + part.len;
	return 0;
}

void gw_body_free(struct gw_body *b)
{
	free(b->bytes);
}
