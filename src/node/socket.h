/*
 * socket.h - what a node's endpoint sends and gets, and waiting for it
 *
 * Knows which socket a peer is reached by.  Does not know what is said.
 */
#ifndef NODE_SOCKET_H
#define NODE_SOCKET_H

#include "node/state.h"

/* Sends what the endpoint has and the sockets take; false: that is nothing. */
bool node_socket_send(struct nbcoap_node *n, nb_ms now);

/*
 * Waits until a datagram has come to a socket, or @wait (negative: any time)
 * has passed, or a signal came; *@come: a bit for each socket to be asked.
 * 0, NODE_SIGNAL, or NB_ERR_SYSTEM.
 */
#define NODE_SIGNAL 1
int node_socket_wait(struct nbcoap_node *n, nb_ms wait, unsigned *come);

/* Gives the endpoint the next datagram of socket @i; false: there is none. */
bool node_socket_receive(struct nbcoap_node *n, size_t i, nb_ms now);

#endif
