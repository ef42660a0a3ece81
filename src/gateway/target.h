/*
 * target.h - a remote CoAP server: its address and who waits for it
 *
 * Knows the URI and the parameters of one [target], or of a host that a
 * request named by itself, and keeps what waits to be sent there in order.
 * Does not know what the requests are: they are nodes.
 */
#ifndef GATEWAY_TARGET_H
#define GATEWAY_TARGET_H

#include "base/addr.h"
#include "gateway/config.h"
#include "gateway/list.h"
#include "gateway/name.h"
#include "gateway/options.h"

#include <nbcoap/uri.h>

#define GW_PRIORITIES (GW_PRIORITY_HIGH + 1)

/* Of a host without a [target] (nbgate.conf(5), [target]). */
#define GW_HOST_MAX_BODY   (64 * 1024)
#define GW_HOST_BLOCK_SIZE 512
#define GW_HOST_DNS_TTL    (60 * 60 * 1000)

struct gw_target {
	struct gw_node node; /* among all targets */
	const char *label;   /* its name, or its host */
	bool configured;     /* a [target], not just a host */
	bool secure;         /* coaps */
	struct nbcoap_params params;
	size_t max_body; /* of a request or a response, bytes */
	uint8_t szx;     /* of blocks (RFC 7959, 2.2) */
	nb_ms dns_ttl;
	uint16_t local_port; /* ours toward it */
	struct gw_name name;
	struct gw_options base; /* Uri-Host, and the path of its URI */
	struct gw_node turns[GW_PRIORITIES]; /* waiting requests, by arrival */
	size_t waiting;                      /* in all turns */
	size_t requests;                     /* that point here */
	uint64_t answered, unanswered;
	uint64_t lookup; /* the tag of the one under way */
	char text[NB_ADDR_TEXT + NB_LINK_NAME]; /* label of a host */
};

static inline struct gw_target *gw_target_of(struct gw_node *node)
{
	return gw_node_of(node, struct gw_target, node);
}

/* Of a [target].  0, or NB_ERR_PEER: its URI is none that can be used. */
int gw_target_init(struct gw_target *t, const struct gw_target_config *config);

/* Of a host named by a request, with @params and the defaults of the rest. */
int gw_target_init_host(struct gw_target *t, const struct nbcoap_uri *uri,
			const struct nbcoap_params *params);

/* @node waits for its turn, behind those of its @priority. */
void gw_target_queue(struct gw_target *t, struct gw_node *node, int priority);
/* @node was first, and is so again. */
void gw_target_requeue(struct gw_target *t, struct gw_node *node, int priority);
void gw_target_unqueue(struct gw_target *t, struct gw_node *node);
/* Whose turn is next: highest priority, then arrival; NULL: nobody waits. */
struct gw_node *gw_target_next(const struct gw_target *t);

#endif
