#include "gateway/setup.h"

#include <stdlib.h>

/* Until the link says what fits: an IPv6 packet of 1280 bytes. */
#define DEFAULT_MTU 1232

static int add_target(struct gw *g, const struct gw_target_config *config)
{
	struct gw_target *t = calloc(1, sizeof(*t));

	if (!t || gw_target_init(t, config) != 0) {
		free(t);
		return NB_ERR_CALLER;
	}
	gw_list_append(&g->targets, &t->node);
	return 0;
}

static int add_route(struct gw *g, const struct gw_route_config *config)
{
	struct gw_target *target = gw_find_target(g, config->target);
	struct gw_route *r = &g->routes[g->route_count];

	if (!target || gw_route_init(r, config, target) != 0)
		return NB_ERR_CALLER;
	g->route_count++;
	return 0;
}

static int take_config(struct gw *g)
{
	const struct gw_config *c = g->config;

	for (size_t i = 0; i < c->target_count; i++)
		if (add_target(g, &c->targets[i]) != 0)
			return NB_ERR_CALLER;
	g->routes = calloc(c->route_count + 1, sizeof(*g->routes));
	if (!g->routes)
		return NB_ERR_SYSTEM;
	for (size_t i = 0; i < c->route_count; i++)
		if (add_route(g, &c->routes[i]) != 0)
			return NB_ERR_CALLER;
	return 0;
}

struct gw *gw_setup_open(const struct gw_config *config,
			 struct nbcoap_endpoint *endpoint,
			 struct nbcoap_client *client)
{
	struct gw *g = calloc(1, sizeof(*g));

	if (!g)
		return NULL;
	g->config = config;
	g->endpoint = endpoint;
	g->client = client;
	g->link = NB_LINK_ABSENT;
	g->mtu_ipv4 = g->mtu_ipv6 = DEFAULT_MTU;
	g->due = NB_NEVER;
	gw_list_init(&g->targets);
	gw_list_init(&g->requests);
	gw_list_init(&g->news);
	if (take_config(g) == 0)
		return g;
	gw_setup_close(g);
	return NULL;
}

void gw_setup_close(struct gw *g)
{
	while (!gw_list_is_empty(&g->requests)) {
		struct gw_node *n = g->requests.next;

		gw_list_remove(n);
		gw_request_free(gw_node_of(n, struct gw_request, all));
	}
	while (!gw_list_is_empty(&g->targets)) {
		struct gw_node *n = g->targets.next;

		gw_list_remove(n);
		free(gw_target_of(n));
	}
	free(g->routes);
	free(g);
}
