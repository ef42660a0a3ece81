/*
 * rto.h - a retransmission timeout that adapts to one peer
 * (draft-ietf-core-cocoa-03, 4; RFC 6298)
 *
 * Knows round trips: those of exchanges sent once (strong), and those of
 * exchanges sent two or three times, measured from the first transmission
 * (weak).  Does not know exchanges; who has one asks for the timeout and uses
 * it for ACK_TIMEOUT.  Each wait is twice the last as ever: the draft's
 * variable back-off factor would break the bound below.
 *
 * The timeout is bounded so that message IDs stay good: MAX_TRANSMIT_SPAN and
 * max_latency remain within peer_lifetime (DESIGN, decision 7).  Plain data
 * inside the peer that owns it, milliseconds all over.
 */
#ifndef NBCOAP_RTO_H
#define NBCOAP_RTO_H

#include <nbcoap/params.h>

#ifdef __cplusplus
extern "C" {
#endif
#pragma GCC visibility push(default)

enum { NBCOAP_RTO_LEAST = 100 }; /* no timeout is shorter, but by the bound */

/* RFC 6298, 2; all zero: no round trip yet. */
struct nbcoap_rto_estimator {
	bool any;
	nb_ms srtt8;   /* eight times the smoothed round trip */
	nb_ms rttvar4; /* four times its variation            */
};

struct nbcoap_rto {
	struct nbcoap_rto_estimator strong, weak;
	nb_ms timeout;
	nb_ms most;
	nb_ms updated_at; /* by a round trip, or by age */
};

/* Nothing is known of the peer yet: its timeout is ACK_TIMEOUT of @params. */
void nbcoap_rto_init(struct nbcoap_rto *r, const struct nbcoap_params *params,
		     nb_ms now);

/* Its peer has other parameters now; what was measured stands. */
void nbcoap_rto_bound(struct nbcoap_rto *r, const struct nbcoap_params *params);

/*
 * An answer came @round_trip after the first of @transmissions; those of
 * more than three say too little (4.2) and change nothing.
 */
void nbcoap_rto_input(struct nbcoap_rto *r, nb_ms round_trip,
		      unsigned transmissions, nb_ms now);

/*
 * The timeout to begin with at @now.  One that has been left alone ages (4.3):
 * below 1 s it doubles after 16 times its value, above 3 s it falls to 1 s and
 * its half after 4 times its value.
 */
nb_ms nbcoap_rto_timeout(struct nbcoap_rto *r, nb_ms now);

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif
#endif
