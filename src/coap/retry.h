/*
 * retry.h - when to send one Confirmable message again (RFC 7252, 4.2)
 *
 * Knows no bytes, no socket and no clock: the caller says what time it is and
 * is told what to do.  Plain data inside the exchange that owns it; there is
 * nothing to free.
 *
 * Each wait is twice the last.  It begins when the link has taken a
 * transmission, but time does not stand still for a transmission that cannot
 * go out: the next one is due as if it had.  None is due later than
 * MAX_TRANSMIT_SPAN after the first (DESIGN, decision 8).
 *
 * A Non-confirmable message is never sent again; the same times then tell when
 * to look for its response.
 */
#ifndef COAP_RETRY_H
#define COAP_RETRY_H

#include <nbcoap/params.h>

enum nbcoap_retry_act {
	NBCOAP_RETRY_WAIT, /* nothing is due; look again at the deadline     */
	NBCOAP_RETRY_RESEND, /* send the same bytes again; deadline has moved  */
	NBCOAP_RETRY_GIVE_UP, /* no acknowledgement came; deadline is NEVER     */
};

struct nbcoap_retry {
	nb_ms interval; /* the wait under way, or the first one to come */
	nb_ms longest;  /* no wait is longer */
	nb_ms span;
	nb_ms span_end; /* NB_NEVER: the first has not gone out */
	nb_ms deadline;
	unsigned left;  /* retransmissions */
	uint32_t grace; /* ms that the last one may be late by a late timer */
};

/*
 * Nothing has gone out yet.  The first wait is between ACK_TIMEOUT and
 * ACK_TIMEOUT * ACK_RANDOM_FACTOR, by @chance, but at least @least ms.
 */
void nbcoap_retry_init(struct nbcoap_retry *r, const struct nbcoap_params *p,
		       nb_ms least, uint64_t chance);

/* The link took a transmission at @now; this wait is @extra ms longer. */
void nbcoap_retry_sent(struct nbcoap_retry *r, nb_ms extra, nb_ms now);

/* May a transmission still go out at @now? */
bool nbcoap_retry_may_send(const struct nbcoap_retry *r, nb_ms now);

/* Tell @r that it is @now (ms).  Calling early or twice is harmless. */
enum nbcoap_retry_act nbcoap_retry_expire(struct nbcoap_retry *r, nb_ms now);

#endif
