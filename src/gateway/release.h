/*
 * release.h - whether the radio may be released after a request's answer
 *
 * Knows which resources answer separately: such an answer is acknowledged, so
 * whoever promised the network that nothing goes up after one reply has lied.
 * After a separate response its resource is promised nothing, until ten in a
 * row needed no acknowledgement.  Does not know the modem, which makes release
 * assistance (RAI) of it.
 */
#ifndef GATEWAY_RELEASE_H
#define GATEWAY_RELEASE_H

#include "gateway/request.h"

/* Resources remembered; then the one that was told longest ago gives way. */
#define GW_RELEASES 32

struct gw_release {
	uint64_t resource; /* a target and a path */
	unsigned left;     /* answers to come without; 0: a free place */
};

struct gw_releases {
	struct gw_release at[GW_RELEASES];
	unsigned next; /* the place that gives way */
};

/* May more than one reply follow @r, or did its [route] forbid to promise? */
bool gw_release_is_open(const struct gw_releases *t,
			const struct gw_request *r);

/* @r was answered by @m. */
void gw_release_answered(struct gw_releases *t, const struct gw_request *r,
			 const struct nbcoap_message *m);

#endif
