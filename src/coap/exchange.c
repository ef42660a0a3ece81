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
}

void nbcoap_exchanges_reset(struct nbcoap_exchanges *x)
{
	nbcoap_table_reset(&x->by_token);
	nbcoap_table_reset(&x->by_id);
	nbcoap_list_init(&x->free, x->items);
	for (uint32_t slot = x->cap; slot-- > 0;)
		nbcoap_exchanges_remove(x, slot);
}

bool nbcoap_exchanges_has_room(const struct nbcoap_exchanges *x)
{
	return x->free.first != NBCOAP_NO_SLOT;
}

uint32_t nbcoap_exchanges_add(struct nbcoap_exchanges *x)
{
	uint32_t slot = nbcoap_list_take(&x->free);

	if (slot != NBCOAP_NO_SLOT)
		memset(&x->slots[slot], 0, sizeof(x->slots[slot]));
	return slot;
}

void nbcoap_exchanges_remove(struct nbcoap_exchanges *x, uint32_t slot)
{
	nbcoap_table_remove(&x->by_token, slot);
	nbcoap_table_remove(&x->by_id, slot);
	x->slots[slot].life = NBCOAP_LIFE_FREE;
	nbcoap_list_add(&x->free, slot);
}

uint8_t *nbcoap_exchanges_bytes(const struct nbcoap_exchanges *x, uint32_t slot)
{
	return x->bytes + (size_t)slot * x->message_size;
}

static bool has_token(const struct nbcoap_exchange *x, uint32_t peer,
		      const uint8_t *token, size_t len)
{
	return x->peer == peer && x->token_len == len &&
	       !memcmp(x->token, token, len);
}

uint32_t nbcoap_exchanges_find_token(const struct nbcoap_exchanges *x,
				     uint64_t key, uint32_t peer,
				     const uint8_t *token, size_t len)
{
	uint32_t slot = nbcoap_table_find(&x->by_token, key);

	while (slot != NBCOAP_NO_SLOT &&
	       !has_token(&x->slots[slot], peer, token, len))
		slot = nbcoap_table_next(&x->by_token, slot);
	return slot;
}

uint32_t nbcoap_exchanges_find_id(const struct nbcoap_exchanges *x,
				  uint64_t key, uint32_t peer, uint16_t id)
{
	uint32_t slot = nbcoap_table_find(&x->by_id, key);

	while (slot != NBCOAP_NO_SLOT &&
	       (x->slots[slot].peer != peer || x->slots[slot].id != id))
		slot = nbcoap_table_next(&x->by_id, slot);
	return slot;
}
