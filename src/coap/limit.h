/*
 * limit.h - at most one Reset to unasked Non-confirmable notifications per
 * peer in a while (DESIGN, decision 11)
 *
 * Knows the last few peers that got one.  When all of them got theirs within
 * the while, another peer has to wait, too.
 */
#ifndef COAP_LIMIT_H
#define COAP_LIMIT_H

#include <nbcoap/types.h>

enum {
	NBCOAP_LIMIT_PEERS = 8,
	NBCOAP_LIMIT_MS = 5000,
};

/* All zero: nobody got one. */
struct nbcoap_limit {
	struct {
		uint64_t key;
		nb_ms free_at;
	} peers[NBCOAP_LIMIT_PEERS];
};

/* May the peer with @key (nbcoap_key_peer) get one now?  Then it has. */
bool nbcoap_limit_take(struct nbcoap_limit *l, uint64_t key, nb_ms now);

#endif
