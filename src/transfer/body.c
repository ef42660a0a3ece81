#include "transfer/body.h"

void nbcoap_bodies_init(struct nbcoap_bodies *b, uint32_t cap, uint32_t size,
			struct nbcoap_arena *a)
{
	struct nbcoap_body *slots = nbcoap_arena_take(a, cap, sizeof(slots[0]));
	uint8_t *bytes = nbcoap_arena_take(a, cap, size);

	if (!bytes)
		return;
	b->size = size;
	b->slots = slots;
	b->end = slots + cap;
	for (struct nbcoap_body *body = slots; body < b->end; body++) {
		nbcoap_body_remove(body);
		body->bytes = bytes;
		bytes += size;
	}
}

struct nbcoap_body *nbcoap_bodies_find(const struct nbcoap_bodies *b,
				       enum nbcoap_body_life life, uint64_t key)
{
	for (struct nbcoap_body *body = b->slots; body < b->end; body++)
		if (body->life == life && body->key == key)
			return body;
	return NULL;
}

/* The response that will be forgotten first, or NULL. */
static struct nbcoap_body *find_oldest(const struct nbcoap_bodies *b)
{
	struct nbcoap_body *oldest = NULL;

	for (struct nbcoap_body *body = b->slots; body < b->end; body++)
		if (body->life == NBCOAP_BODY_RESULT &&
		    (!oldest || body->expires < oldest->expires))
			oldest = body;
	return oldest;
}

struct nbcoap_body *nbcoap_bodies_add(struct nbcoap_bodies *b,
				      enum nbcoap_body_life life, uint64_t key)
{
	struct nbcoap_body *body = nbcoap_bodies_find(b, life, key);

	if (!body)
		body = nbcoap_bodies_find(b, NBCOAP_BODY_FREE, 0);
	if (!body)
		body = find_oldest(b);
	if (body) {
		body->life = life;
		body->key = key;
	}
	return body;
}

void nbcoap_body_remove(struct nbcoap_body *body)
{
	body->life = NBCOAP_BODY_FREE;
	body->key = 0;
	body->expires = NB_NEVER;
}

void nbcoap_bodies_touch(const struct nbcoap_bodies *b,
			 struct nbcoap_body *body, nb_ms now)
{
	body->expires = now + b->patience;
}

nb_ms nbcoap_bodies_deadline(const struct nbcoap_bodies *b)
{
	nb_ms first = NB_NEVER;

	for (const struct nbcoap_body *body = b->slots; body < b->end; body++)
		if (body->expires < first)
			first = body->expires;
	return first;
}

void nbcoap_bodies_expire(struct nbcoap_bodies *b, nb_ms now)
{
	for (struct nbcoap_body *body = b->slots; body < b->end; body++)
		if (body->expires <= now)
			nbcoap_body_remove(body);
}
