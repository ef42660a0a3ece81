/*
 * api.h - the local API: JSON-RPC lines on one side, the gateway on the other
 *
 * Knows clients, their lines and the table of methods (nbgate-api(7)).  Does
 * not know sockets: bytes of each client go in and are pulled out.  It calls
 * the gateway below it, and the gateway's events about requests go in.
 */
#ifndef API_API_H
#define API_API_H

#include "api/client.h"
#include "api/setup.h"
#include "base/link.h"

struct api;
struct api_call;

struct api *api_open(const struct api_setup *setup, nb_ms now); /* or NULL */
void api_close(struct api *api);

/*
 * The number of a new client, or NB_ERR_SYSTEM: no memory.  One too many is
 * told so, and is done once that is written.
 */
int api_client_add(struct api *api, const struct api_peer *who);
/* How many bytes were taken: fewer when it has enough requests in flight. */
size_t api_client_input(struct api *api, int client, const void *data,
			size_t len, nb_ms now);
bool api_client_wants_input(const struct api *api, int client);
/* It will send no more, and all that it sent was taken. */
void api_client_eof(struct api *api, int client, nb_ms now);
/* What to write to it, in place until the next call. */
struct nb_bytes api_client_output(const struct api *api, int client);
void api_client_output_done(struct api *api, int client, size_t len);
/* It can be closed and removed. */
bool api_client_done(const struct api *api, int client);
/* It is closed: its requests are cancelled. */
void api_client_remove(struct api *api, int client, nb_ms now);

/* Progress or the end of a request. */
void api_gateway_event(const struct gw_event *ev);

/* Nothing more is read; a client is done when its output is written. */
void api_finish(struct api *api);

enum api_event_type {
	API_EVENT_CLIENT, /* client: output, wants_input or done changed     */
	API_EVENT_LOG,    /* text: a warning, valid until the next event     */
};

struct api_event {
	enum api_event_type type;
	int client;
	const char *text;
};

bool api_next_event(struct api *api, struct api_event *ev);

/* A client that wants to know the link's status; NULL: none does. */
struct api_call *api_next_status(struct api *api);
/* Answers it. */
void api_answer_status(struct api *api, struct api_call *call,
		       const struct nb_link_status *status, nb_ms now);

#endif
