/*
 * client.h - a node's requests: they wait, start and end
 *
 * Knows slots and whose turn it is.  Does not know sockets.
 */
#ifndef NODE_CLIENT_H
#define NODE_CLIENT_H

#include "node/state.h"

/* Hands to the endpoint what waits and may go now. */
void node_client_start(struct nbcoap_node *n, nb_ms now);

/* The endpoint's word on a request, mostly its last: calls its callback. */
void node_client_tell(struct nbcoap_node *n, const struct nbcoap_event *event);

#endif
