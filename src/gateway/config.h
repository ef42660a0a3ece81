/*
 * config.h - what the gateway is told: [gateway], [access],
 * [target NAME], [route NAME], [serve NAME], [proxy]
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
	int64_t coap_port; /* 0: any */
};

/* Lists of users and @groups. */
struct gw_access_config {
	struct nb_origin origin;
	char read[192];
	char use[192];
	char serve[192];
	char target[192];
	char admin[192];
	char open_uri[192];
};

enum gw_profile { GW_PROFILE_NB_IOT, GW_PROFILE_RFC7252 };

struct gw_target_config {
	struct nb_origin origin;
	char uri[192];
	int64_t local_port;
	int profile;                 /* enum gw_profile */
	struct nbcoap_params params; /* effective, profile and keys merged */
	struct nb_rate probing_rate; /* as written; amount 0: off */
	int64_t block_size;
	int64_t max_body;
	nb_ms keepalive; /* 0: off */
	nb_ms dns_ttl;
};

enum gw_priority { GW_PRIORITY_LOW, GW_PRIORITY_NORMAL, GW_PRIORITY_HIGH };
enum gw_rai { GW_RAI_AUTO, GW_RAI_OFF };

struct gw_route_config {
	struct nb_origin origin;
	char path[177]; /* as much as a line has for remote-path */
	char target[33];
	char remote_path[192]; /* effective: path when not given */
	uint64_t methods;      /* bit (code - 1): GET is bit 0 */
	char allow[192];
	bool confirmable;
	int priority;  /* enum gw_priority */
	nb_ms timeout; /* of a request that names none */
	bool durable;
	nb_ms expires;
	bool repeat;
	int64_t queue_limit;
	bool cache;
	struct nb_rate budget; /* amount 0: off */
	int rai;               /* enum gw_rai */
};

struct gw_serve_config {
	struct nb_origin origin;
	char path[192];
	uint64_t methods; /* as a route's */
	char peers[192];  /* empty: all targets */
	char allow[192];  /* empty: whoever has `serve` */
	nb_ms deadline;
	char exec[192];
	char value_file[192];
};

struct gw_proxy_config {
	struct nb_origin origin;
	char listen[192];
	char allow[192];
};

/* The whole of it; arrays live as long as the configuration. */
struct gw_config {
	struct gw_settings settings;
	struct gw_access_config *access;
	struct gw_target_config *targets;
	size_t target_count;
	struct gw_route_config *routes;
	size_t route_count;
	bool modem; /* the link is one, not the host's own network */
};

#endif
