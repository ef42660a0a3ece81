#include "gateway/keys.h"

#include "gateway/key_check.h"

#define SECOND ((int64_t)1000)
#define HOUR   (3600 * SECOND)
#define DAY    (24 * HOUR)
#define YEAR   (365 * DAY)

#define KIB ((int64_t)1024)
#define MIB (1024 * KIB)

const char *const gw_method_words[] = {"GET",   "POST",  "PUT",    "DELETE",
				       "FETCH", "PATCH", "iPATCH", NULL};
const char *const gw_priority_words[] = {"low", "normal", "high", NULL};

static const char *const log_levels[] = {"error", "warning", "info",
					 "debug", "trace",   NULL};
static const char *const profiles[] = {"nb-iot", "rfc7252", NULL};
static const char *const mid_reuses[] = {"strict", "oldest-finished", NULL};
static const char *const rais[] = {"auto", "off", NULL};

static const struct nb_key_word off[] = {{"off", 0}, {NULL, 0}};
static const struct nb_key_word block_sizes[] = {{"16", 16},     {"32", 32},
						 {"64", 64},     {"128", 128},
						 {"256", 256},   {"512", 512},
						 {"1024", 1024}, {NULL, 0}};

#define ALL_METHODS "GET, POST, PUT, DELETE, FETCH, PATCH, iPATCH"

/* In these tables a row is a paragraph. */
/* clang-format off */

#define MEMBER(member) NB_KEY_AT(struct gw_settings, member)
static const struct nb_key gateway_keys[] = {
	{.name = "socket", .type = NB_KEY_TEXT, MEMBER(socket),
	 .initial = "/run/nbgate/INSTANCE/api.sock",
	 .reload = NB_RELOAD_RESTART},
	{.name = "socket-group", .type = NB_KEY_TEXT, MEMBER(socket_group),
	 .initial = "nbgate", .reload = NB_RELOAD_RESTART,
	 .check = gw_check_group},
	{.name = "socket-mode", .type = NB_KEY_OCTAL, MEMBER(socket_mode),
	 .max = 0777, .initial = "0660", .reload = NB_RELOAD_RESTART},
	{.name = "state-dir", .type = NB_KEY_TEXT, MEMBER(state_dir),
	 .initial = "/var/lib/nbgate/INSTANCE", .reload = NB_RELOAD_RESTART},
	{.name = "log-level", .type = NB_KEY_WORD, MEMBER(log_level),
	 .words = log_levels, .initial = "info"},
	{.name = "max-clients", .type = NB_KEY_NUMBER, MEMBER(max_clients),
	 .min = 1, .max = 4096, .initial = "256"},
	{.name = "max-line", .type = NB_KEY_SIZE, MEMBER(max_line),
	 .min = 4 * KIB, .max = 4 * MIB, .initial = "256 KiB"},
	{.name = "max-in-flight", .type = NB_KEY_NUMBER, MEMBER(max_in_flight),
	 .min = 1, .max = 1024, .initial = "16"},
	{.name = "memory-limit", .type = NB_KEY_SIZE, MEMBER(memory_limit),
	 .min = 1 * MIB, .max = 4096 * MIB, .initial = "32 MiB",
	 .later = true},
	{.name = "coap-port", .type = NB_KEY_NUMBER, MEMBER(coap_port),
	 .max = 65535, .initial = "5683", .reload = NB_RELOAD_MODEM},
	{.name = NULL},
};
#undef MEMBER

#define MEMBER(member) NB_KEY_AT(struct gw_access_config, member)
static const struct nb_key access_keys[] = {
	{.name = "read", .type = NB_KEY_LIST, MEMBER(read), .derived = true,
	 .later = true, .check = gw_check_user},
	{.name = "use", .type = NB_KEY_LIST, MEMBER(use), .derived = true,
	 .later = true, .check = gw_check_user},
	{.name = "serve", .type = NB_KEY_LIST, MEMBER(serve), .derived = true,
	 .later = true, .check = gw_check_user},
	{.name = "target", .type = NB_KEY_LIST, MEMBER(target),
	 .initial = "root", .later = true, .check = gw_check_user},
	{.name = "admin", .type = NB_KEY_LIST, MEMBER(admin),
	 .initial = "root", .later = true, .check = gw_check_user},
	{.name = "open-uri", .type = NB_KEY_LIST, MEMBER(open_uri),
	 .initial = "", .empty = true, .later = true, .check = gw_check_user},
	{.name = NULL},
};
#undef MEMBER

#define MEMBER(member) NB_KEY_AT(struct gw_target_config, member)
static const struct nb_key target_keys[] = {
	{.name = "uri", .type = NB_KEY_TEXT, MEMBER(uri),
	 .check = gw_check_target_uri},
	{.name = "local-port", .type = NB_KEY_NUMBER, MEMBER(local_port),
	 .max = 65535, .derived = true},
	{.name = "profile", .type = NB_KEY_WORD, MEMBER(profile),
	 .words = profiles, .derived = true},
	{.name = "ack-timeout", .type = NB_KEY_DURATION,
	 MEMBER(params.ack_timeout), .min = 100, .max = 120 * SECOND,
	 .derived = true},
	{.name = "ack-random-factor", .type = NB_KEY_MILLI,
	 MEMBER(params.ack_random_milli), .min = 1000, .max = 3000,
	 .initial = "1.5"},
	{.name = "max-retransmit", .type = NB_KEY_NUMBER,
	 MEMBER(params.max_retransmit), .max = 10, .derived = true},
	{.name = "max-latency", .type = NB_KEY_DURATION,
	 MEMBER(params.max_latency), .max = DAY, .derived = true},
	{.name = "peer-lifetime", .type = NB_KEY_DURATION,
	 MEMBER(params.peer_lifetime), .min = SECOND, .max = YEAR,
	 .initial = "247s"},
	{.name = "nstart", .type = NB_KEY_NUMBER, MEMBER(params.nstart),
	 .min = 1, .max = 64, .initial = "1"},
	{.name = "probing-rate", .type = NB_KEY_BYTE_RATE,
	 MEMBER(probing_rate), .min = 1, .max = 1024 * MIB, .special = off,
	 .initial = "1 B/s"},
	{.name = "mid-reuse", .type = NB_KEY_WORD, MEMBER(params.mid_reuse),
	 .words = mid_reuses, .initial = "strict"},
	{.name = "token-length", .type = NB_KEY_NUMBER,
	 MEMBER(params.token_len), .max = 8, .initial = "4"},
	{.name = "block-size", .type = NB_KEY_NUMBER, MEMBER(block_size),
	 .special = block_sizes, .initial = "512"},
	{.name = "max-body", .type = NB_KEY_SIZE, MEMBER(max_body), .min = 1,
	 .max = 64 * MIB, .initial = "64 KiB"},
	{.name = "keepalive", .type = NB_KEY_DURATION, MEMBER(keepalive),
	 .min = SECOND, .max = 30 * DAY, .special = off, .initial = "off",
	 .later = true},
	{.name = "dns-ttl", .type = NB_KEY_DURATION, MEMBER(dns_ttl),
	 .min = SECOND, .max = YEAR, .initial = "1h"},
	{.name = NULL},
};
#undef MEMBER

#define MEMBER(member) NB_KEY_AT(struct gw_route_config, member)
static const struct nb_key route_keys[] = {
	{.name = "path", .type = NB_KEY_TEXT, MEMBER(path),
	 .check = gw_check_path},
	{.name = "target", .type = NB_KEY_TEXT, MEMBER(target)},
	{.name = "remote-path", .type = NB_KEY_TEXT, MEMBER(remote_path),
	 .derived = true, .check = gw_check_path},
	{.name = "methods", .type = NB_KEY_WORDS, MEMBER(methods),
	 .words = gw_method_words, .initial = ALL_METHODS},
	{.name = "allow", .type = NB_KEY_LIST, MEMBER(allow), .derived = true,
	 .later = true, .check = gw_check_user},
	{.name = "confirmable", .type = NB_KEY_BOOL, MEMBER(confirmable),
	 .initial = "yes"},
	{.name = "priority", .type = NB_KEY_WORD, MEMBER(priority),
	 .words = gw_priority_words, .initial = "normal", .later = true},
	{.name = "timeout", .type = NB_KEY_DURATION, MEMBER(timeout), .min = 1,
	 .max = YEAR, .derived = true},
	{.name = "durable", .type = NB_KEY_BOOL, MEMBER(durable),
	 .initial = "no", .later = true},
	{.name = "expires", .type = NB_KEY_DURATION, MEMBER(expires),
	 .min = SECOND, .max = YEAR, .initial = "24h", .later = true},
	{.name = "repeat", .type = NB_KEY_BOOL, MEMBER(repeat),
	 .initial = "no", .later = true},
	{.name = "queue-limit", .type = NB_KEY_NUMBER, MEMBER(queue_limit),
	 .min = 1, .max = 1000000, .initial = "1000", .later = true},
	{.name = "cache", .type = NB_KEY_BOOL, MEMBER(cache), .initial = "no",
	 .later = true},
	{.name = "budget", .type = NB_KEY_BYTE_RATE, MEMBER(budget), .min = 1,
	 .max = 1024 * MIB, .special = off, .initial = "off", .later = true},
	{.name = "rai", .type = NB_KEY_WORD, MEMBER(rai), .words = rais,
	 .initial = "auto"},
	{.name = NULL},
};
#undef MEMBER

#define MEMBER(member) NB_KEY_AT(struct gw_serve_config, member)
static const struct nb_key serve_keys[] = {
	{.name = "path", .type = NB_KEY_TEXT, MEMBER(path), .later = true,
	 .check = gw_check_path},
	{.name = "methods", .type = NB_KEY_WORDS, MEMBER(methods),
	 .words = gw_method_words, .initial = ALL_METHODS, .later = true},
	{.name = "peers", .type = NB_KEY_LIST, MEMBER(peers), .derived = true,
	 .later = true},
	{.name = "allow", .type = NB_KEY_LIST, MEMBER(allow), .derived = true,
	 .later = true, .check = gw_check_user},
	{.name = "deadline", .type = NB_KEY_DURATION, MEMBER(deadline),
	 .min = 1, .max = DAY, .initial = "5s", .later = true},
	{.name = "exec", .type = NB_KEY_TEXT, MEMBER(exec), .initial = "",
	 .empty = true, .later = true},
	{.name = "value-file", .type = NB_KEY_TEXT, MEMBER(value_file),
	 .initial = "", .empty = true, .later = true},
	{.name = NULL},
};
#undef MEMBER

#define MEMBER(member) NB_KEY_AT(struct gw_proxy_config, member)
static const struct nb_key proxy_keys[] = {
	{.name = "listen", .type = NB_KEY_LIST, MEMBER(listen), .initial = "",
	 .empty = true, .reload = NB_RELOAD_RESTART, .later = true,
	 .check = gw_check_listen},
	{.name = "allow", .type = NB_KEY_LIST, MEMBER(allow),
	 .initial = "127.0.0.0/8, ::1", .reload = NB_RELOAD_RESTART,
	 .later = true, .check = gw_check_prefix},
	{.name = NULL},
};
#undef MEMBER

/* clang-format on */

const struct nb_section gw_section_gateway = {
	.name = "gateway",
	.keys = gateway_keys,
	.size = sizeof(struct gw_settings),
};

const struct nb_section gw_section_access = {
	.name = "access",
	.keys = access_keys,
	.size = sizeof(struct gw_access_config),
};

const struct nb_section gw_section_target = {
	.name = "target",
	.named = true,
	.keys = target_keys,
	.size = sizeof(struct gw_target_config),
};

const struct nb_section gw_section_route = {
	.name = "route",
	.named = true,
	.keys = route_keys,
	.size = sizeof(struct gw_route_config),
};

const struct nb_section gw_section_serve = {
	.name = "serve",
	.named = true,
	.keys = serve_keys,
	.size = sizeof(struct gw_serve_config),
};

const struct nb_section gw_section_proxy = {
	.name = "proxy",
	.keys = proxy_keys,
	.size = sizeof(struct gw_proxy_config),
};
