#include "transfer/kept.h"

#include "base/assert.h"

#include <string.h>

/*
 * The payload stands first, where that of the request stood and may be the
 * same; code and options behind it, as a message without token and payload.
 */
static struct nbcoap_message head_of(const struct nbcoap_response *response)
{
	return (struct nbcoap_message){.type = NBCOAP_NON,
				       .code = response->code};
}

struct nbcoap_body *nbcoap_kept_add(struct nbcoap_server *s,
				    const struct nbcoap_ask *ask,
				    const struct nbcoap_response *response)
{
	struct nbcoap_message head = head_of(response);
	int head_len = nbcoap_message_measure(&head, response->options,
					      response->option_count,
					      (struct nb_bytes){0});

	if (head_len < 0 ||
	    (size_t)head_len + response->payload.len > s->bodies.size)
		return NULL;
	return ask->body ? ask->body
			 : nbcoap_bodies_add(&s->bodies, NBCOAP_BODY_RESULT,
					     ask->key);
}

void nbcoap_kept_put(struct nbcoap_server *s, struct nbcoap_body *body,
		     const struct nbcoap_response *response, nb_ms now)
{
	struct nbcoap_message head = head_of(response);
	size_t len = response->payload.len;

	memmove(body->bytes, response->payload.data, len);
	body->len = (uint32_t)len;
	body->head_len = (uint32_t)nbcoap_message_encode(
		&head, response->options, response->option_count,
		(struct nb_bytes){0}, body->bytes + len, s->bodies.size - len);
	body->life = NBCOAP_BODY_RESULT;
	nbcoap_bodies_touch(&s->bodies, body, now);
}

bool nbcoap_kept_find(struct nbcoap_server *s, const struct nbcoap_ask *ask,
		      struct nbcoap_option_list *list,
		      struct nbcoap_response *response, nb_ms now)
{
	struct nbcoap_body *body =
		nbcoap_bodies_find(&s->bodies, NBCOAP_BODY_RESULT, ask->key);
	struct nbcoap_message head;

	if (!body)
		return false;
	enum nbcoap_format format = nbcoap_message_decode(
		&head, body->bytes + body->len, body->head_len);
	NB_ASSERT(format == NBCOAP_FORMAT_GOOD);
	nbcoap_option_list_init(list);
	nbcoap_option_list_put_message(list, &head);
	*response = (struct nbcoap_response){
		head.code, list->items, list->count, {body->bytes, body->len}};
	nbcoap_bodies_touch(&s->bodies, body, now);
	return true;
}
