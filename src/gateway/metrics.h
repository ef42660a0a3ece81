/*
 * metrics.h - what the gateway counts, and the names of what libnbcoap counts
 */
#ifndef GATEWAY_METRICS_H
#define GATEWAY_METRICS_H

#include "base/metric.h"

struct gw_counters {
	uint64_t requests, refused, answered, failed, cancelled;
	uint64_t lookups, lookups_failed;
	uint64_t waiting, in_flight, link_usable; /* gauges */
};

extern const struct nb_metric gw_metrics[];

/* Of struct nbcoap_counters. */
extern const struct nb_metric gw_coap_metrics[];

#endif
