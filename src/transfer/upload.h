/*
 * upload.h - the body of a request comes in blocks (RFC 7959, 2.5)
 *
 * Knows Block1: what is answered to each block, and when the request is whole.
 * Does not know what its owner answers.
 */
#ifndef TRANSFER_UPLOAD_H
#define TRANSFER_UPLOAD_H

#include "transfer/server_state.h"

/*
 * A block with its Block1 option came as @m.  True: it goes on to the owner,
 * alone or, in @m's payload, with those before it; false: it has been answered.
 */
bool nbcoap_upload_input(struct nbcoap_server *s, struct nbcoap_ask *ask,
			 struct nbcoap_message *m, nb_ms now);

#endif
