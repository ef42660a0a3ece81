/*
 * config_rules.h - what values must agree on among each other
 *
 * Knows defaults that follow from other values, and faults that no single
 * value has: a route to no target, timing that a server cannot follow.  Does
 * not know files: each value's place came with its struct.
 */
#ifndef GATEWAY_CONFIG_RULES_H
#define GATEWAY_CONFIG_RULES_H

#include "gateway/config.h"

/*
 * Fills in the defaults that follow from other values, in the access, targets
 * and routes of @c; the rest must be complete.
 */
void gw_config_derive(struct gw_config *c);

/* Tells @faults all faults and warnings of @c, which is derived. */
void gw_config_check(const struct gw_config *c, struct nb_faults *faults);

#endif
