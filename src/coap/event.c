#include "coap/event.h"

#include <string.h>

void nbcoap_event_raise(struct nbcoap_endpoint *e, struct nbcoap_exchange *x,
			enum nbcoap_event_type type)
{
	nbcoap_told_add(&e->told, x->slot, type);
}

void nbcoap_event_raise_inbound(struct nbcoap_endpoint *e,
				const struct nbcoap_inbound *x,
				enum nbcoap_event_type type)
{
	nbcoap_told_add(&e->told, x->number, type);
}

static void take_exchange(struct nbcoap_endpoint *e, struct nbcoap_event *ev,
			  struct nbcoap_exchange *x)
{
	ev->exchange = (int)x->slot;
	ev->user = x->user;
	ev->peer = x->peer->addr;
	ev->progress = x->progress;
	ev->failure = x->failure;
	nbcoap_state_reap(e, x);
}

static void take_inbound(struct nbcoap_endpoint *e, struct nbcoap_event *ev,
			 struct nbcoap_inbound *x)
{
	ev->inbound = (int)x->slot;
	ev->user = x->user;
	ev->peer = x->peer;
	ev->failure = x->failure;
	nbcoap_state_reap_inbound(e, x);
}

bool nbcoap_endpoint_next_event(struct nbcoap_endpoint *e,
				struct nbcoap_event *ev)
{
	enum nbcoap_event_type type;
	uint32_t number;

	if (!nbcoap_told_next(&e->told, &number, &type))
		return false;
	memset(ev, 0, sizeof(*ev));
	ev->type = type;
	ev->exchange = ev->inbound = -1;
	ev->tag = nbcoap_outbox_tag(&e->outbox, number);
	if (type == NBCOAP_EVENT_RESPONSE || type == NBCOAP_EVENT_REQUEST ||
	    type == NBCOAP_EVENT_NOTIFICATION)
		ev->message = e->message;
	if (number < e->exchanges.cap)
		take_exchange(e, ev, nbcoap_state_exchange(e, number));
	else
		take_inbound(e, ev, nbcoap_state_inbound(e, number));
	return true;
}
