/*
 * gateway.h - decisions: which request goes where, when, and how it ends
 *
 * Knows targets, routes, priorities, queues, cached names, times that run out
 * and what a failure means.  Does not know JSON, a descriptor or a modem: it
 * calls the endpoint and the client below it, and everything else goes in as arguments and is
 * pulled out as events.
 *
 * After any call the owner takes all events, calls gw_start(), takes what the
 * endpoint sends, and moves its timer to gw_deadline().
 */
#ifndef GATEWAY_GATEWAY_H
#define GATEWAY_GATEWAY_H

#include "gateway/metrics.h"
#include "gateway/request.h"

struct gw;

/*
 * All must outlive the gateway; @client is one over @endpoint.  NULL: no memory, or a configuration that
 * does not hold together (conf checks it before).
 */
struct gw *gw_open(const struct gw_config *config,
		   struct nbcoap_endpoint *endpoint,
		   struct nbcoap_client *client);
void gw_close(struct gw *g);

/*
 * Takes what a caller asks.  The request lives until the event of its end was
 * taken, or gw_drop(); its members are for reading.  NULL: it is refused, and
 * *@refusal says why.
 */
struct gw_request *gw_request(struct gw *g, const struct gw_ask *ask,
			      struct gw_outcome *refusal, nb_ms now);
/* Ends @r with reason cancelled; the event of its end follows. */
void gw_cancel(struct gw *g, struct gw_request *r, nb_ms now);
/* Its caller has gone: @r is cancelled without an event, and freed. */
void gw_drop(struct gw *g, struct gw_request *r, nb_ms now);
/* Everything under way ends with shutting-down; nothing new is taken. */
void gw_shutdown(struct gw *g, nb_ms now);

/*
 * The link's state has changed; it begins as absent.  @page: asleep, a downlink
 * may wait so long; NB_NEVER: until an uplink.
 */
void gw_link(struct gw *g, enum nb_link_state state, nb_ms page);
/* The largest CoAP message to peers of each family, in bytes. */
void gw_mtu(struct gw *g, size_t ipv4, size_t ipv6);

/*
 * An event of the endpoint that has to do with a ping, or of the client that
 * has to do with a request: progress and its ends.  The gateway's events must
 * be taken while the event's message is.
 */
void gw_endpoint_event(struct gw *g, const struct nbcoap_event *ev, nb_ms now);
void gw_client_event(struct gw *g, const struct nbcoap_client_event *ev,
		     nb_ms now);

/*
 * What came of the look-up @tag; members as in base/link.h.  @ttl 0: unknown.
 */
void gw_resolved(struct gw *g, uint64_t tag, const struct nb_addr *addr,
		 size_t count, int result, nb_ms ttl, nb_ms now);

/*
 * Hands over to the endpoint what may start.  @ready says whether the link can
 * send to a peer now (NULL: to all).
 */
void gw_start(struct gw *g,
	      bool (*ready)(void *arg, const struct nb_addr *peer), void *arg,
	      nb_ms now);

enum gw_event_type {
	GW_EVENT_PROGRESS, /* request: its phase or transmissions changed    */
	GW_EVENT_ENDED,    /* request: its outcome; freed by the next call
			      of gw_next_event()                             */
	GW_EVENT_LOOKUP,   /* name, tag: look it up; gw_resolved() answers   */
};

struct gw_event {
	enum gw_event_type type;
	const struct gw_request *request;
	const char *name;
	uint64_t tag;
};

bool gw_next_event(struct gw *g, struct gw_event *ev, nb_ms now);
nb_ms gw_deadline(const struct gw *g);
void gw_expire(struct gw *g, nb_ms now);

/* What sys.status shows of one [target]. */
struct gw_target_status {
	const char *name;
	struct nb_addr peer; /* family NONE: not looked up yet */
	size_t in_flight, waiting;
	uint64_t answered, unanswered;
	nb_ms heard_ago; /* -1: never */
	nb_ms rtt;       /* -1: unknown */
};

/* The @index'th [target]; false when there are no more. */
bool gw_target_status(const struct gw *g, size_t index,
		      struct gw_target_status *status, nb_ms now);

/* The name of the [target] at @peer; NULL: there is none. */
const char *gw_target_name(const struct gw *g, const struct nb_addr *peer);
/* Our port toward the [target] at @peer; -1: it is none's. */
int gw_local_port(const struct gw *g, const struct nb_addr *peer);

const struct gw_counters *gw_counters(const struct gw *g);

#endif
