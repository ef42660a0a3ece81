/*
 * turn.h - when one more request to a peer may start
 *
 * Knows NSTART, free message IDs and PROBING_RATE of a peer, and its place in
 * the table, and wakes those who wait for the latter three: they come with
 * time.  Does not know who waits.
 */
#ifndef COAP_TURN_H
#define COAP_TURN_H

#include "coap/state.h"

/* May one more with @params start toward @peer? */
bool nbcoap_turn_has(const struct nbcoap_peer *peer,
		     const struct nbcoap_params *params, nb_ms now);

/* It has taken a message ID; or @len bytes to it are for nobody to answer. */
void nbcoap_turn_id_taken(struct nbcoap_endpoint *e, struct nbcoap_peer *peer);
void nbcoap_turn_probed(struct nbcoap_endpoint *e, struct nbcoap_peer *peer,
			uint32_t len);

/* It has said something: what it got before does not count. */
void nbcoap_turn_heard(struct nbcoap_endpoint *e, struct nbcoap_peer *peer);

/* Its deadline has come: its owner may try again. */
void nbcoap_turn_expire(struct nbcoap_endpoint *e, struct nbcoap_peer *peer);

#endif
