/*
 * server.h - a node's resources
 *
 * Knows paths and who answers for them.  Does not know the protocol.
 */
#ifndef NODE_SERVER_H
#define NODE_SERVER_H

#include "node/state.h"

/* Somebody asks: calls the resource's callback, or answers 4.04. */
void node_server_asked(struct nbcoap_node *n, const struct nbcoap_event *event,
		       nb_ms now);

#endif
