/*
 * engine.h - the gateway's inside, for its own modules
 *
 * Knows where everything is kept.  The outside sees gateway.h only.
 */
#ifndef GATEWAY_ENGINE_H
#define GATEWAY_ENGINE_H

#include "gateway/metrics.h"
#include "gateway/release.h"
#include "gateway/request.h"

/* Waiting requests without a route, of one target or host, at most. */
#define GW_QUEUE_LIMIT 1000

/* Hosts without a [target] that are remembered when nothing is under way. */
#define GW_HOSTS 16

struct gw {
	const struct gw_config *config;
	struct nbcoap_endpoint *endpoint;
	struct nbcoap_client *client; /* over it */
	enum nb_link_state link;
	nb_ms page;                /* asleep: how long a downlink may wait */
	size_t mtu_ipv4, mtu_ipv6; /* of a CoAP message, bytes */

	struct gw_node targets; /* those of the configuration come first */
	size_t hosts;           /* targets that are not configured */
	struct gw_route *routes;
	size_t route_count;

	struct gw_node requests; /* all of them */
	struct gw_node news;     /* those with something to tell */
	struct gw_request *told; /* its end was the last event; then freed */
	uint64_t arrivals;
	uint64_t lookups;
	nb_ms due;     /* no request times out earlier */
	bool shutdown; /* nothing new is taken */

	struct gw_releases releases;
	struct gw_counters counters;
};

/* The [target] of that name; NULL: there is none. */
struct gw_target *gw_find_target(const struct gw *g, const char *name);

/* A change of @r is worth an event. */
void gw_tell(struct gw *g, struct gw_request *r);

/*
 * The exponent of the blocks in which @r goes: its target's, or smaller ones
 * when a datagram to it may not be so large.  NB_ERR_SPACE: none does.
 */
int gw_block_exponent(const struct gw *g, const struct gw_request *r);

#endif
