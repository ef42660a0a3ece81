#include "gateway/host.h"

#include <stdlib.h>

/* Over the host's own network round trips are short, over a modem long. */
static const struct nbcoap_params *default_params(const struct gw *g)
{
	return g->config->modem ? &nbcoap_params_nb_iot
				: &nbcoap_params_rfc7252;
}

static struct gw_target *find(const struct gw *g, const struct gw_target *same)
{
	gw_list_each (n, &g->targets) {
		struct gw_target *t = gw_target_of(n);

		if (!t->configured && gw_name_equal(&t->name, &same->name))
			return t;
	}
	return NULL;
}

/* Forgets the oldest one that nothing points to. */
static void forget_one(struct gw *g)
{
	gw_list_each (n, &g->targets) {
		struct gw_target *t = gw_target_of(n);

		if (t->configured || t->requests > 0)
			continue;
		gw_list_remove(&t->node);
		g->hosts--;
		free(t);
		return;
	}
}

struct gw_target *gw_host_find(struct gw *g, const struct nbcoap_uri *uri,
			       int *error)
{
	struct gw_target *t = calloc(1, sizeof(*t));
	struct gw_target *known;

	if (!t) {
		*error = NB_ERR_SYSTEM;
		return NULL;
	}
	*error = gw_target_init_host(t, uri, default_params(g));
	known = *error ? NULL : find(g, t);
	if (*error || known) {
		free(t);
		return known;
	}
	if (g->hosts >= GW_HOSTS)
		forget_one(g);
	gw_list_append(&g->targets, &t->node);
	g->hosts++;
	return t;
}
