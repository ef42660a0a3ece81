/*
 * nat.h - made-up public addresses for loopback ones, both ways
 *
 * Knows the rules of --map.  Does not know sockets.
 */
#ifndef SIMD_NAT_H
#define SIMD_NAT_H

#include "simd/rules.h"

/*
 * Where a datagram to @public goes: by the first rule that fits, or to itself
 * when it is a loopback address.  False: nowhere.
 */
bool simd_nat_outward(const struct simd_rules *rules,
		      const struct nb_addr *public, struct nb_addr *real);
/* Whom a datagram from @real is shown to be from. */
struct nb_addr simd_nat_inward(const struct simd_rules *rules,
			       const struct nb_addr *real);

#endif
