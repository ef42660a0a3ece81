#include "gateway/engine.h"

#include <string.h>

struct gw_target *gw_find_target(const struct gw *g, const char *name)
{
	gw_list_each (n, &g->targets) {
		struct gw_target *t = gw_target_of(n);

		if (t->configured && strcmp(t->label, name) == 0)
			return t;
	}
	return NULL;
}

void gw_tell(struct gw *g, struct gw_request *r)
{
	if (gw_list_is_empty(&r->news))
		gw_list_append(&g->news, &r->news);
}

bool gw_is_too_large(const struct gw *g, const struct gw_request *r)
{
	size_t mtu = r->message.peer.family == NB_FAMILY_IPV4 ? g->mtu_ipv4
							      : g->mtu_ipv6;
	int len = nbcoap_endpoint_measure(&r->message);

	return len < 0 || (size_t)len > mtu;
}
