/*
 * proof.h - peers that have proved that they are where they say (RFC 9175, 2.4)
 *
 * Knows the last ones that did, by the Echo value that they were asked for, and
 * what may be done for one that did not.  Does not know the requests.
 */
#ifndef COAP_PROOF_H
#define COAP_PROOF_H

#include "coap/state.h"

#include <nbcoap/echo.h>

/* Has @peer proved it, with this request @m or before?  Where nobody has to,
   everybody has. */
bool nbcoap_proof_is_given(struct nbcoap_endpoint *e,
			   const struct nb_addr *peer,
			   const struct nbcoap_message *m);

/*
 * Is the worst that @m can do a long answer?  That may be held back; an action
 * is done, and an observer is told more than it asked.
 */
bool nbcoap_proof_may_wait(const struct nbcoap_message *m);

/* The answer that asks for the proof: 4.01 with an Echo value. */
struct nbcoap_challenge {
	uint8_t value[NBCOAP_ECHO_LEN];
	struct nbcoap_option option;
	struct nbcoap_response response;
};

/* May not be moved. */
void nbcoap_proof_challenge(const struct nbcoap_endpoint *e,
			    const struct nb_addr *peer,
			    struct nbcoap_challenge *c);

#endif
