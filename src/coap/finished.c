#include "coap/finished.h"

void nbcoap_finished_place(struct nbcoap_finished *f, uint32_t cap,
			   struct nbcoap_arena *a)
{
	f->cap = cap;
	f->expires = nbcoap_arena_take(a, cap, sizeof(f->expires[0]));
	nbcoap_table_place(&f->table, cap, a);
}

void nbcoap_finished_add(struct nbcoap_finished *f, uint64_t key, nb_ms expires)
{
	if (!f->cap)
		return;
	nbcoap_table_remove(&f->table, f->hand);
	nbcoap_table_add(&f->table, f->hand, key);
	f->expires[f->hand] = expires;
	f->hand = (f->hand + 1) % f->cap;
}

bool nbcoap_finished_has(const struct nbcoap_finished *f, uint64_t key,
			 nb_ms now)
{
	uint32_t slot = nbcoap_table_find(&f->table, key);

	return slot != NBCOAP_NO_SLOT && now < f->expires[slot];
}
