#include "gateway/engine.h"

#include <string.h>

/* Block1, Size1 and Request-Tag in a message, at most. */
#define BLOCK_OPTIONS 20

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

/* A message with at most one block of @size bytes fits into a datagram. */
static bool fits(const struct gw *g, const struct gw_request *r, size_t size)
{
	struct nbcoap_request block = r->message;
	size_t room =
		block.peer.family == NB_FAMILY_IPV4 ? g->mtu_ipv4 : g->mtu_ipv6;
	int len;

	if (block.payload.len > size) {
		if (block.suppress)
			return false; /* each block has to be answered */
		block.payload.len = size;
		room -= BLOCK_OPTIONS;
	}
	len = nbcoap_endpoint_measure(&block);
	return len >= 0 && (size_t)len <= room;
}

int gw_block_exponent(const struct gw *g, const struct gw_request *r)
{
	int szx = r->message.suppress ? NBCOAP_BLOCK_SZX_MAX : r->target->szx;

	while (szx >= 0 && !fits(g, r, nbcoap_blockwise_size((uint8_t)szx)))
		szx--;
	return szx >= 0 ? szx : NB_ERR_SPACE;
}
