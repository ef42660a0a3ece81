/*
 * event.h - what owners of exchanges have not been told yet
 *
 * Knows a set of events for each exchange and whose turn it is, so there is
 * always room.  Does not know why they happened.  An exchange's events come in
 * a fixed order, its last one before the unpinning of its peer.
 */
#ifndef COAP_EVENT_H
#define COAP_EVENT_H

#include "coap/state.h"

/* The owner of the exchange in @slot shall be told. */
void nbcoap_event_raise(struct nbcoap_endpoint *e, uint32_t slot,
			enum nbcoap_event_type type);

/* The owner wants to hear no more: only what is for the link stays. */
void nbcoap_event_hush(struct nbcoap_exchange *x);

/* The verdict has come: there is nothing to withdraw any more. */
void nbcoap_event_settled(struct nbcoap_exchange *x);

#endif
