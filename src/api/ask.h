/*
 * ask.h - the parameters of coap.request as what the gateway is asked
 *
 * Knows payloads, queries, content formats and options in JSON.  Does not know
 * routes, nor whether the request can be sent.
 */
#ifndef API_ASK_H
#define API_ASK_H

#include "gateway/ask.h"
#include "gateway/outcome.h"

#include <jansson.h>

struct api_ask {
	struct gw_ask ask; /* points into this, and into the parameters */
	struct gw_options options;
	void *payload;           /* owned: decoded or dumped; else NULL */
	json_t *params;          /* borrowed */
	struct gw_outcome fault; /* what is wrong with which parameter */
};

/*
 * Reads checked @params, which must outlive *@a.  True, or its fault is set;
 * api_ask_free() in either case.
 */
bool api_ask_read(struct api_ask *a, json_t *params);

/* The target of coap.ping. */
bool api_ask_read_ping(struct api_ask *a, json_t *params);

void api_ask_free(struct api_ask *a);

#endif
