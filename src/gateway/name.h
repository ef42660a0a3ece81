/*
 * name.h - the address behind a target's host, cached
 *
 * Knows a host, its address and how long that holds.  Does not look anything
 * up: it says when that is due, and is told what came of it.  An address that
 * is no longer fresh still serves when a new look-up fails; of several the
 * first is used until it is out of reach.
 */
#ifndef GATEWAY_NAME_H
#define GATEWAY_NAME_H

#include "base/link.h"

#include <nbcoap/uri.h>

enum gw_name_state {
	GW_NAME_LITERAL, /* an address from the start; never looked up       */
	GW_NAME_UNKNOWN, /* no address yet                                   */
	GW_NAME_ASKED,   /* a look-up is under way                           */
	GW_NAME_KNOWN,   /* has an address, fresh until its time             */
	GW_NAME_LATER,   /* the look-up could not be made; again at its time */
};

struct gw_name {
	enum gw_name_state state;
	char host[NB_LINK_NAME + 1];
	struct nb_addr addr; /* in use; family NONE: none yet */
	struct nb_addr others[NB_LINK_ADDRESSES];
	size_t other_count;
	nb_ms until; /* KNOWN: fresh; LATER: not asked before */
};

/*
 * The host and port of @uri.  0, or NB_ERR_PEER: a host with bytes that no
 * name has, or too long.  A literal with a zone counts as a name: only the
 * link knows what the zone is.
 */
int gw_name_init(struct gw_name *n, const struct nbcoap_uri *uri);

/* Whether both are the same host and port. */
bool gw_name_equal(const struct gw_name *a, const struct gw_name *b);

/* There is an address to use now. */
bool gw_name_is_ready(const struct gw_name *n, nb_ms now);
/* A look-up is due before there is one. */
bool gw_name_is_due(const struct gw_name *n, nb_ms now);
/*
 * How long addresses are fresh of which the look-up told @told (0: nothing):
 * @most at most, and a minute at least, unless that is more than @most.  A
 * name that is asked for before each request costs more airtime than it saves.
 */
nb_ms gw_name_ttl(nb_ms told, nb_ms most);

/* A look-up was begun. */
void gw_name_asked(struct gw_name *n);

enum gw_name_answer {
	GW_NAME_FOUND,     /* there is an address, new or stale         */
	GW_NAME_NONE,      /* there is no such name, and none is stale  */
	GW_NAME_TRY_LATER, /* could not be made, and none is stale      */
};

/*
 * What came of the look-up: @count addresses, fresh for @ttl; 0 of them and
 * @result 0: there is no such name; @result negative: it could not be made.
 */
enum gw_name_answer gw_name_answer(struct gw_name *n,
				   const struct nb_addr *addr, size_t count,
				   int result, nb_ms ttl, nb_ms now);

/*
 * @addr, which was used, is out of reach.  True when another can be tried, in
 * addr now.
 */
bool gw_name_try_other(struct gw_name *n, const struct nb_addr *addr);

/* Its address did not answer: look it up again before the next use. */
void gw_name_doubt(struct gw_name *n);

/* The link is usable again: what had to wait for it need not any longer. */
void gw_name_hurry(struct gw_name *n);

/* When something is due by itself, or NB_NEVER. */
nb_ms gw_name_deadline(const struct gw_name *n);

#endif
