#include <nbcoap/endpoint.h>

#include "coap/event.h"
#include "coap/respond.h"
#include "coap/service.h"

#include <string.h>

static struct nbcoap_message head_of(const struct nbcoap_inbound *x,
				     enum nbcoap_type type, uint8_t code)
{
	struct nbcoap_message m = {
		.type = type,
		.code = code,
		.token_len = x->token_len,
	};

	memcpy(m.token, x->token, sizeof(m.token));
	return m;
}

/* What it says of itself; the rest is as if it had been asked for by NON. */
static struct nbcoap_inbound
describe(const struct nbcoap_endpoint *e,
	 const struct nbcoap_notification *notification, nb_ms now)
{
	struct nbcoap_inbound x = {
		.peer = notification->peer,
		.token_len = notification->token_len,
		.user = notification->user,
		.worth = NBCOAP_WORTH_REFUSED,
		.notification = true,
		.owned = true,
	};

	memcpy(x.token, notification->token, sizeof(x.token));
	x.expires =
		now + nbcoap_non_lifetime(nbcoap_service_params(e, &x.peer));
	return x;
}

int nbcoap_endpoint_notify(struct nbcoap_endpoint *e,
			   const struct nbcoap_notification *notification,
			   nb_ms now)
{
	const struct nbcoap_response *response = &notification->response;
	struct nbcoap_inbound x = describe(e, notification, now);
	enum nbcoap_type type =
		notification->confirmable ? NBCOAP_CON : NBCOAP_NON;
	struct nbcoap_message head = head_of(&x, type, response->code);
	int error = nbcoap_respond_check(e, &head, response);

	if (error)
		return error;
	uint32_t slot = nbcoap_service_add(e);
	if (slot == NBCOAP_NO_SLOT)
		return NB_ERR_SPACE;
	*nbcoap_state_inbound(e, slot) = x;
	nbcoap_event_raise_inbound(e, slot, NBCOAP_EVENT_PIN);
	nbcoap_respond_encode(e, slot, &head, response);
	nbcoap_respond_begin(e, slot, type, now);
	return (int)slot;
}

static bool is_on_its_way(const struct nbcoap_endpoint *e, int inbound)
{
	if (inbound < 0 || (uint32_t)inbound >= e->inbounds.cap)
		return false;
	const struct nbcoap_inbound *x = &e->inbounds.slots[inbound];
	return x->notification && (x->life == NBCOAP_INBOUND_ANSWERED ||
				   x->life == NBCOAP_INBOUND_SEPARATE);
}

int nbcoap_endpoint_supersede(struct nbcoap_endpoint *e, int inbound,
			      const struct nbcoap_response *response)
{
	if (!is_on_its_way(e, inbound))
		return NB_ERR_CALLER;
	uint32_t slot = (uint32_t)inbound;
	struct nbcoap_inbound *x = nbcoap_state_inbound(e, slot);
	enum nbcoap_type type =
		x->life == NBCOAP_INBOUND_SEPARATE ? NBCOAP_CON : NBCOAP_NON;
	struct nbcoap_message head = head_of(x, type, response->code);
	int error = nbcoap_respond_check(e, &head, response);

	if (error)
		return error;
	if (nbcoap_outbox_is_at_link(&e->outbox, e->inbounds.base + slot))
		return NB_ERR_SPACE;
	nbcoap_respond_encode(e, slot, &head, response);
	x->newer = true;
	return 0;
}
