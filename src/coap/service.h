/*
 * service.h - the states of a peer's request: how it passes from one to the
 * next, ends for its owner and is forgotten
 *
 * Knows what each state holds: a timer, a datagram, a message ID, its owner's
 * attention, a place among those that may be forgotten.  Does not know what
 * leads from one to the next.
 */
#ifndef COAP_SERVICE_H
#define COAP_SERVICE_H

#include "coap/state.h"

/*
 * Its peer, ID and hash are filled in: from now on it is found by them, in
 * the state @life.
 */
void nbcoap_service_enlist(struct nbcoap_endpoint *e, struct nbcoap_inbound *x,
			   enum nbcoap_inbound_life life);
/* The one with these; or NULL. */
struct nbcoap_inbound *nbcoap_service_find(const struct nbcoap_endpoint *e,
					   const struct nb_addr *peer,
					   uint16_t id, uint64_t hash);

/* The parameters toward @addr, whether we have asked it or not. */
const struct nbcoap_params *
nbcoap_service_params(const struct nbcoap_endpoint *e,
		      const struct nb_addr *addr);

/*
 * One more, all zero but its place; or NULL.  A full table forgets what
 * it may (DESIGN, decision 6).
 */
struct nbcoap_inbound *nbcoap_service_add(struct nbcoap_endpoint *e);

/* It is in another state from now on. */
void nbcoap_service_enter(struct nbcoap_endpoint *e, struct nbcoap_inbound *x,
			  enum nbcoap_inbound_life life);
/* Its deadline, its retry or its expiry has moved. */
void nbcoap_service_set_timer(struct nbcoap_endpoint *e,
			      struct nbcoap_inbound *x);

/* Its answer has arrived or is on its way for good; or has failed. */
void nbcoap_service_deliver(struct nbcoap_endpoint *e,
			    struct nbcoap_inbound *x);
void nbcoap_service_fail(struct nbcoap_endpoint *e, struct nbcoap_inbound *x,
			 enum nbcoap_failure failure);
/* Its owner is told no more of it; it is remembered. */
void nbcoap_service_close(struct nbcoap_endpoint *e, struct nbcoap_inbound *x);
/* It is as if it had never come. */
void nbcoap_service_forget(struct nbcoap_endpoint *e, struct nbcoap_inbound *x);

/* An empty Acknowledgement is due; false when there is no room for one. */
bool nbcoap_service_ack(struct nbcoap_endpoint *e, struct nbcoap_inbound *x);

#endif
