/*
 * exchange.h - the requests under way, in slots
 *
 * Knows what an exchange is made of, and finds it by peer and token or by peer
 * and message ID.  Does not know what happens to it: life.h does.
 */
#ifndef COAP_EXCHANGE_H
#define COAP_EXCHANGE_H

#include "coap/peer.h"
#include "coap/retry.h"

#include <nbcoap/endpoint.h>

enum nbcoap_life {
	NBCOAP_LIFE_FREE,
	NBCOAP_LIFE_OPEN,      /* neither acknowledged nor answered         */
	NBCOAP_LIFE_ACKED,     /* its response will come separately         */
	NBCOAP_LIFE_OBSERVED,  /* notifications come; nothing is asked now  */
	NBCOAP_LIFE_ABANDONED, /* its owner is gone; it keeps message ID,
	                          token and NSTART slot (decision 10)       */
	NBCOAP_LIFE_OVER,      /* its last event or verdict is outstanding  */
};

enum nbcoap_observing {
	NBCOAP_OBSERVES_NOT,
	NBCOAP_OBSERVES,
	NBCOAP_OBSERVES_LAST, /* it deregisters */
};

struct nbcoap_exchange {
	uint32_t slot; /* its number among timers, the told and the outbox */
	enum nbcoap_life life;
	uint8_t *bytes; /* message_size of them, of its message */
	struct nbcoap_peer *peer;
	uint64_t user;

	/* What it asks. */
	uint8_t code; /* NBCOAP_EMPTY: a ping */
	bool confirmable;
	bool idempotent;  /* the same again does no harm (decision 8) */
	bool no_response; /* all classes suppressed (RFC 7967) */
	bool expect_more; /* more than one reply may come */
	uint16_t token_len;
	enum nbcoap_observing observing;
	uint32_t len; /* of its message */

	/* What it holds. */
	bool has_id;
	bool outstanding; /* counts for NSTART */
	uint16_t id;

	/* How far it is. */
	unsigned handed;     /* transmissions that left, or may have */
	unsigned handed_now; /* of these, those since it was last asked to */
	unsigned handed_id;  /* of these, those with the ID that it has now */
	unsigned foreign;    /* acknowledgements that were somebody else's */
	bool counted;        /* the one at the link: its answer came first */
	bool not_understood; /* an answer came that had to be ignored */
	enum nbcoap_failure failure;
	nb_ms offered;    /* when the link was given the last one */
	nb_ms first_wait; /* added to the first wait */
	nb_ms patience;   /* for a separate response; NB_NEVER: no end */
	nb_ms end;        /* unless it is open and Confirmable */
	struct nbcoap_retry retry;
	struct nbcoap_progress progress;
};

/* Its token, in its bytes. */
static inline uint8_t *nbcoap_exchange_token(const struct nbcoap_exchange *x)
{
	return x->bytes + nbcoap_message_token_offset(x->token_len);
}

struct nbcoap_exchanges {
	struct nbcoap_exchange *slots;
	struct nbcoap_list_item *items; /* free; or abandoned, of a peer */
	uint8_t *bytes;                 /* message_size for each */
	struct nbcoap_table by_token;
	struct nbcoap_table by_id;
	uint32_t cap;
	uint32_t message_size;
	struct nbcoap_list free;
};

/* Takes memory; all are free. */
void nbcoap_exchanges_place(struct nbcoap_exchanges *x, uint32_t cap,
			    uint32_t message_size, struct nbcoap_arena *a);

/* Takes a free one, all zero but its place; NULL when there is none. */
struct nbcoap_exchange *nbcoap_exchanges_add(struct nbcoap_exchanges *all);
bool nbcoap_exchanges_has_room(const struct nbcoap_exchanges *all);
void nbcoap_exchanges_remove(struct nbcoap_exchanges *all,
			     struct nbcoap_exchange *x);

/* The one that has that key of its peer and its token, or its ID; or NULL. */
struct nbcoap_exchange *
nbcoap_exchanges_find(const struct nbcoap_exchanges *all,
		      const struct nbcoap_table *table, uint64_t key);

#endif
