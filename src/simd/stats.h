/*
 * stats.h - the counters as a file: one "name value" a line
 *
 * The names are listed in nbgate-sim(1) and stay.
 */
#ifndef SIMD_STATS_H
#define SIMD_STATS_H

#include "sim/event.h"

/* Room for all lines with the largest values, and a NUL. */
#define SIMD_STATS_TEXT 1024

/* What the modem counts, as lines; their length. */
size_t simd_stats_format(char *buf, size_t cap,
			 const struct sim_counters *counters);
/* Also what led nowhere.  Replaces @path in one step.  False: errno. */
bool simd_stats_write(const char *path, const struct sim_counters *counters,
		      uint64_t unreachable);

#endif
