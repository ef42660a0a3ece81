#include "gateway/engine.h"

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
