#include "coap/metrics.h"

#include <nbcoap/endpoint.h>

#define COUNTER(member, help)                                                  \
	{                                                                      \
		"nbgate_coap_" #member "_total", help, NB_METRIC_COUNTER,      \
			offsetof(struct nbcoap_counters, member)               \
	}

const struct nb_metric nbcoap_metrics[] = {
	COUNTER(requests, "Requests started, pings among them"),
	COUNTER(responses, "Responses that answered a request"),
	COUNTER(retransmissions, "Transmissions of a message after its first"),
	COUNTER(timeouts, "Requests that were given up unanswered"),
	COUNTER(resets_received, "Resets received"),
	COUNTER(resets_sent, "Resets sent"),
	COUNTER(acks_sent, "Acknowledgements sent"),
	COUNTER(duplicates, "Confirmable messages that came again"),
	COUNTER(malformed, "Messages that are malformed or not understood"),
	COUNTER(unmatched, "Responses that match no request"),
	COUNTER(late_acks, "Acknowledgements that nothing waited for"),
	COUNTER(bytes_sent, "Bytes of messages that the link accepted"),
	COUNTER(bytes_received, "Bytes of messages that came"),
	COUNTER(inbound, "Requests of peers that were told to their owner"),
	COUNTER(inbound_refused, "Requests of peers that were turned away"),
	COUNTER(inbound_duplicates, "Requests of peers that came again"),
	COUNTER(undelivered, "Answers to peers that did not reach them"),
	{NULL, NULL, NB_METRIC_COUNTER, 0},
};
