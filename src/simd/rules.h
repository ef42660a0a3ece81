/*
 * rules.h - addresses on the command line: --map, --listen, --dns, --address
 *
 * Knows how each is written, and that only the loopback is real.  The readers
 * return NULL, or what is wrong, "must be ...".
 */
#ifndef SIMD_RULES_H
#define SIMD_RULES_H

#include "sim/config.h"

#define SIMD_MAPS    32
#define SIMD_LISTENS 16
#define SIMD_NAMES   64

/* A public address and the loopback one behind it. */
struct simd_map {
	struct nb_addr public;
	struct nb_addr real;
	bool every_port;
};

/* The loopback address of a modem's local port. */
struct simd_listen {
	uint16_t local_port;
	struct nb_addr real;
};

struct simd_rules {
	struct simd_map maps[SIMD_MAPS];
	size_t map_count;
	struct simd_listen listens[SIMD_LISTENS];
	size_t listen_count;
	struct sim_name names[SIMD_NAMES];
	size_t name_count;
	struct nb_addr address[2]; /* the modem's own */
	size_t address_count;
};

/* '[2001:db8::1]:5683=[::1]:6000', or both without a port. */
const char *simd_rules_add_map(struct simd_rules *r, const char *text);
/* '16001=[::1]:6001' */
const char *simd_rules_add_listen(struct simd_rules *r, const char *text);
/* 'coap.example=2001:db8::1', the address in brackets or not. */
const char *simd_rules_add_name(struct simd_rules *r, const char *text);
/* '2001:db8::2', once for each family. */
const char *simd_rules_add_address(struct simd_rules *r, const char *text);

#endif
