/*
 * answer.h - an answer as the block of it that was asked for (RFC 7959)
 *
 * Knows Block1, Block2, ETag, sizes and Observe of a response, and 2.03 Valid.
 * Does not know what is asked for.
 */
#ifndef TRANSFER_ANSWER_H
#define TRANSFER_ANSWER_H

#include "transfer/server_state.h"

enum nbcoap_answer_way {
	NBCOAP_ANSWER_WHOLE,
	NBCOAP_ANSWER_PART,   /* begins where the block begins         */
	NBCOAP_ANSWER_REFUSE, /* whole; nothing was done: the first to be
				 forgotten                             */
};

struct nbcoap_answer {
	struct nbcoap_server *s;
	const struct nbcoap_ask *ask;
	enum nbcoap_answer_way way;
	struct nbcoap_response response;
	uint32_t total; /* of a part: the length of the whole */

	/* Found out on the way: which block goes, and an ETag that it needs
	   when there are several. */
	struct nbcoap_block_option block;
	struct nbcoap_option etag;
};

/* Sends it.  0, or an error: then nothing has changed. */
int nbcoap_answer_send(struct nbcoap_answer *a, nb_ms now);

/* Turns @ask away. */
void nbcoap_answer_refuse(struct nbcoap_server *s, const struct nbcoap_ask *ask,
			  const struct nbcoap_response *response, nb_ms now);
/* The same with a code alone. */
void nbcoap_answer_code(struct nbcoap_server *s, const struct nbcoap_ask *ask,
			uint8_t code, nb_ms now);

#endif
