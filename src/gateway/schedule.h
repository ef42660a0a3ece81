/*
 * schedule.h - whose turn is next
 *
 * Knows the order: higher priority first, then arrival, whoever asked.  A
 * target that cannot start a request now (no address yet, NSTART, its socket
 * busy) holds up no other.
 */
#ifndef GATEWAY_SCHEDULE_H
#define GATEWAY_SCHEDULE_H

#include "gateway/engine.h"

/* As gw_start(). */
void gw_schedule(struct gw *g,
		 bool (*ready)(void *arg, const struct nb_addr *peer),
		 void *arg, nb_ms now);

/* The target whose name is to be looked up now; NULL: none. */
struct gw_target *gw_schedule_lookup(struct gw *g, nb_ms now);

/* What waits at @t is in @phase, queued or resolving. */
void gw_schedule_phase(struct gw *g, struct gw_target *t, enum gw_phase phase);

#endif
