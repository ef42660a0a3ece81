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
	x->items = nbcoap_arena_take(a, cap, sizeof(x->items[0]));
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
	nbcoap_list_init(&x->free, x->items);
	for (uint32_t slot = x->cap; slot-- > 0;)
		nbcoap_inbounds_remove(x, slot);
	for (size_t i = 0; i < NB_COUNT(x->forgettable); i++)
		nbcoap_list_init(&x->forgettable[i], x->items);
	nbcoap_table_reset(&x->by_request);
	nbcoap_table_reset(&x->by_own_id);
}

uint32_t nbcoap_inbounds_add(struct nbcoap_inbounds *x)
{
	uint32_t slot = nbcoap_list_take(&x->free);

	if (slot != NBCOAP_NO_SLOT)
		memset(&x->slots[slot], 0, sizeof(x->slots[slot]));
	return slot;
}

void nbcoap_inbounds_remove(struct nbcoap_inbounds *x, uint32_t slot)
{
	x->slots[slot].life = NBCOAP_INBOUND_FREE;
	nbcoap_list_add(&x->free, slot);
}

void nbcoap_inbounds_offer(struct nbcoap_inbounds *x, uint32_t slot)
{
	enum nbcoap_worth worth = x->slots[slot].worth;

	if (worth != NBCOAP_WORTH_ACTION)
		nbcoap_list_add(&x->forgettable[worth], slot);
}

void nbcoap_inbounds_retain(struct nbcoap_inbounds *x, uint32_t slot)
{
	enum nbcoap_worth worth = x->slots[slot].worth;

	if (worth != NBCOAP_WORTH_ACTION)
		nbcoap_list_remove(&x->forgettable[worth], slot);
}

uint32_t nbcoap_inbounds_oldest(const struct nbcoap_inbounds *x,
				enum nbcoap_worth worth)
{
	return x->forgettable[worth].first;
}

uint32_t nbcoap_inbounds_younger(const struct nbcoap_inbounds *x, uint32_t slot)
{
	return x->items[slot].next;
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
