/*
 * resolver.h - a resolver of our own, over a socket of the modem
 *
 * For firmware whose look-up gives nothing: asks the servers of dns-servers,
 * one query at a time, look-up by look-up in turn, so that no name waits for
 * more than one query of another.  A query without an answer goes to the next
 * server, twice to each at most; then the modem is asked after all.  Knows
 * when to ask whom and what an answer means; DNS as bytes is dns/message.h.
 *
 * The socket is one of the modem's six.  It is waited for while all have
 * exchanges, dialled from a port that nobody can guess, never given to a peer
 * while a query is under way, and closed when no name waits any more.
 */
#ifndef SEQUANS_RESOLVER_H
#define SEQUANS_RESOLVER_H

#include "sequans/driver.h"

/* Reads dns-servers. */
void sqn_resolver_init(struct sqn_modem *m);
/* Whom a new look-up asks first. */
enum sqn_lookup_way sqn_resolver_way(const struct sqn_modem *m);

/* A datagram came to the resolver's own socket. */
void sqn_resolver_input(struct sqn_modem *m, const struct nb_addr *from,
			struct nb_bytes bytes);
/* Goes on: after events, and when time has passed. */
void sqn_resolver_expire(struct sqn_modem *m, nb_ms now);

extern const struct sqn_part sqn_resolver_part;

#endif
