#include "coap/event.h"

#include <string.h>

void nbcoap_event_raise(struct nbcoap_endpoint *e, uint32_t slot,
			enum nbcoap_event_type type)
{
	nbcoap_told_add(&e->told, slot, type);
}

void nbcoap_event_raise_inbound(struct nbcoap_endpoint *e,
				const struct nbcoap_inbound *x,
				enum nbcoap_event_type type)
{
	nbcoap_told_add(&e->told, x->number, type);
}

static void fill_exchange(struct nbcoap_endpoint *e, struct nbcoap_event *ev,
			  uint32_t slot)
{
	const struct nbcoap_exchange *x = nbcoap_state_exchange(e, slot);

	ev->exchange = (int)slot;
	ev->inbound = -1;
	ev->user = x->user;
	ev->peer = nbcoap_state_peer(e, x)->addr;
	ev->progress = x->progress;
	ev->failure = x->failure;
	ev->tag = e->outbox.items[slot].tag;
}

static void fill_inbound(struct nbcoap_endpoint *e, struct nbcoap_event *ev,
			 const struct nbcoap_inbound *x)
{
	ev->exchange = -1;
	ev->inbound = (int)x->slot;
	ev->user = x->user;
	ev->peer = x->peer;
	ev->failure = x->failure;
	ev->tag = e->outbox.items[x->number].tag;
}

bool nbcoap_endpoint_next_event(struct nbcoap_endpoint *e,
				struct nbcoap_event *ev)
{
	enum nbcoap_event_type type;
	struct nbcoap_inbound *inbound;
	uint32_t number;

	if (!nbcoap_told_next(&e->told, &number, &type))
		return false;
	memset(ev, 0, sizeof(*ev));
	ev->type = type;
	if (type == NBCOAP_EVENT_RESPONSE || type == NBCOAP_EVENT_REQUEST ||
	    type == NBCOAP_EVENT_NOTIFICATION)
		ev->message = e->message;
	if (number < e->exchanges.cap) {
		fill_exchange(e, ev, number);
		nbcoap_state_reap(e, number);
	} else {
		inbound = nbcoap_state_inbound(e, number);
		fill_inbound(e, ev, inbound);
		nbcoap_state_reap_inbound(e, inbound);
	}
	return true;
}
