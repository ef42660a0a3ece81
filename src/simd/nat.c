#include "simd/nat.h"
#include "base/addr.h"

/* @to, with the port of @addr where a rule is for every port. */
static struct nb_addr translate(const struct simd_map *map,
				const struct nb_addr *to,
				const struct nb_addr *addr)
{
	struct nb_addr out = *to;

	if (map->every_port)
		out.port = addr->port;
	return out;
}

static bool fits(const struct simd_map *map, const struct nb_addr *side,
		 const struct nb_addr *addr)
{
	return map->every_port ? nb_addr_same_host(side, addr)
			       : nb_addr_equal(side, addr);
}

bool simd_nat_outward(const struct simd_rules *rules,
		      const struct nb_addr *public, struct nb_addr *real)
{
	for (size_t i = 0; i < rules->map_count; i++) {
		const struct simd_map *map = &rules->maps[i];

		if (!fits(map, &map->public, public))
			continue;
		*real = translate(map, &map->real, public);
		return true;
	}
	*real = *public;
	return nb_addr_is_loopback(public);
}

struct nb_addr simd_nat_inward(const struct simd_rules *rules,
			       const struct nb_addr *real)
{
	for (size_t i = 0; i < rules->map_count; i++) {
		const struct simd_map *map = &rules->maps[i];

		if (fits(map, &map->real, real))
			return translate(map, &map->public, real);
	}
	return *real;
}
