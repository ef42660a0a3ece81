#include "transfer/body.h"

#include "base/addr.h"

void nbcoap_bodies_place(struct nbcoap_bodies *b, uint32_t cap, uint32_t size,
			 struct nbcoap_arena *a)
{
	b->cap = cap;
	b->size = size;
	b->slots = nbcoap_arena_take(a, cap, sizeof(b->slots[0]));
	b->bytes = nbcoap_arena_take(a, cap, size);
}

void nbcoap_bodies_reset(struct nbcoap_bodies *b, nb_ms patience)
{
	b->patience = patience;
	for (uint32_t slot = 0; slot < b->cap; slot++)
		b->slots[slot].life = NBCOAP_BODY_FREE;
}

uint32_t nbcoap_bodies_find(const struct nbcoap_bodies *b,
			    enum nbcoap_body_life life,
			    const struct nb_addr *peer, uint64_t key)
{
	for (uint32_t slot = 0; slot < b->cap; slot++) {
		const struct nbcoap_body *body = &b->slots[slot];

		if (body->life == life && body->key == key &&
		    nb_addr_equal(&body->peer, peer))
			return slot;
	}
	return NBCOAP_NO_SLOT;
}

/* Is @a to be taken rather than @b? */
static bool is_better(const struct nbcoap_body *a, const struct nbcoap_body *b)
{
	if (a->life == NBCOAP_BODY_FREE || b->life == NBCOAP_BODY_FREE)
		return b->life != NBCOAP_BODY_FREE;
	return a->expires < b->expires;
}

uint32_t nbcoap_bodies_add(struct nbcoap_bodies *b, enum nbcoap_body_life life,
			   const struct nb_addr *peer, uint64_t key)
{
	uint32_t best = NBCOAP_NO_SLOT;

	for (uint32_t slot = 0; slot < b->cap; slot++) {
		const struct nbcoap_body *body = &b->slots[slot];

		if ((body->life == NBCOAP_BODY_FREE ||
		     body->life == NBCOAP_BODY_RESULT) &&
		    (best == NBCOAP_NO_SLOT ||
		     is_better(body, &b->slots[best])))
			best = slot;
	}
	if (best != NBCOAP_NO_SLOT)
		b->slots[best] = (struct nbcoap_body){
			.life = life, .peer = *peer, .key = key};
	return best;
}

void nbcoap_bodies_remove(struct nbcoap_bodies *b, uint32_t slot)
{
	if (slot != NBCOAP_NO_SLOT)
		b->slots[slot].life = NBCOAP_BODY_FREE;
}

void nbcoap_bodies_touch(struct nbcoap_bodies *b, uint32_t slot, nb_ms now)
{
	b->slots[slot].expires = now + b->patience;
}

uint8_t *nbcoap_bodies_bytes(const struct nbcoap_bodies *b, uint32_t slot)
{
	return b->bytes + (size_t)slot * b->size;
}

static bool expires(const struct nbcoap_body *body)
{
	return body->life == NBCOAP_BODY_UPLOAD ||
	       body->life == NBCOAP_BODY_RESULT;
}

nb_ms nbcoap_bodies_deadline(const struct nbcoap_bodies *b)
{
	nb_ms first = NB_NEVER;

	for (uint32_t slot = 0; slot < b->cap; slot++)
		if (expires(&b->slots[slot]) && b->slots[slot].expires < first)
			first = b->slots[slot].expires;
	return first;
}

void nbcoap_bodies_expire(struct nbcoap_bodies *b, nb_ms now)
{
	for (uint32_t slot = 0; slot < b->cap; slot++)
		if (expires(&b->slots[slot]) && b->slots[slot].expires <= now)
			nbcoap_bodies_remove(b, slot);
}
