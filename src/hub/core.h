/*
 * core.h - the hub's inside, for its own modules
 */
#ifndef HUB_CORE_H
#define HUB_CORE_H

#include "api/api.h"
#include "base/link.h"

/* Lines for the log that nobody has fetched yet; then the newest are lost. */
#define HUB_LOGS 16

/* The largest datagram that can come (RFC 768). */
#define HUB_DATAGRAM 65536

struct hub_log {
	enum nb_log_level level;
	char text[NB_LOG_TEXT];
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

	uint8_t datagram[HUB_DATAGRAM]; /* the last one that came */
};

/* One line for the log, as printf's. */
void hub_log(struct hub *h, enum nb_log_level level, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

#endif
