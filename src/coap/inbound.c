#include "coap/inbound.h"

#include "base/assert.h"

#include <string.h>

void nbcoap_inbounds_place(struct nbcoap_inbounds *x, uint32_t cap,
			   uint32_t message_size, struct nbcoap_arena *a)
{
	x->cap = cap;
	x->message_size = message_size;
	x->slots = nbcoap_arena_take(a, cap, sizeof(x->slots[0]));
	x->items = nbcoap_arena_take(a, cap, sizeof(x->items[0]));
	x->bytes = nbcoap_arena_take(a, cap, message_size);
	nbcoap_table_place(&x->by_request, cap, a);
	nbcoap_table_place(&x->by_own_id, cap, a);
	for (size_t i = 0; i < NB_COUNT(x->forgettable); i++)
		nbcoap_list_init(&x->forgettable[i], x->items);
	nbcoap_list_init(&x->free, x->items);
	nbcoap_list_fill(&x->free, cap);
}

/* Puts the one in @slot in its place, all zero. */
static void clear(struct nbcoap_inbounds *all, uint32_t slot)
{
	struct nbcoap_inbound *x = &all->slots[slot];

	memset(x, 0, sizeof(*x));
	x->slot = slot;
	x->number = all->base + slot;
	x->bytes = all->bytes + (size_t)slot * all->message_size;
}

static struct nbcoap_inbound *at(const struct nbcoap_inbounds *all,
				 uint32_t slot)
{
	return slot == NBCOAP_NO_SLOT ? NULL : &all->slots[slot];
}

struct nbcoap_inbound *nbcoap_inbounds_at(const struct nbcoap_inbounds *all,
					  int slot)
{
	return slot < 0 || (uint32_t)slot >= all->cap ? NULL
						      : &all->slots[slot];
}

struct nbcoap_inbound *nbcoap_inbounds_add(struct nbcoap_inbounds *all)
{
	uint32_t slot = nbcoap_list_take(&all->free);

	if (slot != NBCOAP_NO_SLOT)
		clear(all, slot);
	return at(all, slot);
}

void nbcoap_inbounds_remove(struct nbcoap_inbounds *all,
			    struct nbcoap_inbound *x)
{
	x->life = NBCOAP_INBOUND_FREE;
	nbcoap_list_add(&all->free, x->slot);
}

void nbcoap_inbounds_offer(struct nbcoap_inbounds *all,
			   const struct nbcoap_inbound *x)
{
	if (x->worth != NBCOAP_WORTH_ACTION)
		nbcoap_list_add(&all->forgettable[x->worth], x->slot);
}

void nbcoap_inbounds_retain(struct nbcoap_inbounds *all,
			    const struct nbcoap_inbound *x)
{
	if (x->worth != NBCOAP_WORTH_ACTION)
		nbcoap_list_remove(&all->forgettable[x->worth], x->slot);
}

struct nbcoap_inbound *nbcoap_inbounds_oldest(const struct nbcoap_inbounds *all,
					      enum nbcoap_worth worth)
{
	return at(all, all->forgettable[worth].first);
}

struct nbcoap_inbound *
nbcoap_inbounds_younger(const struct nbcoap_inbounds *all,
			const struct nbcoap_inbound *x)
{
	return at(all, all->items[x->slot].next);
}

struct nbcoap_inbound *nbcoap_inbounds_find(const struct nbcoap_inbounds *all,
					    const struct nbcoap_table *table,
					    uint64_t key)
{
	return at(all, nbcoap_table_find(table, key));
}
