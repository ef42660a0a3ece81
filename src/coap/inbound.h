/*
 * inbound.h - the requests of peers, in slots: under way, and answered ones
 * for as long as their duplicates may come (RFC 7252, 4.5)
 *
 * Knows what a request leaves behind, finds it by peer, message ID and the
 * hash of its bytes, and which one a full table forgets (DESIGN, decision 6).
 * Does not know what happens to it: serve.h does.
 */
#ifndef COAP_INBOUND_H
#define COAP_INBOUND_H

#include "coap/list.h"
#include "coap/retry.h"

#include <nbcoap/amplify.h>
#include <nbcoap/endpoint.h>

enum nbcoap_inbound_life {
	NBCOAP_INBOUND_FREE,
	NBCOAP_INBOUND_ASKED,    /* its owner has not answered yet          */
	NBCOAP_INBOUND_ACKED,    /* the same, and an empty ACK is on its way */
	NBCOAP_INBOUND_ANSWERED, /* the answer is on its way; nobody will
				    acknowledge it                          */
	NBCOAP_INBOUND_SEPARATE, /* the answer is sent until acknowledged   */
	NBCOAP_INBOUND_DONE,     /* remembered for its duplicates           */
	NBCOAP_INBOUND_OVER,     /* forgotten; an event or a verdict is
				    outstanding                             */
};

/* What is forgotten first; the last one never. */
enum nbcoap_worth {
	NBCOAP_WORTH_REFUSED, /* nothing was done for it       */
	NBCOAP_WORTH_SAFE,    /* it may be done once more      */
	NBCOAP_WORTH_ACTION,  /* it must not be done once more */
};

struct nbcoap_inbound {
	uint32_t slot;
	uint32_t number; /* among timers, the told and the outbox */
	uint8_t *bytes;  /* message_size of them, of its answer */
	enum nbcoap_inbound_life life;
	enum nbcoap_worth worth;

	/* What was asked. */
	struct nb_addr peer;
	uint64_t hash; /* of the bytes */
	uint16_t id;
	uint8_t code;
	uint16_t token_len;
	bool confirmable;
	bool owned;                    /* somebody is told what becomes of it */
	bool notification;             /* nobody asked just now: notify.h */
	uint64_t user;                 /* of a notification */
	unsigned suppress;             /* the value of No-Response */
	struct nbcoap_amplify amplify; /* what its answer may cost */

	/* Its answer, in bytes of its own. */
	uint32_t len;
	bool acked; /* it got an empty ACK, and so do its duplicates */
	bool has_id;
	bool newer;      /* than what went out with own_id */
	uint16_t own_id; /* of an answer that is no Acknowledgement */
	unsigned handed; /* transmissions that left, or may have */
	enum nbcoap_failure failure;
	struct nbcoap_retry retry;

	nb_ms deadline; /* of the empty ACK, or of the first transmission */
	nb_ms expires;  /* no duplicate comes any more */
};

/* Its token, in its bytes, where the answer will have it. */
static inline uint8_t *nbcoap_inbound_token(const struct nbcoap_inbound *x)
{
	return x->bytes + nbcoap_message_token_offset(x->token_len);
}

struct nbcoap_inbounds {
	struct nbcoap_inbound *slots;
	struct nbcoap_list_item *items; /* of the lists below */
	uint8_t *bytes;                 /* message_size for each */
	struct nbcoap_table by_request; /* its message ID and bytes */
	struct nbcoap_table by_own_id;  /* the answer's */
	uint32_t cap;
	uint32_t message_size;
	uint32_t base; /* their numbers begin here */
	uint32_t open; /* wait for our answer, or for its acknowledgement */
	uint32_t notifying; /* of these, the notifications */
	uint32_t limit;     /* of the others, as many at most */
	struct nbcoap_list free;
	struct nbcoap_list forgettable[NBCOAP_WORTH_ACTION];
};

/* All zero before; base and limit are the caller's to set. */
void nbcoap_inbounds_place(struct nbcoap_inbounds *x, uint32_t cap,
			   uint32_t message_size, struct nbcoap_arena *a);
/* Takes a free one, all zero but its place; NULL when there is none. */
struct nbcoap_inbound *nbcoap_inbounds_add(struct nbcoap_inbounds *all);
void nbcoap_inbounds_remove(struct nbcoap_inbounds *all,
			    struct nbcoap_inbound *x);

/* The one in @slot; NULL when there is no such slot. */
struct nbcoap_inbound *nbcoap_inbounds_at(const struct nbcoap_inbounds *all,
					  int slot);

/* It may be forgotten from now on, by its worth; or may not any more. */
void nbcoap_inbounds_offer(struct nbcoap_inbounds *all,
			   const struct nbcoap_inbound *x);
void nbcoap_inbounds_retain(struct nbcoap_inbounds *all,
			    const struct nbcoap_inbound *x);
/* The first to forget of a worth, then the next after @x; or NULL. */
struct nbcoap_inbound *nbcoap_inbounds_oldest(const struct nbcoap_inbounds *all,
					      enum nbcoap_worth worth);
struct nbcoap_inbound *
nbcoap_inbounds_younger(const struct nbcoap_inbounds *all,
			const struct nbcoap_inbound *x);

/* The one that has that key, of its request or of its answer; or NULL. */
struct nbcoap_inbound *nbcoap_inbounds_find(const struct nbcoap_inbounds *all,
					    const struct nbcoap_table *table,
					    uint64_t key);

#endif
