/*
 * server_state.h - what a server is made of
 *
 * Knows the parts and how they lie in the owner's one block of memory.  What
 * they do together is in answer, upload, directory and server_engine.
 */
#ifndef TRANSFER_SERVER_STATE_H
#define TRANSFER_SERVER_STATE_H

#include "coap/key.h"
#include "transfer/body.h"
#include "transfer/observer.h"

#include <nbcoap/server.h>

struct nbcoap_server {
	struct nbcoap_server_config config;
	struct nbcoap_endpoint *endpoint;
	struct nbcoap_ask *asks; /* config.inbound of them */
	int notifications;       /* their inbound numbers, counted */
	struct nbcoap_bodies bodies;
	struct nbcoap_observers observers;
	const struct nbcoap_link *links;
	size_t link_count;

	/* The last REQUEST, until the next event is taken; -1: none. */
	int current;
	struct nbcoap_message message;
};

/* What the one at @peer with @m's token is found by as an observer. */
static inline uint64_t nbcoap_server_key(const struct nbcoap_server *s,
					 const struct nb_addr *peer,
					 const struct nbcoap_message *m)
{
	return nbcoap_key_token(s->config.secret, peer, m->token, m->token_len);
}

#endif
