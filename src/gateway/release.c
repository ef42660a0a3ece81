#include "gateway/release.h"

#include "base/hash.h"

#include <string.h>

/* Answers in a row without an acknowledgement of ours, until we trust again. */
#define TRUST_AFTER 10

static void mix(uint8_t key[NB_SECRET_LEN], const void *data, size_t len)
{
	uint64_t hash = nb_hash(key, data, len);

	memcpy(key, &hash, sizeof(hash));
}

/* One number for a target and a path; no two that matter have the same. */
static uint64_t resource_of(const struct gw_request *r)
{
	const struct nbcoap_request *m = &r->message;
	uint8_t key[NB_SECRET_LEN] = {0};
	uint64_t resource;

	mix(key, r->target->label, strlen(r->target->label));
	for (size_t i = 0; i < m->option_count; i++) {
		if (m->options[i].number == NBCOAP_URI_PATH)
			mix(key, m->options[i].value, m->options[i].len);
	}
	memcpy(&resource, key, sizeof(resource));
	return resource;
}

/* Its index, or that of none: GW_RELEASES. */
static unsigned find(const struct gw_releases *t, uint64_t resource)
{
	unsigned i = 0;

	while (i < GW_RELEASES &&
	       (t->at[i].left == 0 || t->at[i].resource != resource))
		i++;
	return i;
}

bool gw_release_is_open(const struct gw_releases *t, const struct gw_request *r)
{
	if (r->route && r->route->config->rai == GW_RAI_OFF)
		return true;
	return find(t, resource_of(r)) < GW_RELEASES;
}

void gw_release_answered(struct gw_releases *t, const struct gw_request *r,
			 const struct nbcoap_message *m)
{
	bool separate = m->type == NBCOAP_CON ||
			(m->type == NBCOAP_NON && r->progress.acked);
	uint64_t resource = resource_of(r);
	unsigned at = find(t, resource);

	if (at < GW_RELEASES) {
		t->at[at].left = separate ? TRUST_AFTER : t->at[at].left - 1;
	} else if (separate) {
		t->at[t->next] = (struct gw_release){resource, TRUST_AFTER};
		t->next = (t->next + 1) % GW_RELEASES;
	}
}
