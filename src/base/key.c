#include "base/key.h"

#include "base/assert.h"

#include <string.h>

struct nb_place nb_key_place(const struct nb_origin *origin, const char *key)
{
	const struct nb_key *keys = origin->section->keys;
	size_t i = 0;

	while (keys[i].name && strcmp(keys[i].name, key) != 0)
		i++;
	NB_ASSERT(keys[i].name);
	return origin->keys[i];
}

bool nb_key_is_set(const struct nb_origin *origin, const char *key)
{
	return nb_key_place(origin, key).line > 0;
}
