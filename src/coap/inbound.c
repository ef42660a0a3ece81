#include "coap/inbound.h"

#include "base/addr.h"
#include "base/assert.h"

#include <string.h>

void nbcoap_inbounds_place(struct nbcoap_inbounds *x, uint32_t cap,
			   uint32_t message_size, struct nbcoap_arena *a)
{
	x->cap = cap;
	x->message_size = message_size;
	x->slots = nbcoap_arena_take(a, cap, sizeof(x->slots[0]));
	x->bytes = nbcoap_arena_take(a, cap, message_size);
	nbcoap_table_place(&x->by_request, cap, a);
	nbcoap_table_place(&x->by_own_id, cap, a);
}

void nbcoap_inbounds_reset(struct nbcoap_inbounds *x, uint32_t limit,
			   uint32_t base)
{
	x->base = base;
	x->limit = limit;
	x->open = x->notifying = 0;
	x->free = NBCOAP_NO_SLOT;
	for (uint32_t slot = x->cap; slot > 0; slot--) {
		x->slots[slot - 1].life = NBCOAP_INBOUND_FREE;
		x->slots[slot - 1].next = x->free;
		x->free = slot - 1;
	}
	for (size_t i = 0; i < NB_COUNT(x->forgettable); i++)
		x->forgettable[i].first = x->forgettable[i].last =
			NBCOAP_NO_SLOT;
	nbcoap_table_reset(&x->by_request);
	nbcoap_table_reset(&x->by_own_id);
}

uint32_t nbcoap_inbounds_add(struct nbcoap_inbounds *x)
{
	uint32_t slot = x->free;

	if (slot == NBCOAP_NO_SLOT)
		return slot;
	x->free = x->slots[slot].next;
	memset(&x->slots[slot], 0, sizeof(x->slots[slot]));
	return slot;
}

void nbcoap_inbounds_remove(struct nbcoap_inbounds *x, uint32_t slot)
{
	x->slots[slot].life = NBCOAP_INBOUND_FREE;
	x->slots[slot].next = x->free;
	x->free = slot;
}

void nbcoap_inbounds_offer(struct nbcoap_inbounds *x, uint32_t slot)
{
	struct nbcoap_inbound *item = &x->slots[slot];

	if (item->worth == NBCOAP_WORTH_ACTION)
		return;
	struct nbcoap_inbound_list *list = &x->forgettable[item->worth];
	item->next = NBCOAP_NO_SLOT;
	item->previous = list->last;
	if (list->last == NBCOAP_NO_SLOT)
		list->first = slot;
	else
		x->slots[list->last].next = slot;
	list->last = slot;
}

void nbcoap_inbounds_retain(struct nbcoap_inbounds *x, uint32_t slot)
{
	const struct nbcoap_inbound *item = &x->slots[slot];

	if (item->worth == NBCOAP_WORTH_ACTION)
		return;
	struct nbcoap_inbound_list *list = &x->forgettable[item->worth];
	if (item->previous == NBCOAP_NO_SLOT)
		list->first = item->next;
	else
		x->slots[item->previous].next = item->next;
	if (item->next == NBCOAP_NO_SLOT)
		list->last = item->previous;
	else
		x->slots[item->next].previous = item->previous;
}

uint32_t nbcoap_inbounds_oldest(const struct nbcoap_inbounds *x,
				enum nbcoap_worth worth)
{
	return x->forgettable[worth].first;
}

uint32_t nbcoap_inbounds_younger(const struct nbcoap_inbounds *x, uint32_t slot)
{
	return x->slots[slot].next;
}

uint8_t *nbcoap_inbounds_bytes(const struct nbcoap_inbounds *x, uint32_t slot)
{
	return x->bytes + (size_t)slot * x->message_size;
}

static bool is_same(const struct nbcoap_inbound *item,
		    const struct nb_addr *peer, uint16_t id, uint64_t hash)
{
	return item->id == id && item->hash == hash &&
	       nb_addr_equal(&item->peer, peer);
}

uint32_t nbcoap_inbounds_find(const struct nbcoap_inbounds *x, uint64_t key,
			      const struct nb_addr *peer, uint16_t id,
			      uint64_t hash)
{
	uint32_t slot = nbcoap_table_find(&x->by_request, key);

	while (slot != NBCOAP_NO_SLOT &&
	       !is_same(&x->slots[slot], peer, id, hash))
		slot = nbcoap_table_next(&x->by_request, slot);
	return slot;
}

uint32_t nbcoap_inbounds_find_answer(const struct nbcoap_inbounds *x,
				     uint64_t key, const struct nb_addr *peer,
				     uint16_t id)
{
	uint32_t slot = nbcoap_table_find(&x->by_own_id, key);

	while (slot != NBCOAP_NO_SLOT &&
	       (x->slots[slot].own_id != id ||
		!nb_addr_equal(&x->slots[slot].peer, peer)))
		slot = nbcoap_table_next(&x->by_own_id, slot);
	return slot;
}
