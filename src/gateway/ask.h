/*
 * ask.h - what a caller asks of the gateway
 *
 * Knows the members of coap.request and coap.ping as plain values.  Does not
 * know JSON nor what the configuration makes of them.
 */
#ifndef GATEWAY_ASK_H
#define GATEWAY_ASK_H

#include "gateway/config.h"
#include "gateway/options.h"

/* For members where the route, else a default, decides. */
#define GW_BY_ROUTE -1

/* All pointers need to live only as long as the call. */
struct gw_ask {
	const char *uri;    /* alone, or else NULL */
	const char *target; /* its [target], or NULL: the route decides */
	const char *path;   /* encoded, from its "/"; NULL: empty */
	bool ping; /* an empty Confirmable; the rest is not looked at */
	uint8_t method;
	const struct gw_options *options; /* without host and path; or NULL */
	struct nb_bytes payload;
	int confirmable; /* 0, 1, GW_BY_ROUTE */
	int priority;    /* enum gw_priority, GW_BY_ROUTE */
	nb_ms timeout;   /* from now on; GW_BY_ROUTE */
	int no_response; /* RFC 7967, 0 ... 127; -1: without the option */
	void *owner;     /* comes back with every event of the request */
};

#endif
