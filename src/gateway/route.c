#include "gateway/route.h"

#include <string.h>

static int read_path(struct gw_options *o, const char *path)
{
	struct nb_bytes text = {(const uint8_t *)path, strlen(path)};

	gw_options_init(o);
	return gw_options_add_path(o, text);
}

int gw_route_init(struct gw_route *r, const struct gw_route_config *config,
		  struct gw_target *target)
{
	r->config = config;
	r->target = target;
	r->waiting = 0;
	if (read_path(&r->prefix, config->path) != 0 ||
	    read_path(&r->remote, config->remote_path) != 0)
		return NB_ERR_PEER;
	return 0;
}

static bool is_prefix(const struct gw_options *prefix,
		      const struct gw_options *path)
{
	if (prefix->count > path->count)
		return false;
	for (size_t i = 0; i < prefix->count; i++)
		if (!gw_option_equal(&prefix->at[i], &path->at[i]))
			return false;
	return true;
}

struct gw_route *gw_route_find(struct gw_route *routes, size_t count,
			       const struct gw_options *path)
{
	struct gw_route *best = NULL;

	for (size_t i = 0; i < count; i++) {
		struct gw_route *r = &routes[i];

		if (is_prefix(&r->prefix, path) &&
		    (!best || r->prefix.count > best->prefix.count))
			best = r;
	}
	return best;
}

bool gw_route_allows(const struct gw_route *r, uint8_t method)
{
	return r->config->methods & (uint64_t)1 << (method - 1);
}
