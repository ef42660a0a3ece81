/*
 * route.h - what local programs may reach, and how
 *
 * Knows the prefix of one [route] and where it leads.  A prefix is compared
 * segment by segment after decoding, so neither "%2F" nor "/telemetryx" is
 * what it is not.
 */
#ifndef GATEWAY_ROUTE_H
#define GATEWAY_ROUTE_H

#include "gateway/target.h"

struct gw_route {
	const struct gw_route_config *config;
	struct gw_target *target;
	struct gw_options prefix; /* the decoded segments of its path */
	struct gw_options remote; /* what stands in its place */
	size_t waiting;           /* requests that came by this route */
};

/* 0, or NB_ERR_PEER: a path that is none. */
int gw_route_init(struct gw_route *r, const struct gw_route_config *config,
		  struct gw_target *target);

/* The route with the longest prefix of @path; NULL: none fits. */
struct gw_route *gw_route_find(struct gw_route *routes, size_t count,
			       const struct gw_options *path);

bool gw_route_allows(const struct gw_route *r, uint8_t method);

#endif
