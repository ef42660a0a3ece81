#include "sequans/lookups.h"

#include <string.h>

static bool is_name_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
}

bool sqn_lookup_is_name(const char *name)
{
	size_t len = 0;

	while (len <= NB_LINK_NAME && name[len]) {
		if (!is_name_byte(name[len++]))
			return false;
	}
	return len > 0 && len <= NB_LINK_NAME;
}

int sqn_lookups_add(struct sqn_lookups *t, const char *name, uint64_t tag,
		    enum sqn_lookup_way way, nb_ms now)
{
	if (!sqn_lookup_is_name(name))
		return NB_ERR_CALLER;
	for (unsigned i = 0; i < SQN_LOOKUPS; i++) {
		struct sqn_lookup *l = &t->lookup[i];
		if (l->state != SQN_LOOKUP_FREE)
			continue;
		*l = (struct sqn_lookup){
			.state = SQN_LOOKUP_WAITS,
			.way = way,
			.tag = tag,
			.at = now,
		};
		memcpy(l->name, name, strlen(name) + 1);
		return 0;
	}
	return NB_ERR_SPACE;
}

struct sqn_lookup *sqn_lookups_next(struct sqn_lookups *t,
				    enum sqn_lookup_way way, nb_ms now)
{
	for (unsigned i = 1; i <= SQN_LOOKUPS; i++) {
		unsigned at = (t->turn + i) % SQN_LOOKUPS;
		struct sqn_lookup *l = &t->lookup[at];
		if (l->state != SQN_LOOKUP_WAITS || l->way != way ||
		    l->at > now)
			continue;
		t->turn = at;
		return l;
	}
	return NULL;
}

nb_ms sqn_lookups_deadline(const struct sqn_lookups *t)
{
	nb_ms first = NB_NEVER;

	for (unsigned i = 0; i < SQN_LOOKUPS; i++) {
		const struct sqn_lookup *l = &t->lookup[i];
		if (l->state == SQN_LOOKUP_WAITS &&
		    l->way == SQN_LOOKUP_BY_MODEM && l->at < first)
			first = l->at;
	}
	return first;
}

static struct sqn_lookup *find(struct sqn_lookups *t,
			       enum sqn_lookup_state state)
{
	for (unsigned i = 0; i < SQN_LOOKUPS; i++) {
		if (t->lookup[i].state == state)
			return &t->lookup[i];
	}
	return NULL;
}

struct sqn_lookup *sqn_lookups_asking(struct sqn_lookups *t)
{
	return find(t, SQN_LOOKUP_ASKS);
}

struct sqn_lookup *sqn_lookups_ended(struct sqn_lookups *t)
{
	return find(t, SQN_LOOKUP_ENDED);
}

static bool is_open(const struct sqn_lookup *l)
{
	return l->state == SQN_LOOKUP_WAITS || l->state == SQN_LOOKUP_ASKS;
}

bool sqn_lookups_any(const struct sqn_lookups *t)
{
	for (unsigned i = 0; i < SQN_LOOKUPS; i++) {
		if (is_open(&t->lookup[i]))
			return true;
	}
	return false;
}

void sqn_lookup_end(struct sqn_lookup *l, int result)
{
	l->state = SQN_LOOKUP_ENDED;
	l->result = result;
}

void sqn_lookups_end(struct sqn_lookups *t, int result)
{
	for (unsigned i = 0; i < SQN_LOOKUPS; i++) {
		struct sqn_lookup *l = &t->lookup[i];
		if (!is_open(l))
			continue;
		l->count = 0;
		sqn_lookup_end(l, result);
	}
}
