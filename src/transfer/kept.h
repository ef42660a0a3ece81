/*
 * kept.h - answers that a server keeps, of which blocks are asked for later
 *
 * Knows that only a GET may be asked of the owner again (RFC 7959, 3.3).  Does
 * not know blocks.
 */
#ifndef TRANSFER_KEPT_H
#define TRANSFER_KEPT_H

#include "transfer/options.h"
#include "transfer/server_state.h"

/*
 * A place for @response to @ask, which may be that of the request's body; NULL
 * when there is none or it is too long.
 */
struct nbcoap_body *nbcoap_kept_add(struct nbcoap_server *s,
				    const struct nbcoap_ask *ask,
				    const struct nbcoap_response *response);
/* Keeps it there. */
void nbcoap_kept_put(struct nbcoap_server *s, struct nbcoap_body *body,
		     const struct nbcoap_response *response, nb_ms now);

/* That of which @ask wants a block; its options are in @list.  False: none. */
bool nbcoap_kept_find(struct nbcoap_server *s, const struct nbcoap_ask *ask,
		      struct nbcoap_option_list *list,
		      struct nbcoap_response *response, nb_ms now);

#endif
