/*
 * metric.h - the shape of a counter
 *
 * A folder that counts keeps its counters as uint64_t members of one struct
 * and describes them in one table, ended by a row without a name.  Names are
 * Prometheus's: nbgate_<what>_total for counters, nbgate_<what> for gauges.
 */
#ifndef BASE_METRIC_H
#define BASE_METRIC_H

#include <stddef.h>
#include <stdint.h>

enum nb_metric_type {
	NB_METRIC_COUNTER,
	NB_METRIC_GAUGE,
};

struct nb_metric {
	const char *name;
	const char *help; /* one sentence without a full stop */
	enum nb_metric_type type;
	size_t offset; /* of a uint64_t in the folder's struct of counters */
};

/* The value of @m in the struct of counters at @counters. */
static inline uint64_t nb_metric_value(const struct nb_metric *m,
				       const void *counters)
{
	return *(const uint64_t *)(const void *)((const char *)counters +
						 m->offset);
}

#endif
