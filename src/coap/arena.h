/*
 * arena.h - cuts one block of memory into arrays
 *
 * Knows how much has been taken.  Does not know what for: the same sequence
 * of calls first without memory tells the size, then with it gives the arrays.
 */
#ifndef COAP_ARENA_H
#define COAP_ARENA_H

#include <nbcoap/types.h>

struct nbcoap_arena {
	uint8_t *memory; /* NULL: only count */
	size_t used;
};

/*
 * An array of @count elements of @size bytes, aligned as malloc aligns and all
 * zero; NULL when only counting.  SIZE_MAX bytes are used once it overflows.
 */
void *nbcoap_arena_take(struct nbcoap_arena *a, size_t count, size_t size);

#endif
