/*
 * engine.h - the local API's inside, for its own modules
 *
 * Knows where everything is kept.  The outside sees api.h only.
 */
#ifndef API_ENGINE_H
#define API_ENGINE_H

#include "api/client.h"
#include "api/setup.h"

struct api_counters {
	uint64_t lines, errors, clients_refused, clients_overflowed;
	uint64_t clients; /* gauge */
};

extern const struct nb_metric api_counters_table[];

enum api_trace_state {
	API_TRACE_OFF,
	API_TRACE_STREAM,  /* to its client                              */
	API_TRACE_WANTED,  /* to a file, which its owner does not know yet */
	API_TRACE_OPENING, /* he does */
	API_TRACE_FILE,
	API_TRACE_CLOSING, /* the owner takes what waits, then closes it */
};

/* The capture. */
struct api_trace {
	enum api_trace_state state;
	struct api_client *client; /* of a stream; else NULL */
	struct gw_node calls;      /* the one whose file is to be opened */
	json_t *names;             /* owned: of the files */
	unsigned number;           /* of the captures so far */
	bool at;                   /* AT lines, too */
	struct gw_node blocks;     /* not told yet */
	size_t count;
	bool taken;       /* the first one, by the owner of the file */
	uint64_t dropped; /* since the last one that was told */
};

struct api {
	struct api_setup setup;
	nb_ms opened;
	struct api_client **clients; /* by number; NULL: free */
	size_t client_cap;
	struct gw_node changes;  /* clients whose owner should look */
	struct gw_node asks;     /* calls that wait for the link's status */
	struct gw_node commands; /* ... for their AT command's turn      */
	struct gw_node given;    /* the one whose command the link has   */
	struct gw_node ports;    /* modem.release and modem.resume       */
	uint64_t last_tag;       /* of a command */
	struct api_trace trace;
	bool shutdown;
	char log[NB_LOG_TEXT]; /* of the last event */
	struct api_counters counters;
};

struct api_method;

/* One request while its method runs. */
struct api_turn {
	struct api *api;
	struct api_client *client;
	const struct api_method *method;
	json_t *id, *params; /* borrowed; params may be NULL */
	nb_ms now;
};

/* A row of the table of methods. */
struct api_method {
	const char *name;
	const struct api_param *params;     /* NULL: none */
	void (*run)(struct api_turn *turn); /* NULL: not built yet */
	bool is_request;                    /* its errors tell what was sent */
	uint32_t reasons; /* why it may fail: bits, 1 << enum gw_reason */
	const char *doc;
};

/* Answers the turn.  @result is taken over. */
void api_turn_result(struct api_turn *turn, json_t *result);
void api_turn_refuse(struct api_turn *turn, const struct gw_outcome *refusal);

/* May see and do what is everybody's. */
bool api_is_admin(const struct api *api, const struct api_peer *who);

#endif
