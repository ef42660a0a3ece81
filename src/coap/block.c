#include "coap/block.h"

enum { ALIGNMENT = 16 };

void *nbcoap_block_take(struct nbcoap_block *b, size_t count, size_t size)
{
	size_t left = SIZE_MAX - ALIGNMENT - b->used;

	if (b->used > SIZE_MAX - ALIGNMENT || (size && count > left / size)) {
		b->used = SIZE_MAX;
		return NULL;
	}
	void *array = b->memory ? b->memory + b->used : NULL;
	size_t len = count * size + ALIGNMENT - 1;
	b->used += len - len % ALIGNMENT;
	return array;
}
