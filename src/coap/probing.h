/*
 * probing.h - how much goes to a peer that says nothing (RFC 7252, 4.7,
 * PROBING_RATE; DESIGN, decision 10)
 *
 * Knows what has been sent since the peer was heard for the last time, and
 * from when on it is within an average rate again.  Does not know messages:
 * who sends one that nobody else holds back counts it here.
 */
#ifndef COAP_PROBING_H
#define COAP_PROBING_H

#include <nbcoap/types.h>

struct nbcoap_probing {
	nb_ms since;    /* the first byte of */
	uint32_t bytes; /* these */
};

/* The peer speaks: nothing before counts. */
void nbcoap_probing_heard(struct nbcoap_probing *p);
/* @len bytes have gone to it. */
void nbcoap_probing_sent(struct nbcoap_probing *p, uint32_t len, nb_ms now);
/* When more may go at @rate bytes a second (0: at once); maybe in the past. */
nb_ms nbcoap_probing_free_at(const struct nbcoap_probing *p, uint32_t rate);

#endif
