/*
 * client_state.h - what a client is made of
 *
 * Knows the parts.  What they do together is in client_course and client.
 */
#ifndef TRANSFER_CLIENT_STATE_H
#define TRANSFER_CLIENT_STATE_H

#include "base/hash.h"
#include "coap/timers.h"
#include "transfer/transfer.h"

struct nbcoap_client {
	struct nbcoap_endpoint *endpoint;
	struct nb_chance chance;
	struct nbcoap_transfers transfers;
	struct nbcoap_timers timers; /* when one registers again */
	uint32_t unfinished; /* request bodies; tells the next ones apart */
};

#endif
