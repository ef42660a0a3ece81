/*
 * resolver.h - names to addresses by the host's own DNS (c-ares on the loop)
 *
 * Knows /etc/hosts, /etc/resolv.conf and zones ("fe80::1%eth0").  Never
 * blocks on the network.  Does not know what a name is for.  The resolver's
 * files are read anew whenever nothing was under way, so that a new network's
 * servers are used without a restart.
 */
#ifndef OS_RESOLVER_H
#define OS_RESOLVER_H

#include "base/link.h"
#include "os/loop.h"

/* Look-ups under way, or answered and not taken yet. */
#define OS_RESOLVER_LOOKUPS 8

struct os_resolver;

struct os_resolver *os_resolver_open(struct os_loop *loop);
void os_resolver_close(struct os_resolver *r);

/* As nb_link_ops.resolve; @name is copied. */
int os_resolver_ask(struct os_resolver *r, const char *name, uint64_t tag);

struct os_answer {
	uint64_t tag;
	struct nb_addr address[NB_LINK_ADDRESSES]; /* without a port */
	size_t address_count; /* 0 and result 0: there is no such name */
	nb_ms ttl;            /* 0: unknown */
	int result; /* NB_ERR_SYSTEM: no server answered, or none could */
};

/* Takes the next answer; false when there is none. */
bool os_resolver_next(struct os_resolver *r, struct os_answer *answer);

#endif
