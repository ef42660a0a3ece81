#include "coap/table.h"

/* Slots are counted from 1 in the chains: 0 is their end. */

void nbcoap_table_place(struct nbcoap_table *t, uint32_t cap,
			struct nbcoap_arena *a)
{
	uint32_t heads = 1;

	while (heads < cap && heads < 1u << 31)
		heads *= 2;
	t->mask = heads - 1;
	t->heads = nbcoap_arena_take(a, heads, sizeof(t->heads[0]));
	t->links = nbcoap_arena_take(a, cap, sizeof(t->links[0]));
}

void nbcoap_table_add(struct nbcoap_table *t, uint32_t slot, uint64_t key)
{
	uint32_t *head = &t->heads[key & t->mask];

	t->links[slot].key = key;
	t->links[slot].next = *head;
	*head = slot + 1;
}

void nbcoap_table_remove(struct nbcoap_table *t, uint32_t slot)
{
	const struct nbcoap_table_link *link = &t->links[slot];
	uint32_t *at = &t->heads[link->key & t->mask];

	while (*at && *at != slot + 1)
		at = &t->links[*at - 1].next;
	if (*at)
		*at = link->next;
}

uint32_t nbcoap_table_find(const struct nbcoap_table *t, uint64_t key)
{
	uint32_t n = t->heads[key & t->mask];

	while (n && t->links[n - 1].key != key)
		n = t->links[n - 1].next;
	return n - 1; /* none: NBCOAP_NO_SLOT */
}
