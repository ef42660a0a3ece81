/*
 * quirks.h - the words of --quirk: a switch where modems differ
 *
 * nbgate-sim(1) tells them to users.
 */
#ifndef SIMD_QUIRKS_H
#define SIMD_QUIRKS_H

#include "sim/config.h"

/* False: there is no quirk of that name. */
bool simd_quirk_set(struct sim_config *config, const char *name);

#endif
