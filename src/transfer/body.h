/*
 * body.h - the bodies that a server puts together or gives out, in slots
 *
 * Knows whose they are, how far they have come and how long they are kept.
 * Does not know messages of which they are made.
 */
#ifndef TRANSFER_BODY_H
#define TRANSFER_BODY_H

#include "coap/arena.h"

#include <nbcoap/blockwise.h>

enum nbcoap_body_life {
	NBCOAP_BODY_FREE,
	NBCOAP_BODY_UPLOAD, /* blocks of a request come              */
	NBCOAP_BODY_ASKED,  /* the request is whole, not answered    */
	NBCOAP_BODY_RESULT, /* a response, of which blocks are asked */
};

struct nbcoap_body {
	enum nbcoap_body_life life;
	uint64_t key;                   /* of the ask; 0: it is free       */
	nb_ms expires;                  /* NB_NEVER: it is free, or asked  */
	struct nbcoap_reassembly parts; /* of an upload                    */
	uint32_t len;                   /* of the payload                  */
	uint32_t head_len;              /* of what stands behind it        */
	uint8_t *bytes;
};

struct nbcoap_bodies {
	struct nbcoap_body *slots;
	struct nbcoap_body *end;
	uint32_t size; /* of the bytes of one */
	nb_ms patience;
};

/* All are free; only counts when @a does. */
void nbcoap_bodies_init(struct nbcoap_bodies *b, uint32_t cap, uint32_t size,
			struct nbcoap_arena *a);

/* The one with @key in this state, or NULL. */
struct nbcoap_body *nbcoap_bodies_find(const struct nbcoap_bodies *b,
				       enum nbcoap_body_life life,
				       uint64_t key);
/*
 * The same, and if there is none a new one: in a free slot, or in that of the
 * response that would be forgotten first; NULL: there is neither.
 */
struct nbcoap_body *nbcoap_bodies_add(struct nbcoap_bodies *b,
				      enum nbcoap_body_life life, uint64_t key);
void nbcoap_body_remove(struct nbcoap_body *body);

/* It has got further: its patience begins anew. */
void nbcoap_bodies_touch(const struct nbcoap_bodies *b,
			 struct nbcoap_body *body, nb_ms now);

nb_ms nbcoap_bodies_deadline(const struct nbcoap_bodies *b);
void nbcoap_bodies_expire(struct nbcoap_bodies *b, nb_ms now);

#endif
