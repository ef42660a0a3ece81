#include "coap/arena.h"

#include <string.h>

enum { ALIGNMENT = 16 };

void *nbcoap_arena_take(struct nbcoap_arena *a, size_t count, size_t size)
{
	size_t left = SIZE_MAX - ALIGNMENT - a->used;

	if (a->used > SIZE_MAX - ALIGNMENT || (size && count > left / size)) {
		a->used = SIZE_MAX;
		return NULL;
	}
	size_t len = count * size + ALIGNMENT - 1;
	size_t at = a->used;
	a->used += len - len % ALIGNMENT;
	return a->memory ? memset(a->memory + at, 0, count * size) : NULL;
}
