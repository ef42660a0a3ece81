/*
 * ids.h - whose message IDs a message of ours takes
 *
 * Knows that each peer that we have asked has its own, and that all others
 * share one run: so answering strangers takes up no room.  Does not know the
 * messages.
 */
#ifndef COAP_IDS_H
#define COAP_IDS_H

#include "coap/state.h"

/*
 * Writes a message ID toward @addr, that no exchange with it has, into the
 * message at @bytes.  Returns it; NB_ERR_SPACE when none is free now (of a peer
 * we have asked; the endpoint's deadline tells when to try again).
 */
int nbcoap_ids_put(struct nbcoap_endpoint *e, const struct nb_addr *addr,
		   uint8_t *bytes);

/* The link accepted the first message with it: its lifetime begins now. */
void nbcoap_ids_touch(struct nbcoap_endpoint *e, const struct nb_addr *addr,
		      uint16_t id);

/* Where the IDs of a peer may begin: by chance, far from the shared ones. */
uint16_t nbcoap_ids_chance(struct nbcoap_endpoint *e);

#endif
