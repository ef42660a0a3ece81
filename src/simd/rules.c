#include "config.h"

#include "base/addr.h"
#include "simd/rules.h"

#include <stdlib.h>
#include <string.h>

/* Is there a port behind the address? */
static bool has_port(const char *text, size_t len)
{
	const char *colon = memrchr(text, ':', len);

	return colon && (*text != '[' || colon[-1] == ']');
}

/* "[2001:db8::1]:5683" or, with port 0, "[2001:db8::1]". */
static bool read_addr(struct nb_addr *out, const char *text, size_t len)
{
	return !nb_addr_parse(out, text, len, 0);
}

const char *simd_rules_add_map(struct simd_rules *r, const char *text)
{
	const char *equals = strchr(text, '=');
	struct simd_map *map = &r->maps[r->map_count];
	size_t left = equals ? (size_t)(equals - text) : 0;
	bool here, there;

	if (r->map_count == SIMD_MAPS)
		return "may stand 32 times";
	if (!equals || !read_addr(&map->public, text, left) ||
	    !read_addr(&map->real, equals + 1, strlen(equals + 1)))
		return "must be '[ADDR]:PORT=[::1]:PORT'";
	here = has_port(text, left);
	there = has_port(equals + 1, strlen(equals + 1));
	if (here != there)
		return "must have both ports or none";
	if (!nb_addr_is_loopback(&map->real))
		return "must lead to the loopback";
	map->every_port = !here;
	r->map_count++;
	return NULL;
}

const char *simd_rules_add_listen(struct simd_rules *r, const char *text)
{
	struct simd_listen *listen = &r->listens[r->listen_count];
	const char *equals = strchr(text, '=');
	char *end;
	unsigned long port = strtoul(text, &end, 10);

	if (r->listen_count == SIMD_LISTENS)
		return "may stand 16 times";
	if (!equals || end != equals || port < 1 || port > 65535 ||
	    !read_addr(&listen->real, equals + 1, strlen(equals + 1)) ||
	    !listen->real.port)
		return "must be 'LPORT=[::1]:PORT'";
	if (!nb_addr_is_loopback(&listen->real))
		return "must be on the loopback";
	listen->local_port = (uint16_t)port;
	r->listen_count++;
	return NULL;
}

const char *simd_rules_add_name(struct simd_rules *r, const char *text)
{
	struct sim_name *name = &r->names[r->name_count];
	const char *equals = strchr(text, '=');
	size_t len = equals ? (size_t)(equals - text) : 0;
	const char *addr = equals ? equals + 1 : "";
	size_t addr_len = strlen(addr);

	if (r->name_count == SIMD_NAMES)
		return "may stand 64 times";
	if (addr_len > 2 && *addr == '[' && addr[addr_len - 1] == ']') {
		addr++;
		addr_len -= 2;
	}
	if (!len || len >= sizeof(name->name) ||
	    nb_addr_parse_host(&name->addr, addr, addr_len))
		return "must be NAME=ADDR";
	memcpy(name->name, text, len);
	name->name[len] = '\0';
	r->name_count++;
	return NULL;
}

const char *simd_rules_add_address(struct simd_rules *r, const char *text)
{
	struct nb_addr *a = &r->address[r->address_count];

	if (r->address_count == 2)
		return "may stand twice";
	if (nb_addr_parse_host(a, text, strlen(text)))
		return "must be an address without a port";
	if (r->address_count == 1 && a->family == r->address[0].family)
		return "may stand once for each of IPv4 and IPv6";
	r->address_count++;
	return NULL;
}
