/*
 * request.h - one request from its call to its end
 *
 * Knows the request as it will be sent, its times and how far it has come.
 * Does not know when its turn is (schedule.h) nor its answer's meaning.
 */
#ifndef GATEWAY_REQUEST_H
#define GATEWAY_REQUEST_H

#include "gateway/ask.h"
#include "gateway/body.h"
#include "gateway/list.h"
#include "gateway/outcome.h"
#include "gateway/route.h"

struct gw_request {
	struct gw_node all;  /* every request */
	struct gw_node turn; /* waiting ones, at their target */
	struct gw_node news; /* those with something to tell */

	struct gw_target *target;
	struct gw_route *route; /* NULL: came by target or URI */
	void *owner;
	uint64_t arrival; /* counts the requests of a gateway */
	bool ping;
	int priority;
	nb_ms called, deadline;
	nb_ms timeout; /* as asked, or by default */

	struct nbcoap_request message; /* points into this struct */
	int exchange; /* of the endpoint (a ping) or a transfer of the client;
			 -1: none */

	enum gw_phase phase;
	bool ended; /* outcome is set; phase stays where it was */
	struct gw_outcome outcome;
	struct nbcoap_progress progress;
	nb_ms started, done;            /* NB_NEVER: not yet */
	struct nbcoap_message response; /* points into what was received, or
					   into the body */
	struct gw_body body;            /* of a response in several blocks */
	unsigned blocks;                /* exchanges that were answered */

	struct nbcoap_option options[]; /* behind them values and payload */
};

/*
 * A request with copies of @options (in order) and of the payload of @ask.
 * NULL: no memory.
 */
struct gw_request *gw_request_new(const struct gw_ask *ask,
				  const struct gw_options *options, nb_ms now);

void gw_request_free(struct gw_request *r);

/* It asks some classes of responses not to come, but not all (RFC 7967). */
bool gw_request_may_be_silent(const struct gw_request *r);

#endif
