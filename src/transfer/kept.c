#include "transfer/kept.h"

#include "base/assert.h"

#include <string.h>

enum { MARKER = 0xff };

/* It is kept as a message without token; this is the part before its payload. */
static int head_len(const struct nbcoap_response *response)
{
	struct nbcoap_message head = {.type = NBCOAP_NON,
				      .code = response->code};

	return nbcoap_message_measure(&head, response->options,
				      response->option_count,
				      (struct nb_bytes){0});
}

uint32_t nbcoap_kept_add(struct nbcoap_server *s, const struct nbcoap_ask *ask,
			 const struct nbcoap_response *response)
{
	int len = head_len(response);

	if (len < 0 || (size_t)len + 1 > s->bodies.size ||
	    response->payload.len > s->bodies.size - (size_t)len - 1)
		return NBCOAP_NO_SLOT;
	if (ask->body != NBCOAP_NO_SLOT)
		return ask->body;
	uint32_t slot = nbcoap_bodies_find(&s->bodies, NBCOAP_BODY_RESULT,
					   &ask->peer, ask->key);
	return slot != NBCOAP_NO_SLOT
		       ? slot
		       : nbcoap_bodies_add(&s->bodies, NBCOAP_BODY_RESULT,
					   &ask->peer, ask->key);
}

/* The payload first: it may lie where it is kept. */
void nbcoap_kept_put(struct nbcoap_server *s, uint32_t slot,
		     const struct nbcoap_response *response, nb_ms now)
{
	struct nbcoap_message head = {.type = NBCOAP_NON,
				      .code = response->code};
	struct nbcoap_body *body = &s->bodies.slots[slot];
	uint8_t *at = nbcoap_bodies_bytes(&s->bodies, slot);
	size_t len = (size_t)head_len(response);

	memmove(at + len + 1, response->payload.data, response->payload.len);
	nbcoap_message_encode(&head, response->options, response->option_count,
			      (struct nb_bytes){0}, at, len);
	at[len] = MARKER;
	body->life = NBCOAP_BODY_RESULT;
	body->len = (uint32_t)(len + 1 + response->payload.len);
	nbcoap_bodies_touch(&s->bodies, slot, now);
}

bool nbcoap_kept_find(struct nbcoap_server *s, const struct nbcoap_ask *ask,
		      struct nbcoap_option_list *list,
		      struct nbcoap_response *response, nb_ms now)
{
	uint32_t slot = nbcoap_bodies_find(&s->bodies, NBCOAP_BODY_RESULT,
					   &ask->peer, ask->key);
	struct nbcoap_message m;

	if (slot == NBCOAP_NO_SLOT)
		return false;
	enum nbcoap_format format =
		nbcoap_message_decode(&m, nbcoap_bodies_bytes(&s->bodies, slot),
				      s->bodies.slots[slot].len);
	NB_ASSERT(format == NBCOAP_FORMAT_GOOD);
	nbcoap_option_list_init(list);
	nbcoap_option_list_put_message(list, &m);
	*response = (struct nbcoap_response){m.code, list->items, list->count,
					     m.payload};
	nbcoap_bodies_touch(&s->bodies, slot, now);
	return true;
}
