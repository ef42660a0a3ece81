/*
 * debug.h - messages as lines for a person
 *
 * Knows how a message reads: "> [::1]:5683 CON GET 0x3a2f token
 * 7c01d2aa coap://[::1]/time".
 */
#ifndef NODE_DEBUG_H
#define NODE_DEBUG_H

#include <nbcoap/node.h>

/*
 * Writes one line of the @len bytes at @data to standard error; @way is '>'
 * when they go to @peer, '<' when they come from there.
 */
void node_debug_print(char way, const struct nb_addr *peer, const void *data,
		      size_t len);

#endif
