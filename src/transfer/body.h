/*
 * body.h - the bodies that a server puts together or gives out, in slots
 *
 * Knows whose they are, how far they have come and how long they are kept.
 * Does not know messages of which they are made.
 */
#ifndef TRANSFER_BODY_H
#define TRANSFER_BODY_H

#include "coap/arena.h"
#include "coap/table.h"

#include <nbcoap/blockwise.h>

enum nbcoap_body_life {
	NBCOAP_BODY_FREE,
	NBCOAP_BODY_UPLOAD, /* blocks of a request come              */
	NBCOAP_BODY_ASKED,  /* the request is whole, not answered    */
	NBCOAP_BODY_RESULT, /* a response, of which blocks are asked */
};

struct nbcoap_body {
	enum nbcoap_body_life life;
	struct nb_addr peer;
	uint64_t key;
	struct nbcoap_reassembly parts; /* of an upload */
	int format;                     /* its Content-Format; -1: none */
	uint32_t len;                   /* of the bytes */
	nb_ms expires;
};

struct nbcoap_bodies {
	struct nbcoap_body *slots;
	uint8_t *bytes; /* size for each */
	uint32_t cap;
	uint32_t size;
	nb_ms patience;
};

void nbcoap_bodies_place(struct nbcoap_bodies *b, uint32_t cap, uint32_t size,
			 struct nbcoap_arena *a);
void nbcoap_bodies_reset(struct nbcoap_bodies *b, nb_ms patience);

/* That of @peer and @key in this state, or NBCOAP_NO_SLOT. */
uint32_t nbcoap_bodies_find(const struct nbcoap_bodies *b,
			    enum nbcoap_body_life life,
			    const struct nb_addr *peer, uint64_t key);
/*
 * A slot for one in the state @life: a free one, or that of the response that
 * would be forgotten first; NBCOAP_NO_SLOT.
 */
uint32_t nbcoap_bodies_add(struct nbcoap_bodies *b, enum nbcoap_body_life life,
			   const struct nb_addr *peer, uint64_t key);
void nbcoap_bodies_remove(struct nbcoap_bodies *b, uint32_t slot);

/* It has got further: its patience begins anew. */
void nbcoap_bodies_touch(struct nbcoap_bodies *b, uint32_t slot, nb_ms now);

uint8_t *nbcoap_bodies_bytes(const struct nbcoap_bodies *b, uint32_t slot);

nb_ms nbcoap_bodies_deadline(const struct nbcoap_bodies *b);
void nbcoap_bodies_expire(struct nbcoap_bodies *b, nb_ms now);

#endif
