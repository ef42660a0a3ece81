/*
 * setup.h - a gateway out of its configuration
 *
 * Knows which target a route leads to.  Does not check what conf has checked.
 */
#ifndef GATEWAY_SETUP_H
#define GATEWAY_SETUP_H

#include "gateway/engine.h"

/* As gw_open() and gw_close(). */
struct gw *gw_setup_open(const struct gw_config *config,
			 struct nbcoap_endpoint *endpoint,
			 struct nbcoap_client *client);
void gw_setup_close(struct gw *g);

#endif
