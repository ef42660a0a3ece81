/*
 * metrics.h - counters as JSON and as OpenMetrics text
 *
 * Knows the tables that the parts of the daemon gave.
 */
#ifndef API_METRICS_H
#define API_METRICS_H

#include "api/engine.h"

/* {"name": number}, a new reference. */
json_t *api_metrics_json(const struct api *api);
/* The text of an OpenMetrics exposition, for free(); NULL: no memory. */
char *api_metrics_text(const struct api *api);

#endif
