/*
 * ask.h - a request that a server has given to its owner, until it is answered
 *
 * Knows what the request says of blocks, and by what its blocks belong
 * together.  Does not know what is asked for.
 */
#ifndef TRANSFER_ASK_H
#define TRANSFER_ASK_H

#include "base/hash.h"

#include <nbcoap/blockwise.h>
#include <nbcoap/endpoint.h>

enum {
	/* Inbound numbers from here on are notifications': more than any
	   endpoint has. */
	NBCOAP_ASK_NOTIFICATION = 1 << 24,
};

struct nbcoap_ask {
	bool used;
	int inbound;
	uint8_t code;
	uint64_t key; /* who asks for what */
	bool has_block1, has_block2, wants_size;
	struct nbcoap_block_option block1; /* this one                     */
	struct nbcoap_block_option block2; /* wanted; 0 of the largest: none */
	struct nbcoap_body *body;          /* of its payload, or NULL      */
	struct nbcoap_observer *observer;  /* who asks to be one, or is; NULL */
};

/* What the good request @m from @peer says; it is not used yet. */
void nbcoap_ask_read(struct nbcoap_ask *ask,
		     const uint8_t secret[NB_SECRET_LEN],
		     const struct nb_addr *peer,
		     const struct nbcoap_message *m);

/* Nobody asks but an observer is to be told. */
static inline bool nbcoap_ask_is_notification(const struct nbcoap_ask *ask)
{
	return ask->inbound >= NBCOAP_ASK_NOTIFICATION;
}

#endif
