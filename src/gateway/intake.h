/*
 * intake.h - from what a caller asks to a request in its queue
 *
 * Knows routes, targets, free URIs, defaults and limits.  Refuses at once what
 * cannot be sent; does not decide when the rest is.
 */
#ifndef GATEWAY_INTAKE_H
#define GATEWAY_INTAKE_H

#include "gateway/engine.h"

/* As gw_request(). */
struct gw_request *gw_intake(struct gw *g, const struct gw_ask *ask,
			     struct gw_outcome *refusal, nb_ms now);

#endif
