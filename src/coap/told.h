/*
 * told.h - what owners have not been told yet
 *
 * Knows a set of events for each number and whose turn it is, so there is
 * always room.  Does not know what the numbers stand for, nor why anything
 * happened.  The events of one number come in a fixed order, its last one
 * before the unpinning of its peer.
 */
#ifndef COAP_TOLD_H
#define COAP_TOLD_H

#include "coap/list.h"

#include <nbcoap/endpoint.h>

struct nbcoap_told {
	uint32_t *events; /* of each number, as bits */
	struct nbcoap_list turn;
};

/* Takes memory for numbers 0 to @cap - 1; there is nothing to tell. */
void nbcoap_told_place(struct nbcoap_told *t, uint32_t cap,
		       struct nbcoap_arena *a);

void nbcoap_told_add(struct nbcoap_told *t, uint32_t number,
		     enum nbcoap_event_type type);
/* It need not be told any more. */
void nbcoap_told_drop(struct nbcoap_told *t, uint32_t number,
		      enum nbcoap_event_type type);
/* Its owner wants to hear no more: only what is for the link stays. */
void nbcoap_told_hush(struct nbcoap_told *t, uint32_t number);

bool nbcoap_told_is_empty(const struct nbcoap_told *t, uint32_t number);

/* Takes the next event; false when there is none. */
bool nbcoap_told_next(struct nbcoap_told *t, uint32_t *number,
		      enum nbcoap_event_type *type);

#endif
