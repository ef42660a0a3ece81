/*
 * config.h - what the gateway is told: [gateway], [target NAME], [route NAME]
 *
 * Plain values.  Does not know the file; gateway/keys.h says how each is
 * written and checked.
 */
#ifndef GATEWAY_CONFIG_H
#define GATEWAY_CONFIG_H

#include "base/key.h"
#include <nbcoap/params.h>

struct gw_settings {
	struct nb_origin origin;
	char socket[108];
	char socket_group[33];
	int64_t socket_mode;
	char state_dir[192];
	int log_level; /* enum nb_log_level */
	int64_t max_clients;
	int64_t max_line;
	int64_t max_in_flight;
	int64_t memory_limit;
	int64_t coap_port;
};

enum gw_priority { GW_PRIORITY_LOW, GW_PRIORITY_NORMAL, GW_PRIORITY_HIGH };

struct gw_target_config {
	struct nb_origin origin;
	char uri[192];
	int64_t local_port; /* -1: coap-port */
	int profile;	    /* as written; -1: by the driver */
	struct nbcoap_params params; /* effective, profile and keys merged */
	int64_t block_size;
	int64_t max_body;
	nb_ms keepalive;
	nb_ms dns_ttl;
};

struct gw_route_config {
	struct nb_origin origin;
	char path[192];
	char target[33];
	char remote_path[192]; /* effective: path when not given */
	uint64_t methods;      /* bit (code - 1): GET is bit 0 */
	char allow[192];
	bool confirmable;
	int priority; /* enum gw_priority */
	nb_ms timeout; /* -1: MAX_TRANSMIT_WAIT of the target */
	bool durable;
	nb_ms expires;
	bool repeat;
	int64_t queue_limit;
	bool cache;
	struct nb_rate budget;
	int rai;
};

/* The whole of it; arrays live as long as the configuration. */
struct gw_config {
	struct gw_settings settings;
	struct gw_target_config *targets;
	size_t target_count;
	struct gw_route_config *routes;
	size_t route_count;
	bool zones; /* a zone in a URI is allowed (driver = udp) */
};

#endif
