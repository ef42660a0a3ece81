/*
 * event.h - events for the owners of exchanges and of inbound requests
 *
 * Knows what an event carries.  Does not know why it happened, nor whose turn
 * it is: told.h does.
 */
#ifndef COAP_EVENT_H
#define COAP_EVENT_H

#include "coap/state.h"

/* The owner of @x shall be told. */
void nbcoap_event_raise(struct nbcoap_endpoint *e, struct nbcoap_exchange *x,
			enum nbcoap_event_type type);
void nbcoap_event_raise_inbound(struct nbcoap_endpoint *e,
				const struct nbcoap_inbound *x,
				enum nbcoap_event_type type);

#endif
