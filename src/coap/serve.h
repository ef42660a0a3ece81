/*
 * serve.h - a peer's request arrives
 *
 * Knows who may ask, duplicates (RFC 7252, 4.5; DESIGN, decision 6), what is
 * turned away without asking its owner, and what a full table forgets.  Does
 * not know resources: what is asked for is the owner's.
 */
#ifndef COAP_SERVE_H
#define COAP_SERVE_H

#include "coap/state.h"

/* A request that came, and how. */
struct nbcoap_asked {
	const struct nbcoap_arrival *from;
	const struct nbcoap_message *message;
	struct nb_bytes bytes;
};

/* Is anything served at all? */
bool nbcoap_serve_is_on(const struct nbcoap_endpoint *e);

void nbcoap_serve_request(struct nbcoap_endpoint *e,
			  const struct nbcoap_asked *asked);

#endif
