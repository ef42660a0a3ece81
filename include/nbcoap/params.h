/*
 * params.h - transmission parameters and what follows from them
 *
 * Knows RFC 7252, 4.8.  Does not know which peer they are for.  Everything
 * derived comes from the effective values (DESIGN, decision 7).
 */
#ifndef NBCOAP_PARAMS_H
#define NBCOAP_PARAMS_H

#include <nbcoap/types.h>

#ifdef __cplusplus
extern "C" {
#endif
#pragma GCC visibility push(default)

enum nbcoap_mid_reuse {
	NBCOAP_MID_STRICT,          /* never within EXCHANGE_LIFETIME */
	NBCOAP_MID_OLDEST_FINISHED, /* the oldest finished one gives way */
};

struct nbcoap_params {
	nb_ms ack_timeout;
	unsigned ack_random_milli; /* ACK_RANDOM_FACTOR in thousandths */
	unsigned max_retransmit;
	nb_ms max_latency;
	nb_ms processing_delay; /* RFC 7252 sets it to ACK_TIMEOUT */
	nb_ms peer_lifetime;    /* the server remembers message IDs so long */
	unsigned nstart;
	uint32_t probing_rate; /* toward a peer that is silent, bytes in a
				  second (4.7); 0: not enforced */
	bool adaptive;         /* ACK_TIMEOUT follows the round trips (rto.h) */
	unsigned token_len;    /* 0 to 8; or the endpoint's token_max */
	enum nbcoap_mid_reuse mid_reuse;
};

/* RFC 7252, 4.8: 2 s, 1.5, 4, 100 s. */
extern const struct nbcoap_params nbcoap_params_rfc7252;
/* A slow link: 15 s, 1.5, 3, 80 s. */
extern const struct nbcoap_params nbcoap_params_nb_iot;

/* All in ms (RFC 7252, 4.8.2; DESIGN, decision 7). */
nb_ms nbcoap_max_transmit_span(const struct nbcoap_params *p);
nb_ms nbcoap_max_transmit_wait(const struct nbcoap_params *p);
nb_ms nbcoap_exchange_lifetime(const struct nbcoap_params *p);
nb_ms nbcoap_non_lifetime(const struct nbcoap_params *p);

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif
#endif
