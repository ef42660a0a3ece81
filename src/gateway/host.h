/*
 * host.h - targets that no [target] names, made for a request's URI
 *
 * Knows how long one is remembered: as long as requests point to it, and then
 * until GW_HOSTS others have come, so that its address stays cached.
 */
#ifndef GATEWAY_HOST_H
#define GATEWAY_HOST_H

#include "gateway/engine.h"

/* NULL: no memory, or a host that cannot be one (*@error is NB_ERR_PEER). */
struct gw_target *gw_host_find(struct gw *g, const struct nbcoap_uri *uri,
			       int *error);

#endif
