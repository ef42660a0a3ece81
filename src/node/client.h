/*
 * client.h - a node's requests: they wait, start and end
 *
 * Knows slots and whose turn it is.  Does not know sockets.
 */
#ifndef NODE_CLIENT_H
#define NODE_CLIENT_H

#include "node/state.h"

/* Sends the pings that wait and may go now. */
void node_client_start(struct nbcoap_node *n, nb_ms now);

/* The client's word on a request, mostly its last: calls its callback. */
void node_client_tell(struct nbcoap_node *n,
		      const struct nbcoap_client_event *own);

#endif
