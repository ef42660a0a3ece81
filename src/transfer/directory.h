/*
 * directory.h - /.well-known/core (RFC 6690, 4)
 *
 * Knows the links that a server's owner gave, and which a query wants.  Does
 * not know the resources.
 */
#ifndef TRANSFER_DIRECTORY_H
#define TRANSFER_DIRECTORY_H

#include "transfer/server_state.h"

/* Does @m ask for the directory, and is there one? */
bool nbcoap_directory_is_asked(const struct nbcoap_server *s,
			       const struct nbcoap_message *m);
void nbcoap_directory_answer(struct nbcoap_server *s,
			     const struct nbcoap_ask *ask,
			     const struct nbcoap_message *m, nb_ms now);

#endif
