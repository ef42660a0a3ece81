/*
 * core.h - the hub's inside, for its own modules
 */
#ifndef HUB_CORE_H
#define HUB_CORE_H

#include "api/api.h"
#include "base/link.h"
#include "trace/packet.h"
#include "trace/pcapng.h"
#include "trace/transcript.h"

/* Lines for the log that nobody has fetched yet; then the newest are lost. */
#define HUB_LOGS 16

/* The largest datagram that can come (RFC 768). */
#define HUB_DATAGRAM 65536

struct hub_log {
	enum nb_log_level level;
	char text[NB_LOG_TEXT];
};

/* Datagrams without a verdict that a capture remembers. */
#define HUB_SENT 64

struct hub_trace {
	unsigned number;       /* of the capture, as the API has it; 0: none */
	const char *interface; /* what it is called */
	uint16_t port;         /* ours, where the target has none of its own */
	int64_t clock_ns;      /* the wall clock at 0 of ours */
	struct nb_datagram sent[HUB_SENT];
	size_t sent_count;
	struct trace_transcript lines;
	uint8_t packet[HUB_DATAGRAM + TRACE_HEADERS];
	uint8_t block[HUB_DATAGRAM + TRACE_HEADERS + TRACE_PCAPNG_HEAD];
};

struct hub {
	struct nb_link link;
	enum nb_link_state state;
	struct nbcoap_endpoint *endpoint;
	void *endpoint_memory;
	struct nbcoap_client *client; /* over the endpoint */
	void *client_memory;
	struct gw *gateway;
	struct api *api;
	struct api_metrics metrics[4]; /* ended by an empty one */

	struct hub_log logs[HUB_LOGS];
	size_t log_first, log_count;
	struct hub_log told; /* the last one fetched */
	bool status_changed;

	struct hub_trace trace;
	uint8_t datagram[HUB_DATAGRAM]; /* the last one that came */
};

/* One line for the log, as printf's. */
void hub_log(struct hub *h, enum nb_log_level level, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

#endif
