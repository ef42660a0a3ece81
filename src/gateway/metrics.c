#include "gateway/metrics.h"

#include <nbcoap/endpoint.h>

#define COUNTER(text, member, explanation)                                     \
	{                                                                      \
		"nbgate_" text "_total", explanation, NB_METRIC_COUNTER,       \
			offsetof(struct COUNTERS, member)                      \
	}
#define GAUGE(text, member, explanation)                                       \
	{                                                                      \
		"nbgate_" text, explanation, NB_METRIC_GAUGE,                  \
			offsetof(struct COUNTERS, member)                      \
	}

#define COUNTERS gw_counters
const struct nb_metric gw_metrics[] = {
	COUNTER("requests", requests, "Requests taken from local programs"),
	COUNTER("requests_refused", refused, "Requests refused at once"),
	COUNTER("requests_answered", answered,
		"Requests that ended with an answer, or needed none"),
	COUNTER("requests_failed", failed, "Requests that ended without one"),
	COUNTER("requests_cancelled", cancelled,
		"Requests cancelled by their client, or left by it"),
	COUNTER("lookups", lookups, "Names looked up"),
	COUNTER("lookups_failed", lookups_failed,
		"Look-ups without an address"),
	GAUGE("requests_waiting", waiting, "Requests waiting for their turn"),
	GAUGE("requests_in_flight", in_flight,
	      "Requests on their way or waiting for their answer"),
	GAUGE("link_up", link_usable, "Whether datagrams go out: 1 or 0"),
	{.name = NULL},
};
#undef COUNTERS

#define COUNTERS nbcoap_counters
const struct nb_metric gw_coap_metrics[] = {
	COUNTER("coap_requests", requests, "CoAP requests started"),
	COUNTER("coap_responses", responses, "CoAP responses matched"),
	COUNTER("coap_retransmissions", retransmissions,
		"Confirmable messages sent again"),
	COUNTER("coap_timeouts", timeouts, "CoAP requests given up"),
	COUNTER("coap_resets_received", resets_received, "Resets received"),
	COUNTER("coap_resets_sent", resets_sent, "Resets sent"),
	COUNTER("coap_acks_sent", acks_sent, "Acknowledgements sent"),
	COUNTER("coap_duplicates", duplicates, "Duplicates received"),
	COUNTER("coap_malformed", malformed, "Malformed messages received"),
	COUNTER("coap_unmatched", unmatched,
		"Messages received that answer nothing"),
	COUNTER("coap_late_acks", late_acks,
		"Acknowledgements of exchanges that had ended"),
	COUNTER("coap_sent_bytes", bytes_sent, "Bytes of CoAP messages sent"),
	COUNTER("coap_received_bytes", bytes_received,
		"Bytes of CoAP messages received"),
	{.name = NULL},
};
#undef COUNTERS
