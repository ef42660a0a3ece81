#include <nbcoap/endpoint.h>

#include "coap/event.h"
#include "coap/respond.h"
#include "coap/service.h"

#include <string.h>

static enum nbcoap_type type_of(bool confirmable)
{
	return confirmable ? NBCOAP_CON : NBCOAP_NON;
}

static struct nbcoap_message head_of(const uint8_t *token, uint16_t token_len,
				     enum nbcoap_type type, uint8_t code)
{
	return (struct nbcoap_message){
		.type = type,
		.code = code,
		.token_len = token_len,
		.token = token,
	};
}

/* What it says of itself; the rest is as if it had been asked for by NON. */
static void describe(const struct nbcoap_endpoint *e, struct nbcoap_inbound *x,
		     const struct nbcoap_notification *notification)
{
	x->peer = notification->peer;
	x->token_len = notification->token_len;
	memcpy(nbcoap_inbound_token(x), notification->token, x->token_len);
	x->user = notification->user;
	x->worth = NBCOAP_WORTH_REFUSED;
	x->notification = true;
	x->owned = true;
	x->expires = e->now +
		     nbcoap_non_lifetime(nbcoap_service_params(e, &x->peer));
}

int nbcoap_endpoint_notify(struct nbcoap_endpoint *e,
			   const struct nbcoap_notification *notification,
			   nb_ms now)
{
	const struct nbcoap_response *response = &notification->response;
	struct nbcoap_message head =
		head_of(notification->token, notification->token_len,
			type_of(notification->confirmable), response->code);
	int len = nbcoap_respond_measure(e, &head, response);

	e->now = now;
	if (head.token_len > e->token_max)
		return NB_ERR_CALLER;
	if (len < 0)
		return len;
	struct nbcoap_inbound *x = nbcoap_service_add(e);
	if (!x)
		return NB_ERR_SPACE;
	describe(e, x, notification);
	nbcoap_event_raise_inbound(e, x, NBCOAP_EVENT_PIN);
	nbcoap_respond_encode(e, x, &head, response);
	nbcoap_respond_begin(e, x, head.type);
	return (int)x->slot;
}

bool nbcoap_endpoint_may_supersede(const struct nbcoap_endpoint *e, int inbound)
{
	const struct nbcoap_inbound *x =
		nbcoap_inbounds_at(&e->inbounds, inbound);

	return x && x->notification &&
	       (x->life == NBCOAP_INBOUND_ANSWERED ||
		x->life == NBCOAP_INBOUND_SEPARATE) &&
	       !nbcoap_outbox_is_at_link(&e->outbox, x->number);
}

int nbcoap_endpoint_supersede(struct nbcoap_endpoint *e, int inbound,
			      const struct nbcoap_response *response)
{
	if (!nbcoap_endpoint_may_supersede(e, inbound))
		return NB_ERR_CALLER;
	struct nbcoap_inbound *x = nbcoap_inbounds_at(&e->inbounds, inbound);
	struct nbcoap_message head =
		head_of(nbcoap_inbound_token(x), x->token_len,
			type_of(x->life == NBCOAP_INBOUND_SEPARATE),
			response->code);
	int len = nbcoap_respond_measure(e, &head, response);

	if (len < 0)
		return len;
	nbcoap_respond_encode(e, x, &head, response);
	x->newer = true;
	return 0;
}
