#include "coap/arena.h"

enum { ALIGNMENT = 16 };

void *nbcoap_arena_take(struct nbcoap_arena *a, size_t count, size_t size)
{
	size_t left = SIZE_MAX - ALIGNMENT - a->used;

	if (a->used > SIZE_MAX - ALIGNMENT || (size && count > left / size)) {
		a->used = SIZE_MAX;
		return NULL;
	}
	void *array = a->memory ? a->memory + a->used : NULL;
	size_t len = count * size + ALIGNMENT - 1;
	a->used += len - len % ALIGNMENT;
	return array;
}
