/*
 * peer.h - what an endpoint remembers of each peer it has asked
 *
 * Knows what belongs to the pair (our endpoint, the peer's): parameters,
 * message IDs, NSTART and the back-off (DESIGN, decisions 5 and 10).  Does not
 * know the exchanges.  Only our own requests make it remember a peer: whoever
 * merely sends to us takes no room.
 */
#ifndef COAP_PEER_H
#define COAP_PEER_H

#include "coap/list.h"
#include "coap/mid.h"
#include "coap/probing.h"

#include <nbcoap/rto.h>

struct nbcoap_peer {
	uint32_t slot;
	unsigned exchanges;   /* that refer to it: it must stay */
	unsigned open;        /* of these, those whose owner waits */
	unsigned outstanding; /* of these, those that count for NSTART */
	unsigned nstart;      /* the smallest of those outstanding */
	struct nb_addr addr;
	nb_ms last_heard;       /* NB_NEVER: never */
	nb_ms rtt;              /* -1: unknown */
	nb_ms interval_reached; /* the next request begins with; 0: none */
	struct nbcoap_probing probing;
	struct nbcoap_list abandoned; /* exchanges */
	struct nbcoap_params params;  /* of the last request */
	struct nbcoap_rto rto;
	struct nbcoap_mids mids;
};

struct nbcoap_peers {
	struct nbcoap_peer *peers;
	struct nbcoap_table table;
	const uint8_t *secret;
	struct nbcoap_list_item *exchanges;
	uint32_t cap;
	uint32_t count; /* slots used at least once */
	uint32_t hand;  /* where to look for one to forget */
};

/*
 * All zero before.  @secret, and @exchanges, the items of their lists, must
 * stay valid.
 */
void nbcoap_peers_place(struct nbcoap_peers *p, uint32_t cap,
			const uint8_t *secret,
			struct nbcoap_list_item *exchanges,
			struct nbcoap_arena *a);

/* The peer at @addr, or NULL. */
struct nbcoap_peer *nbcoap_peers_find(const struct nbcoap_peers *p,
				      const struct nb_addr *addr);

/*
 * One that is not remembered yet is from now on; one is forgotten for it that
 * has no exchange and no message ID within its lifetime.  NULL when there is
 * none.  @chance is where its IDs begin.
 */
struct nbcoap_peer *nbcoap_peers_add(struct nbcoap_peers *p,
				     const struct nb_addr *addr,
				     const struct nbcoap_params *params,
				     uint16_t chance, nb_ms now);
/* Would that succeed? */
bool nbcoap_peers_has_room(const struct nbcoap_peers *p, nb_ms now);
/* From when on it may be forgotten if it has no exchange; maybe in the past. */
nb_ms nbcoap_peer_free_at(const struct nbcoap_peer *peer);

/* How long a message ID may not be used again (DESIGN, decision 5). */
nb_ms nbcoap_peer_id_lifetime(const struct nbcoap_params *params);

/* Has @peer no message ID left at @now; when will it have one again? */
bool nbcoap_peer_is_starved(const struct nbcoap_peer *peer, nb_ms now);
nb_ms nbcoap_peer_fed_at(const struct nbcoap_peer *peer);

/* May one more request with @params be outstanding toward @peer? */
bool nbcoap_peer_has_turn(const struct nbcoap_peer *peer,
			  const struct nbcoap_params *params);

#endif
