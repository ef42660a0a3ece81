/*
 * answer.h - an answer as the block of it that was asked for (RFC 7959)
 *
 * Knows Block1, Block2, ETag, sizes and Observe of a response, and 2.03 Valid.
 * Does not know what is asked for.
 */
#ifndef TRANSFER_ANSWER_H
#define TRANSFER_ANSWER_H

#include "transfer/server_state.h"

/* How an answer is to be sent. */
enum nbcoap_answer_way {
	NBCOAP_ANSWER_RESPOND,
	NBCOAP_ANSWER_REFUSE, /* nothing was done: the first to be forgotten */
};

/*
 * Answers @ask with @response, whose payload is all of the representation.  0,
 * or an error: then nothing has changed.
 */
int nbcoap_answer_whole(struct nbcoap_server *s, const struct nbcoap_ask *ask,
			const struct nbcoap_response *response,
			enum nbcoap_answer_way way, nb_ms now);
/* The same with the payload from where the block begins, of @total bytes. */
int nbcoap_answer_part(struct nbcoap_server *s, const struct nbcoap_ask *ask,
		       const struct nbcoap_response *response, uint32_t total,
		       enum nbcoap_answer_way way, nb_ms now);

/* The same with a code alone: nothing was done. */
void nbcoap_answer_code(struct nbcoap_server *s, const struct nbcoap_ask *ask,
			uint8_t code, nb_ms now);

#endif
