/*
 * life.h - the states of an exchange: how it begins, begins anew and ends
 *
 * Knows what each state holds: a timer, a datagram, a message ID, a token, an
 * NSTART slot, its owner's attention (DESIGN, decisions 5, 8 and 10).  Does
 * not know what leads from one to the next: that is course.h.
 */
#ifndef COAP_LIFE_H
#define COAP_LIFE_H

#include "coap/state.h"

/* A new exchange, its request, peer and bytes filled in, begins. */
void nbcoap_life_start(struct nbcoap_endpoint *e, struct nbcoap_exchange *x);

/* It begins anew: the same token and bytes, another message ID. */
void nbcoap_life_restart(struct nbcoap_endpoint *e, struct nbcoap_exchange *x);

/* A notification came: it lives on, and holds only its token. */
void nbcoap_life_observe(struct nbcoap_endpoint *e, struct nbcoap_exchange *x);

/*
 * It was sent, but in vain: an idempotent one begins anew, any other ends
 * with link-down (decisions 8 and 9).
 */
void nbcoap_life_repeat_or_fail(struct nbcoap_endpoint *e,
				struct nbcoap_exchange *x);

/* It ends with @last, or in failure. */
void nbcoap_life_finish(struct nbcoap_endpoint *e, struct nbcoap_exchange *x,
			enum nbcoap_event_type last);
void nbcoap_life_fail(struct nbcoap_endpoint *e, struct nbcoap_exchange *x,
		      enum nbcoap_failure failure);

/* An abandoned one need not be kept any longer. */
void nbcoap_life_bury(struct nbcoap_endpoint *e, struct nbcoap_exchange *x);

/* Anything came from @peer: it lives (decision 10). */
void nbcoap_life_heard(struct nbcoap_endpoint *e, struct nbcoap_peer *peer);

/* A Confirmable response with its token is to be acknowledged from now on. */
void nbcoap_life_remember(struct nbcoap_endpoint *e,
			  const struct nbcoap_exchange *x);

/* Its message is not to go out (again). */
void nbcoap_life_take_back(struct nbcoap_endpoint *e,
			   struct nbcoap_exchange *x);
/* It counts for NSTART no more. */
void nbcoap_life_vacate(struct nbcoap_exchange *x);
/* Nothing that comes with its message ID is for it any more. */
void nbcoap_life_forget_id(struct nbcoap_endpoint *e,
			   struct nbcoap_exchange *x);
/* Its retry or its end has moved. */
void nbcoap_life_set_timer(struct nbcoap_endpoint *e,
			   struct nbcoap_exchange *x);

#endif
