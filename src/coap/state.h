/*
 * state.h - what an endpoint is made of
 *
 * Knows the parts and how they lie in the owner's one block of memory.  What
 * they do together is in life, request, input, output and engine.
 */
#ifndef COAP_STATE_H
#define COAP_STATE_H

#include "coap/exchange.h"
#include "coap/finished.h"
#include "coap/inbound.h"
#include "coap/limit.h"
#include "coap/outbox.h"
#include "coap/peer.h"
#include "coap/reply.h"
#include "coap/timers.h"
#include "coap/told.h"

#include "base/hash.h"

struct nbcoap_endpoint {
	/*
	 * Numbers: exchanges first, then inbounds; behind them, peers among
	 * the timers and replies in the outbox.
	 */
	struct nbcoap_outbox outbox;
	struct nbcoap_told told;
	struct nbcoap_timers timers;

	nb_ms now; /* of the call under way */
	enum nb_link_state link;
	bool more_waits;
	uint32_t open; /* exchanges whose owner waits for an answer */

	struct nbcoap_exchanges exchanges;
	struct nbcoap_inbounds inbounds;
	struct nbcoap_peers peers;
	struct nbcoap_replies replies;
	struct nbcoap_finished finished;
	struct nbcoap_finished proved; /* peers: proof.h */
	struct nbcoap_limit limit;

	struct nbcoap_endpoint_config config;
	uint16_t token_max;                    /* 8 without extended tokens */
	uint8_t request_secret[NB_SECRET_LEN]; /* outlives a restart: the hash
						  of requests has it */
	struct nb_chance chance;
	struct nbcoap_params params;   /* toward peers never asked */
	struct nbcoap_mids shared_ids; /* toward these: ids.h */

	struct nbcoap_message message; /* of the last input, for its event */
	struct nbcoap_counters counters;
};

/* The one that has @number. */
struct nbcoap_exchange *nbcoap_state_exchange(const struct nbcoap_endpoint *e,
					      uint32_t number);
/* The exchange toward @peer with that token or ID; or NULL. */
struct nbcoap_exchange *nbcoap_state_find_token(const struct nbcoap_endpoint *e,
						const struct nbcoap_peer *peer,
						const uint8_t *token,
						size_t len);
struct nbcoap_exchange *nbcoap_state_find_id(const struct nbcoap_endpoint *e,
					     const struct nbcoap_peer *peer,
					     uint16_t id);
/* Frees the slot of an exchange that is over when nothing needs it any more. */
void nbcoap_state_reap(struct nbcoap_endpoint *e, struct nbcoap_exchange *x);

/* The one that has @number. */
struct nbcoap_inbound *nbcoap_state_inbound(const struct nbcoap_endpoint *e,
					    uint32_t number);
/* The number of a peer among the timers. */
uint32_t nbcoap_state_peer_number(const struct nbcoap_endpoint *e,
				  const struct nbcoap_peer *peer);
/* It has no exchange: somebody may wait until it can be forgotten. */
void nbcoap_state_peer_is_idle(struct nbcoap_endpoint *e,
			       const struct nbcoap_peer *peer);
/* Frees the slot of one that is over when nothing needs it any more. */
void nbcoap_state_reap_inbound(struct nbcoap_endpoint *e,
			       struct nbcoap_inbound *x);

/* Can the link carry anything (DESIGN, decision 8)? */
bool nbcoap_state_link_is_usable(const struct nbcoap_endpoint *e);

#endif
