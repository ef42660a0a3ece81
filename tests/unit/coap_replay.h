/*
 * coap_replay.h - one transcript that is being replayed, shared by the client's
 * and the server's commands
 */
#ifndef TESTS_COAP_REPLAY_H
#define TESTS_COAP_REPLAY_H

#include "unit/unit.h"

#include <nbcoap/endpoint.h>

enum { LINE_MAX_LEN = 512, QUEUE = 16, NAMES = 26, NAME_MAX_LEN = 32 };

/* Lines that the endpoint produced and the transcript has not told yet. */
struct lines {
	char text[QUEUE][LINE_MAX_LEN];
	unsigned count;
};

struct replay {
	const char *file;
	unsigned line;
	struct nbcoap_endpoint *e;
	struct nbcoap_params params;
	nb_ms now;
	bool hold;
	uint64_t tag; /* the last without a verdict */
	int exchange; /* the last started */
	int pins;
	unsigned started, ended, cancelled;
	struct nbcoap_arrival arrival;
	int inbound;  /* the last that came */
	int unending; /* inbounds that have not had their last event */
	struct lines sent;
	struct lines told;
	char names[NAMES][2 * NAME_MAX_LEN + 1];
};

/* An event of an inbound as a line; false when it is none of these. */
bool coap_replay_inbound_event(struct replay *r, const struct nbcoap_event *ev,
			       char *line, size_t cap);
/* A command of the server's owner; false when @verb is none. */
bool coap_replay_inbound_command(struct replay *r, const char *verb,
				 const char *rest);

#endif
