/*
 * setup.h - what the local API is told at its start
 */
#ifndef API_SETUP_H
#define API_SETUP_H

#include "base/metric.h"
#include "gateway/gateway.h"

/* The counters of one part of the daemon. */
struct api_metrics {
	const struct nb_metric *table; /* NULL ends the list */
	const void *counters;
};

/* What it points to must outlive the API. */
struct api_setup {
	struct gw *gateway;
	const struct gw_settings *settings;
	const char *instance;
	const char *version;
	uint32_t uid; /* our own; may what root may */
	bool has_modem;
	const struct api_metrics *metrics;
};

#endif
