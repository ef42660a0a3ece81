/*
 * server_state.h - what a server is made of
 *
 * Knows the parts and how they lie in the owner's one block of memory.  What
 * they do together is in answer, upload, directory and server_engine.
 */
#ifndef TRANSFER_SERVER_STATE_H
#define TRANSFER_SERVER_STATE_H

#include "transfer/ask.h"
#include "transfer/body.h"
#include "transfer/observer.h"

#include <nbcoap/server.h>

enum {
	/* Inbound numbers from here on are observers': more than any endpoint
	   has. */
	NBCOAP_SERVER_OBSERVERS = 1 << 24,
};

struct nbcoap_server {
	struct nbcoap_server_config config;
	struct nbcoap_endpoint *endpoint;
	struct nbcoap_ask *asks; /* config.inbound of them */
	struct nbcoap_bodies bodies;
	struct nbcoap_observers observers;
	const struct nbcoap_link *links;
	size_t link_count;

	/* The last REQUEST, until the next event is taken; -1: none. */
	int current;
	struct nbcoap_message message;
};

#endif
