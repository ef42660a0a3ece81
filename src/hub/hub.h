/*
 * hub.h - the whole gateway without a descriptor
 *
 * A pump and nothing more: moves datagrams, verdicts, events, deadlines and
 * API lines between a link (base/link.h), the endpoint, the gateway and the
 * API.  Does not know which link it is, nor a file.  The gateway of the world
 * tests and of the daemon is the same object.
 *
 * After any input, and after anything that happened to the link's lower side,
 * hub_pump() moves everything that can move.  The owner then takes events,
 * clients' output, and the deadline (which has the link's in it).
 */
#ifndef HUB_HUB_H
#define HUB_HUB_H

#include "base/link.h"
#include "gateway/config.h"

struct hub;

struct hub_setup {
	const struct gw_config *config; /* must outlive the hub */
	struct nb_link link;
	const char *instance; /* "modem0"; must outlive the hub */
	const char *version;
	uint8_t secret[16];
	uint32_t uid; /* our own: who has it may what root may */
};

/* Allocates; NULL when there is no memory. */
struct hub *hub_open(const struct hub_setup *setup, nb_ms now);
void hub_close(struct hub *h);

/* Whoever connected (SO_PEERCRED and its groups). */
struct hub_peer {
	uint32_t uid, gid, pid;
};

/*
 * A client has connected.  Returns its number (0 or more), valid until
 * hub_client_remove(); one too many is told so and is done.  NB_ERR_SYSTEM: no
 * memory for it.
 */
int hub_client_add(struct hub *h, const struct hub_peer *who);
/*
 * Bytes came from it.  Returns how many were taken: fewer when it has as many
 * requests in flight as it may; offer the rest when hub_client_wants_input().
 */
size_t hub_client_input(struct hub *h, int client, const void *data, size_t len,
			nb_ms now);
bool hub_client_wants_input(const struct hub *h, int client);
/*
 * It will send no more, and all that it sent was taken: what is pending is
 * finished and answered.
 */
void hub_client_eof(struct hub *h, int client, nb_ms now);
/* What to write to it, in place until the next call; 0 when nothing. */
size_t hub_client_output(struct hub *h, int client, const void **data);
void hub_client_output_done(struct hub *h, int client, size_t n);
/* All is written that will be: close it and remove it. */
bool hub_client_is_done(const struct hub *h, int client);
/* It is closed: what it asked and is not durable is cancelled. */
void hub_client_remove(struct hub *h, int client, nb_ms now);

enum hub_event_type {
	HUB_EVENT_CLIENT, /* client: output, wants_input or is_done changed */
	HUB_EVENT_LOG,    /* level, text                                    */
	HUB_EVENT_STATUS, /* text: one line for a person (sd_notify STATUS) */
	/* A capture to a file; see hub/capture.h: */
	HUB_EVENT_TRACE_OPEN,  /* at: AT lines are wanted, too              */
	HUB_EVENT_TRACE_WRITE, /* at: AT lines, else packets; bytes         */
	HUB_EVENT_TRACE_CLOSE,
};

struct hub_event {
	enum hub_event_type type;
	int client;
	enum nb_log_level level;
	const char *text; /* valid until the next call, as bytes are */
	bool at;
	struct nb_bytes bytes;
};

bool hub_next_event(struct hub *h, struct hub_event *ev);

/*
 * No new requests; those under way, and what still comes in, are answered
 * shutting-down.
 */
void hub_shutdown(struct hub *h, nb_ms now);
/* Nothing more is read; each client is done when its output is written. */
void hub_finish(struct hub *h);

/* The name of the configured target at @peer; NULL: there is none. */
const char *hub_target_name(const struct hub *h, const struct nb_addr *peer);
/* Our port toward the configured target at @peer; -1: it is none's. */
int hub_local_port(const struct hub *h, const struct nb_addr *peer);

void hub_pump(struct hub *h, nb_ms now);
nb_ms hub_deadline(const struct hub *h);
void hub_expire(struct hub *h, nb_ms now);

#endif
