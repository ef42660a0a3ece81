/*
 * body.h - the body of a response that comes in blocks
 *
 * Knows the bytes that have come so far, and grows with them.  Does not know
 * how many it may become: the client (nbcoap/client.h) does.
 */
#ifndef GATEWAY_BODY_H
#define GATEWAY_BODY_H

#include <nbcoap/types.h>

struct gw_body {
	uint8_t *bytes;
	size_t len, cap;
};

/*
 * @part stands at @offset, behind or in place of what came before; @size: as
 * many are announced, or 0.  0, or NB_ERR_SYSTEM: no memory.
 */
int gw_body_put(struct gw_body *b, size_t offset, struct nb_bytes part,
		size_t size);
void gw_body_free(struct gw_body *b);

#endif
