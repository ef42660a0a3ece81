/*
 * server.h - CoAP servers on the far side, as good and as bad as real ones
 *
 * Knows messages by the library's codec, and deduplicates as RFC 7252, 4.5
 * says.  Some answers are piggybacked, at once or late, some separate, some
 * never come.  Counts how often each POST was executed: its payload is its
 * number.  Time is an argument, chance comes from a seed.
 */
#ifndef TESTS_WORLD_SERVER_H
#define TESTS_WORLD_SERVER_H

#include "base/hash.h"

#include <nbcoap/message.h>

#define SERVER_POSTS   1024
#define SERVER_SEEN    512
#define SERVER_MAIL    128
#define SERVER_MESSAGE 64

/* A datagram on its way out, after its delay. */
struct server_mail {
	nb_ms due; /* NB_NEVER: free */
	struct nb_addr from;
	uint16_t port; /* of the client */
	uint8_t data[SERVER_MESSAGE];
	size_t len;
	bool repeats;   /* a Confirmable one, until it is acknowledged */
	unsigned sent;  /* so often */
	nb_ms interval; /* to the next time */
};

/* A request that was seen, and its answer. */
struct server_seen {
	struct nb_addr at;
	uint16_t port, id;
	nb_ms when;
	uint8_t answer[SERVER_MESSAGE];
	size_t len; /* 0: no answer that is sent again */
};

struct server {
	struct nb_chance chance;
	bool flawless; /* answers at once, piggybacked, always */
	uint16_t next_id;
	unsigned executions[SERVER_POSTS];
	unsigned garbage; /* datagrams that are no good message */
	struct server_seen seen[SERVER_SEEN];
	size_t seen_next;
	struct server_mail mail[SERVER_MAIL];
};

void server_init(struct server *s, uint64_t seed);

/* A datagram from the client's @port came to the server at @at. */
void server_input(struct server *s, const struct nb_addr *at, uint16_t port,
		  const void *data, size_t len, nb_ms now);

/* The next datagram that is due; false: none.  Valid until the next call. */
bool server_output(struct server *s, struct server_mail *out, nb_ms now);

nb_ms server_deadline(const struct server *s);

#endif
