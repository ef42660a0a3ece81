/*
 * ask.h - a request that a server has given to its owner, until it is answered
 *
 * Knows what the request says of blocks, and by what its blocks belong
 * together.  Does not know what is asked for.
 */
#ifndef TRANSFER_ASK_H
#define TRANSFER_ASK_H

#include "base/hash.h"
#include "coap/table.h"

#include <nbcoap/blockwise.h>
#include <nbcoap/endpoint.h>

struct nbcoap_ask {
	bool used;
	int inbound;
	uint8_t code;
	struct nb_addr peer;
	uint64_t key;
	bool has_block1, has_block2, wants_size;
	struct nbcoap_block_option block1; /* this one                     */
	struct nbcoap_block_option block2; /* wanted; 0 of the largest: none */
	uint32_t body;                     /* of its payload, or NO_SLOT     */
	uint32_t observer;                 /* its slot, or NO_SLOT           */
};

/* What the good request @m from @peer says. */
struct nbcoap_ask nbcoap_ask_read(const uint8_t secret[NB_SECRET_LEN],
				  const struct nb_addr *peer, int inbound,
				  const struct nbcoap_message *m);

#endif
