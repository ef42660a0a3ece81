/*
 * message.h - a line of the daemon as a message
 *
 * Knows which members tell a result, a failure and a notification apart
 * (JSON-RPC 2.0).  Does not know what is in them.
 */
#ifndef CLIENT_MESSAGE_H
#define CLIENT_MESSAGE_H

#include "client/member.h"
#include <nbgate/client.h>

/* The parts of a message, in the line that they came in. */
struct client_message {
	enum nbgate_type type;
	long id;
	struct client_text method; /* without quotes */
	struct client_text body;
};

/* 0, or NBGATE_ERR_PEER when @line is none. */
int client_message_decode(struct client_message *m, struct client_text line);

/*
 * Makes strings of the parts of @line, which is written to: they stay in it.
 * 0, or NBGATE_ERR_PEER.
 */
int client_message_split(struct nbgate_message *m, char *line, size_t len);

#endif
