/*
 * metrics.h - the counters of an endpoint by name
 *
 * Knows the table for nbcoap_endpoint_counters().
 */
#ifndef COAP_METRICS_H
#define COAP_METRICS_H

#include "base/metric.h"

/* Ended by a row without a name. */
extern const struct nb_metric nbcoap_metrics[];

#endif
