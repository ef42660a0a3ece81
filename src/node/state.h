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
	NODE_SLOT_WAITING, /* for its turn; bytes hold the request */
	NODE_SLOT_STARTED, /* the endpoint has it */
};

/* A request of ours. */
struct node_slot {
	enum node_slot_state state;
	uint64_t turn; /* the lowest waiting one is first */
	int exchange;
	struct nb_addr peer;
	uint8_t *bytes; /* a message without token and ID; message_size */
	size_t len;
	nbcoap_node_done *done;
	void *arg;
};

/* A link in /.well-known/core at most: "/path;attributes;obs". */
#define NODE_LINK 256

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
	struct nbcoap_server *server;
	void *memory; /* the endpoint's */
	void *server_memory;

	/* One of yours, or UDP's of one family or two. */
	struct nbcoap_socket sockets[2];
	bool full[2]; /* it takes no more until the next wait */
	size_t socket_count;
	struct node_udp udp[2];
	size_t udp_count;
	bool was_started;

	struct node_slot *slots;
	uint8_t *bytes; /* the slots', message_size each */
	uint64_t next_turn;
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
