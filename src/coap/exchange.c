#include "coap/exchange.h"

#include <string.h>

void nbcoap_exchanges_place(struct nbcoap_exchanges *x, uint32_t cap,
			    uint32_t message_size, struct nbcoap_arena *a)
{
	x->cap = cap;
	x->message_size = message_size;
	x->slots = nbcoap_arena_take(a, cap, sizeof(x->slots[0]));
	x->items = nbcoap_arena_take(a, cap, sizeof(x->items[0]));
	x->bytes = nbcoap_arena_take(a, cap, message_size);
	nbcoap_table_place(&x->by_token, cap, a);
	nbcoap_table_place(&x->by_id, cap, a);
	nbcoap_list_init(&x->free, x->items);
	nbcoap_list_fill(&x->free, cap);
}

/* Puts the one in @slot in its place, all zero. */
static void clear(struct nbcoap_exchanges *all, uint32_t slot)
{
	struct nbcoap_exchange *x = &all->slots[slot];

	memset(x, 0, sizeof(*x));
	x->slot = slot;
	x->bytes = all->bytes + (size_t)slot * all->message_size;
}

bool nbcoap_exchanges_has_room(const struct nbcoap_exchanges *all)
{
	return all->free.first != NBCOAP_NO_SLOT;
}

static struct nbcoap_exchange *at(const struct nbcoap_exchanges *all,
				  uint32_t slot)
{
	return slot == NBCOAP_NO_SLOT ? NULL : &all->slots[slot];
}

struct nbcoap_exchange *nbcoap_exchanges_add(struct nbcoap_exchanges *all)
{
	uint32_t slot = nbcoap_list_take(&all->free);

	if (slot != NBCOAP_NO_SLOT)
		clear(all, slot);
	return at(all, slot);
}

void nbcoap_exchanges_remove(struct nbcoap_exchanges *all,
			     struct nbcoap_exchange *x)
{
	nbcoap_table_remove(&all->by_token, x->slot);
	nbcoap_table_remove(&all->by_id, x->slot);
	x->life = NBCOAP_LIFE_FREE;
	nbcoap_list_add(&all->free, x->slot);
}

struct nbcoap_exchange *
nbcoap_exchanges_find(const struct nbcoap_exchanges *all,
		      const struct nbcoap_table *table, uint64_t key)
{
	return at(all, nbcoap_table_find(table, key));
}
