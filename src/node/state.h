/*
 * state.h - what a node is made of
 *
 * Knows the parts and how they lie in one piece of memory.  What they do is in
 * debug, client, server, socket and node.
 */
#ifndef NODE_STATE_H
#define NODE_STATE_H

#include "node/udp.h"

#include <nbcoap/node.h>

/* The largest payload of UDP; pages that are never touched cost nothing. */
#define NODE_DATAGRAM 65536

enum node_slot_state {
	NODE_SLOT_FREE,
	NODE_SLOT_WAITING, /* a ping, for its turn */
	NODE_SLOT_STARTED, /* the client or the endpoint has it */
};

/* A request of ours. */
struct node_slot {
	enum node_slot_state state;
	int started; /* the client's transfer; a ping's exchange */
	struct nb_addr peer;
	uint8_t *bytes; /* a message without token and ID, of any payload */
	size_t len;
	uint8_t *body; /* of the response; body_size */
	bool is_ping;
	uint16_t block_size; /* that is wished for; 0: none */
	nbcoap_node_done *done;
	void *arg;
};

/* A link in /.well-known/core at most: "/path;attributes;obs". */
#define NODE_LINK 256

/* A message of any payload. */
static inline size_t node_slot_size(const struct nbcoap_node_config *c)
{
	return (size_t)c->message_size + c->body_size;
}

struct node_resource {
	const char *path;         /* NULL: all others */
	nbcoap_node_asked *asked; /* NULL: a free row */
	void *arg;
	bool observable;
	unsigned confirm_every;
	char text[NODE_LINK]; /* of its link */
	struct nbcoap_link link;
};

struct nbcoap_node {
	struct nbcoap_node_config config;
	struct nbcoap_params params;
	struct nbcoap_endpoint *endpoint;
	struct nbcoap_client *client;
	struct nbcoap_server *server;
	void *memory[3]; /* of these */

	/* One of yours, or UDP's of one family or two. */
	struct nbcoap_socket sockets[2];
	bool full[2]; /* it takes no more until the next wait */
	bool sent;    /* since the last turn: there may be something to tell */
	size_t socket_count;
	struct node_udp udp[2];
	size_t udp_count;
	bool was_started;

	struct node_slot *slots;
	uint8_t *bytes; /* the slots', two of node_slot_size() each */
	unsigned waiting;
	nbcoap_node_done *done; /* of requests without one */
	void *done_arg;

	struct node_resource *resources;
	struct nbcoap_link *links; /* of the resources, for the server */

	bool polling; /* inside nbcoap_node_poll() */
	int called;   /* callbacks since it began */
	bool debug;
	uint8_t *datagram; /* the last that came */
};

#endif
