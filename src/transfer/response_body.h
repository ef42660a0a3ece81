/*
 * response_body.h - the body of a response as a client puts it together
 * (RFC 7959, 2.4)
 *
 * Knows which block has to be asked for next and what came.  Does not know the
 * exchange that brings it.  Plain data; its memory stays the owner's.
 */
#ifndef TRANSFER_RESPONSE_BODY_H
#define TRANSFER_RESPONSE_BODY_H

#include "transfer/options.h"

struct nbcoap_response_body {
	uint8_t *bytes; /* NULL: the owner takes each block as it comes */
	size_t cap;
	uint8_t szx;
	bool early; /* szx is asked for from the start */
	bool alone; /* the owner asks for a block: whatever comes is all */
	uint8_t anew;
	struct nbcoap_block_option block; /* to ask for */
	struct nbcoap_reassembly parts;
	uint32_t offset; /* of the last one that came */
	uint32_t size;   /* as the server says; 0: it does not */
};

/* Nothing has come; the other members are set. */
void nbcoap_response_body_begin(struct nbcoap_response_body *b);

/* Puts the option that asks for the next block. */
void nbcoap_response_body_put(const struct nbcoap_response_body *b,
			      struct nbcoap_option_list *list);

enum nbcoap_response_body_step {
	NBCOAP_RESPONSE_BODY_WHOLE,
	NBCOAP_RESPONSE_BODY_NEXT,    /* the next block has to be asked for */
	NBCOAP_RESPONSE_BODY_ANEW,    /* another body: from the first block  */
	NBCOAP_RESPONSE_BODY_CHANGES, /* it changes faster than it comes     */
	NBCOAP_RESPONSE_BODY_TOO_LARGE, /* longer than cap                     */
	NBCOAP_RESPONSE_BODY_WRONG, /* it makes no sense                   */
};

/* The response @m to the last request came. */
enum nbcoap_response_body_step
nbcoap_response_body_input(struct nbcoap_response_body *b,
			   const struct nbcoap_message *m);

/* Of a whole one: it, or without memory for it what came last. */
struct nb_bytes nbcoap_response_body_bytes(const struct nbcoap_response_body *b,
					   const struct nbcoap_message *m);

#endif
