/*
 * call.h - a JSON-RPC request that is not answered at once
 *
 * Knows whose it is and what to tell its client in the meantime and at its
 * end.  Each counts as one of its client's requests in flight.
 */
#ifndef API_CALL_H
#define API_CALL_H

#include "api/engine.h"
#include "api/result.h"

struct api_call {
	struct gw_node node; /* among its client's */
	struct gw_node ask;  /* among those that wait for the link */
	struct api_client *client;
	json_t *id;                 /* owned */
	json_t *resource;           /* owned: path or URI, for coap.list */
	struct gw_request *request; /* NULL: waits for the link */
	json_t *command;            /* owned: of modem.at */
	bool force;
	bool resumes; /* modem.resume; else modem.release */
	uint64_t tag; /* of the command */
	enum api_encoding encoding;
	bool progress;          /* coap.progress is wanted */
	enum gw_phase phase;    /* told last */
	unsigned transmissions; /* told last */
};

/* NULL: no memory. */
struct api_call *api_call_open(struct api_turn *turn);
/* It is answered, or its client has gone. */
void api_call_close(struct api_call *call);

/* The client's call with @id; NULL: none. */
struct api_call *api_call_find(const struct api_client *c, const json_t *id);

/* What the gateway says of the call's request. */
void api_call_progress(struct api_call *call);
void api_call_ended(struct api_call *call);

/* Its client has gone: what it asked is cancelled. */
void api_call_abandon(struct api *api, struct api_call *call, nb_ms now);

#endif
