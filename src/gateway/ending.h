/*
 * ending.h - how requests end, each exactly once
 *
 * Knows what an answer, a failure of the endpoint, a time that ran out and a
 * cancelled request mean for their caller (nbgate-api(7), "Results and
 * errors").  Does not start anything.
 */
#ifndef GATEWAY_ENDING_H
#define GATEWAY_ENDING_H

#include "gateway/engine.h"

/* The endpoint said the last of @r, a ping. */
void gw_end_by_endpoint(struct gw *g, struct gw_request *r,
			const struct nbcoap_event *ev, nb_ms now);
/* The client said the last of @r, or brought a block of its answer. */
void gw_end_by_client(struct gw *g, struct gw_request *r,
		      const struct nbcoap_client_event *ev, nb_ms now);

/* Its time has run out. */
void gw_end_by_time(struct gw *g, struct gw_request *r, nb_ms now);

/* It ends by our own decision; the endpoint is told to let go. */
void gw_end_failed(struct gw *g, struct gw_request *r, enum gw_reason reason,
		   const char *text, nb_ms now);

/* Takes @r out of everything, whether it has ended or not, and frees it. */
void gw_forget(struct gw *g, struct gw_request *r, nb_ms now);

/* @r leaves its target's queue: it starts, or it ends. */
void gw_leave_queue(struct gw *g, struct gw_request *r);

#endif
