/*
 * course.h - what an exchange meets in its course
 *
 * Knows what a verdict, an answer, a deadline and a change of the link do to
 * an exchange in each of its states (RFC 7252, 4.2 and 5.2; DESIGN, decisions
 * 5 to 9).  Does not know messages: input has read and matched them.
 */
#ifndef COAP_COURSE_H
#define COAP_COURSE_H

#include "coap/state.h"

/* The link's verdict on its datagram; the outbox has been settled. */
void nbcoap_course_verdict(struct nbcoap_endpoint *e, struct nbcoap_exchange *x,
			   enum nb_verdict verdict);

/* Does its owner wait, and may an answer have come of it already? */
bool nbcoap_course_is_waiting(const struct nbcoap_endpoint *e,
			      const struct nbcoap_exchange *x);

/* An empty Acknowledgement came: the response will come separately. */
void nbcoap_course_acked(struct nbcoap_endpoint *e, struct nbcoap_exchange *x);
/* Its response @m came, in an Acknowledgement or not. */
void nbcoap_course_answered(struct nbcoap_endpoint *e,
			    struct nbcoap_exchange *x,
			    const struct nbcoap_message *m);
/* A Reset came. */
void nbcoap_course_reset(struct nbcoap_endpoint *e, struct nbcoap_exchange *x);
/* An Acknowledgement with its message ID and a foreign token came. */
void nbcoap_course_foreign(struct nbcoap_endpoint *e,
			   struct nbcoap_exchange *x);

/* Its deadline has come. */
void nbcoap_course_expire(struct nbcoap_endpoint *e, struct nbcoap_exchange *x);

/* The link is usable again; or our address has changed. */
void nbcoap_course_link_is_back(struct nbcoap_endpoint *e,
				struct nbcoap_exchange *x);
void nbcoap_course_rebound(struct nbcoap_endpoint *e,
			   struct nbcoap_exchange *x);
/* The link falls asleep soon: it may be asked again. */
void nbcoap_course_drowsy(struct nbcoap_endpoint *e, struct nbcoap_exchange *x);

#endif
