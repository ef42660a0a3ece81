/*
 * deliver.h - an answer on its way to the peer that asked
 *
 * Knows what a verdict, an Acknowledgement, a Reset and a deadline do to it in
 * each of its states (RFC 7252, 4.2 and 5.2).  Does not know what it says.
 */
#ifndef COAP_DELIVER_H
#define COAP_DELIVER_H

#include "coap/state.h"

/* May the answer of @x go out now?  Then it has its message ID. */
bool nbcoap_deliver_offer(struct nbcoap_endpoint *e, struct nbcoap_inbound *x);

/* The link's verdict on its datagram; the outbox has been settled. */
void nbcoap_deliver_verdict(struct nbcoap_endpoint *e, struct nbcoap_inbound *x,
			    enum nb_verdict verdict);

/*
 * An empty Acknowledgement or a Reset came from @peer; false when it is for
 * none of our answers.
 */
bool nbcoap_deliver_acked(struct nbcoap_endpoint *e, const struct nb_addr *peer,
			  uint16_t id);
bool nbcoap_deliver_reset(struct nbcoap_endpoint *e, const struct nb_addr *peer,
			  uint16_t id);

/* Its deadline has come. */
void nbcoap_deliver_expire(struct nbcoap_endpoint *e, struct nbcoap_inbound *x);

#endif
