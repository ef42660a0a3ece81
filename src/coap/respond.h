/*
 * respond.h - the answer to a peer's request takes form
 *
 * Knows whether it goes out in the Acknowledgement, separately, or not at all
 * (RFC 7252, 5.2; RFC 7967).  Does not know how it fares: deliver.h does.
 */
#ifndef COAP_RESPOND_H
#define COAP_RESPOND_H

#include "coap/state.h"

/* Does No-Response with the value @suppress cover @code (RFC 7967, 2.1)? */
bool nbcoap_respond_is_suppressed(unsigned suppress, uint8_t code);

/* The length of the message; NB_ERR_SPACE, or NB_ERR_CALLER: no response. */
int nbcoap_respond_measure(const struct nbcoap_endpoint *e,
			   const struct nbcoap_message *head,
			   const struct nbcoap_response *response);

/* Writes the bytes of @x; they fit. */
void nbcoap_respond_encode(struct nbcoap_endpoint *e, struct nbcoap_inbound *x,
			   const struct nbcoap_message *head,
			   const struct nbcoap_response *response);

/*
 * They go out: in a Confirmable message until it is acknowledged, in one of any
 * other @type once.
 */
void nbcoap_respond_begin(struct nbcoap_endpoint *e, struct nbcoap_inbound *x,
			  enum nbcoap_type type);

/*
 * Answers @x, which is of @worth.  0, NB_ERR_SPACE or
 * NB_ERR_CALLER; nothing has changed then.
 */
int nbcoap_respond(struct nbcoap_endpoint *e, struct nbcoap_inbound *x,
		   const struct nbcoap_response *response,
		   enum nbcoap_worth worth);

#endif
