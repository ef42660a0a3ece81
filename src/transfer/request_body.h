/*
 * request_body.h - the body of a request that a client makes (RFC 7959, 2.5)
 *
 * Knows which block goes next and what a response to it means.  Does not know
 * the exchange that carries it.  Plain data; the bytes stay their owner's.
 */
#ifndef TRANSFER_REQUEST_BODY_H
#define TRANSFER_REQUEST_BODY_H

#include "transfer/options.h"

struct nbcoap_request_body {
	struct nb_bytes bytes;
	bool blocks; /* it goes in several */
	bool ended;  /* the server has it, or does not want it */
	bool again;  /* it has begun anew, which it does once */
	bool repeat; /* a request for the rest of the response has it, too */
	struct nbcoap_block_option block; /* the one under way */
};

/*
 * False when it has too many blocks.  That of a FETCH is part of what is asked
 * and goes with each request for a block of the response.
 */
bool nbcoap_request_body_init(struct nbcoap_request_body *b,
			      struct nb_bytes bytes, uint8_t szx, uint8_t code);

/* The payload of the next request; puts its options. */
struct nb_bytes nbcoap_request_body_put(struct nbcoap_request_body *b,
					struct nbcoap_option_list *list);

enum nbcoap_request_body_step {
	NBCOAP_REQUEST_BODY_NEXT,  /* the next block has to go               */
	NBCOAP_REQUEST_BODY_ANEW,  /* the first one, once more or smaller     */
	NBCOAP_REQUEST_BODY_ENDED, /* the response is that to the whole       */
	NBCOAP_REQUEST_BODY_WRONG, /* it makes no sense                       */
};

/* The response @m to the last request came. */
enum nbcoap_request_body_step
nbcoap_request_body_input(struct nbcoap_request_body *b,
			  const struct nbcoap_message *m);

/*
 * The server has lost what it had: from the first block.  False: it had the
 * last one already, or it has begun anew before.
 */
bool nbcoap_request_body_restart(struct nbcoap_request_body *b);

#endif
