/*
 * lookups.h - the names that wait to be looked up
 *
 * Knows names, tags and what has been found.  Does not know the command.
 */
#ifndef SEQUANS_LOOKUPS_H
#define SEQUANS_LOOKUPS_H

#include "base/link.h"

#define SQN_LOOKUPS 8

enum sqn_lookup_state {
	SQN_LOOKUP_FREE,
	SQN_LOOKUP_WAITS, /* to be asked at @at         */
	SQN_LOOKUP_ENDED, /* its event has to be pulled */
};

struct sqn_lookup {
	enum sqn_lookup_state state;
	uint64_t tag;
	char name[NB_LINK_NAME + 1];
	enum nb_family family; /* asked for next, or in flight */
	unsigned rounds;       /* of all families asked for in vain */
	nb_ms at;
	struct nb_addr address[NB_LINK_ADDRESSES];
	size_t count;
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
		    nb_ms now);
/* The next one whose time has come, in turn; or NULL. */
struct sqn_lookup *sqn_lookups_next(struct sqn_lookups *t, nb_ms now);
nb_ms sqn_lookups_deadline(const struct sqn_lookups *t);
/* One that has ended; or NULL. */
struct sqn_lookup *sqn_lookups_ended(struct sqn_lookups *t);
/* All that wait end with @result. */
void sqn_lookups_end(struct sqn_lookups *t, int result);

#endif
