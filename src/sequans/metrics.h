/*
 * metrics.h - what the driver counts
 */
#ifndef SEQUANS_METRICS_H
#define SEQUANS_METRICS_H

#include "base/metric.h"

struct sqn_counters {
	uint64_t commands;
	uint64_t command_errors;
	uint64_t command_timeouts;
	uint64_t unsolicited;
	uint64_t datagrams_sent;
	uint64_t datagrams_received;
	uint64_t bytes_sent;
	uint64_t bytes_received;
	uint64_t sends_refused;
	uint64_t sends_unknown;
	uint64_t looks;
	uint64_t lost_rings;
	uint64_t stray_rings;
	uint64_t unannounced_reads;
	uint64_t failed_reads;
	uint64_t sourceless_reads;
	uint64_t dials;
	uint64_t failed_dials;
	uint64_t closed_by_modem;
	uint64_t lookups;
	uint64_t dns_queries;
	uint64_t dns_failures;
	uint64_t modem_reboots;
	uint64_t socket_renewals;
	uint64_t radio_cycles;
	uint64_t resets;
	uint64_t reset_commands;
	uint64_t port_renewals;
};

/* Ended by a row without a name. */
extern const struct nb_metric sqn_metrics[];

#endif
