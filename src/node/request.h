/*
 * request.h - a request of node.h as bytes that can wait, and back
 *
 * Knows URIs and options.  Does not know whose turn it is.
 */
#ifndef NODE_REQUEST_H
#define NODE_REQUEST_H

#include <nbcoap/node.h>

/* Options of one request at most. */
#define NODE_OPTIONS 64

/*
 * Writes @request as a message without token and ID into @buf, and whom it is
 * for into *@peer; a name is looked up among @families (node_udp_resolve).
 * Its length, or an error as nbcoap_node_request() has it.  What the
 * endpoint would refuse for good is refused here: the rest may only wait.
 */
int node_request_write(struct nb_addr *peer, uint8_t *buf, size_t cap,
		       const struct nbcoap_node_request *request,
		       unsigned families);

/* Reads what was written: all but peer, params and user of @out. */
void node_request_read(struct nbcoap_request *out,
		       struct nbcoap_option options[NODE_OPTIONS],
		       const uint8_t *bytes, size_t len);

/* Content-Format @format, its value in @value. */
struct nbcoap_option node_format_option(int format, uint8_t value[4]);

#endif
