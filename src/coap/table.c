#include "coap/table.h"

#include "base/assert.h"

/* The next of a slot that is in no chain. */
enum { ABSENT = NBCOAP_NO_SLOT - 1 };

void nbcoap_table_place(struct nbcoap_table *t, uint32_t cap,
			struct nbcoap_arena *a)
{
	t->cap = cap;
	t->head_count = 1;
	while (t->head_count < cap && t->head_count < 1u << 31)
		t->head_count *= 2;
	t->heads = nbcoap_arena_take(a, t->head_count, sizeof(t->heads[0]));
	t->links = nbcoap_arena_take(a, cap, sizeof(t->links[0]));
}

void nbcoap_table_reset(struct nbcoap_table *t)
{
	for (uint32_t i = 0; i < t->head_count; i++)
		t->heads[i] = NBCOAP_NO_SLOT;
	for (uint32_t i = 0; i < t->cap; i++)
		t->links[i].next = ABSENT;
}

static uint32_t *head_of(const struct nbcoap_table *t, uint64_t key)
{
	return &t->heads[key & (t->head_count - 1)];
}

void nbcoap_table_add(struct nbcoap_table *t, uint32_t slot, uint64_t key)
{
	uint32_t *head = head_of(t, key);

	NB_ASSERT(slot < t->cap && t->links[slot].next == ABSENT);
	t->links[slot].key = key;
	t->links[slot].next = *head;
	*head = slot;
}

void nbcoap_table_remove(struct nbcoap_table *t, uint32_t slot)
{
	struct nbcoap_table_link *link = &t->links[slot];

	if (link->next == ABSENT)
		return;
	uint32_t *at = head_of(t, link->key);
	while (*at != slot)
		at = &t->links[*at].next;
	*at = link->next;
	link->next = ABSENT;
}

uint32_t nbcoap_table_find(const struct nbcoap_table *t, uint64_t key)
{
	uint32_t slot = *head_of(t, key);

	while (slot != NBCOAP_NO_SLOT && t->links[slot].key != key)
		slot = t->links[slot].next;
	return slot;
}
