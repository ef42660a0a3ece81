/*
 * transfer.h - the requests of a client, in slots, each over as many exchanges
 * as its bodies have blocks
 *
 * Knows what a transfer is made of, and the next message of one.  Does not
 * know what happens to it: client_course.h does.
 */
#ifndef TRANSFER_TRANSFER_H
#define TRANSFER_TRANSFER_H

#include "coap/list.h"
#include "transfer/request_body.h"
#include "transfer/response_body.h"

#include <nbcoap/client.h>

enum nbcoap_transfer_life {
	NBCOAP_TRANSFER_FREE,
	NBCOAP_TRANSFER_DUE,      /* its next request waits for its turn  */
	NBCOAP_TRANSFER_ASKING,   /* its request is under way             */
	NBCOAP_TRANSFER_WATCHING, /* nothing is asked; notifications come */
};

enum { NBCOAP_ECHO_MAX = 40 };

struct nbcoap_transfer {
	enum nbcoap_transfer_life life;
	uint32_t slot;
	uint32_t order; /* the lower began before */

	int exchange;    /* that asks; -1: none */
	int observation; /* that lives on; -1: none */
	unsigned blocks;
	uint32_t tag;    /* Request-Tag; 0: none */
	bool block_wise; /* some blocks have gone or come, not the last */
	bool echoed;     /* it was repeated with an Echo, as asked for */
	uint8_t echo_len;
	struct nbcoap_request_body up;
	struct nbcoap_response_body down;
	struct nbcoap_observe_newest newest;

	struct nbcoap_request request; /* but for options and payload */
	struct nbcoap_message message; /* its options, as the owner gave them */
	uint8_t *bytes;                /* ... options_size of them */
	uint64_t resource;             /* a hash of its peer and URI */
	struct nbcoap_progress progress; /* of the exchanges that are over */
	uint8_t echo[NBCOAP_ECHO_MAX];   /* for the next request */
};

struct nbcoap_transfers {
	const uint8_t *secret; /* of hashes */
	struct nbcoap_transfer *slots;
	uint32_t cap;
	struct nbcoap_list free; /* of slots; none is in two */
	struct nbcoap_list due;
	uint32_t options_size;
	uint32_t begun; /* counts them */
};

/* There is none; only counts when @a does.  The secret is set by whoever has
   it. */
void nbcoap_transfers_init(struct nbcoap_transfers *t, uint32_t cap,
			   uint32_t options_size, struct nbcoap_arena *a);

/* A transfer that waits for its turn, in *@out.  0, or an error. */
int nbcoap_transfers_add(struct nbcoap_transfers *t,
			 const struct nbcoap_client_request *request,
			 struct nbcoap_transfer **out);
void nbcoap_transfers_remove(struct nbcoap_transfers *t,
			     struct nbcoap_transfer *x);

/* It waits for its turn; or does not, and is in another state. */
void nbcoap_transfers_put(struct nbcoap_transfers *t,
			  struct nbcoap_transfer *x);
void nbcoap_transfers_take(struct nbcoap_transfers *t,
			   struct nbcoap_transfer *x,
			   enum nbcoap_transfer_life life);

/* Must it wait for blocks of another one to the same resource? */
bool nbcoap_transfers_must_wait(const struct nbcoap_transfers *t,
				const struct nbcoap_transfer *x);

/* Puts the options of its next message; its payload. */
struct nb_bytes nbcoap_transfer_write(struct nbcoap_transfer *x,
				      struct nbcoap_option_list *list);

/* Is the next message one of several, behind which others will come? */
bool nbcoap_transfer_goes_on(const struct nbcoap_transfer *x);

/* @progress of one more exchange, on top of that of those before. */
void nbcoap_transfer_sum(const struct nbcoap_transfer *x,
			 struct nbcoap_progress *progress);

#endif
