/*
 * lookups.h - the names that wait to be looked up
 *
 * Knows names, tags, whom each asks, and what has been found.  Does not know
 * how somebody is asked.
 */
#ifndef SEQUANS_LOOKUPS_H
#define SEQUANS_LOOKUPS_H

#include "base/link.h"

#define SQN_LOOKUPS 8

enum sqn_lookup_state {
	SQN_LOOKUP_FREE,
	SQN_LOOKUP_WAITS, /* to be asked at @at         */
	SQN_LOOKUP_ASKS,  /* a DNS server, just now     */
	SQN_LOOKUP_ENDED, /* its event has to be pulled */
};

enum sqn_lookup_way {
	SQN_LOOKUP_BY_MODEM,   /* its own command, see lookup.h */
	SQN_LOOKUP_BY_SERVERS, /* see resolver.h                */
};

struct sqn_lookup {
	enum sqn_lookup_state state;
	enum sqn_lookup_way way;
	uint64_t tag;
	char name[NB_LINK_NAME + 1];
	enum nb_family family; /* asked for next, or in flight */
	unsigned rounds;       /* of all families asked for in vain */
	unsigned server;       /* the index of the one asked next */
	unsigned tries;        /* of servers, in vain */
	bool truncated;        /* the last answer was */
	nb_ms at;
	struct nb_addr address[NB_LINK_ADDRESSES];
	size_t count;
	nb_ms ttl; /* 0: unknown */
	int result;
};

struct sqn_lookups {
	struct sqn_lookup lookup[SQN_LOOKUPS];
	unsigned turn;
};

/* Letters, digits, hyphens, underscores and dots, 1 to 253 of them. */
bool sqn_lookup_is_name(const char *name);
/* 0, NB_ERR_CALLER (no name) or NB_ERR_SPACE. */
int sqn_lookups_add(struct sqn_lookups *t, const char *name, uint64_t tag,
		    enum sqn_lookup_way way, nb_ms now);
/* The next one of that way whose time has come, in turn; or NULL. */
struct sqn_lookup *sqn_lookups_next(struct sqn_lookups *t,
				    enum sqn_lookup_way way, nb_ms now);
/* When the modem is to be asked next. */
nb_ms sqn_lookups_deadline(const struct sqn_lookups *t);
/* The one that asks a server just now; or NULL. */
struct sqn_lookup *sqn_lookups_asking(struct sqn_lookups *t);
/* Is there any that has not ended? */
bool sqn_lookups_any(const struct sqn_lookups *t);
/* One that has ended; or NULL. */
struct sqn_lookup *sqn_lookups_ended(struct sqn_lookups *t);
void sqn_lookup_end(struct sqn_lookup *l, int result);
/* All that wait or ask end with @result. */
void sqn_lookups_end(struct sqn_lookups *t, int result);

#endif
