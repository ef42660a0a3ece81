/*
 * client.h - whole requests over an endpoint: bodies in blocks, observations
 *
 * Knows block-wise transfers (RFC 7959) and observation (RFC 7641) as a client
 * has to, and repeats a request once with the Echo it was asked for (RFC 9175).
 * Does not know resources: a request goes in with its whole body, a response
 * comes out with its own, in the owner's memory or block by block.
 *
 * An engine on top of an endpoint (endpoint.h), which stays its owner's:
 * datagrams, verdicts and the link's state go into the endpoint, events are
 * pulled here, and time is told here.  Memory is one block that the caller
 * gives.
 *
 *	while (nbcoap_client_next_event(c, &event, now))
 *		if (event.type == NBCOAP_CLIENT_RESPONSE)
 *			take(event.event.user, event.body);
 */
#ifndef NBCOAP_CLIENT_H
#define NBCOAP_CLIENT_H

#include <nbcoap/blockwise.h>
#include <nbcoap/endpoint.h>

#ifdef __cplusplus
extern "C" {
#endif
#pragma GCC visibility push(default)

struct nbcoap_client_config {
	unsigned transfers;    /* under way or waiting at a time */
	unsigned options_size; /* of the options of one, as they go out, and 4
				  more, in bytes                  */
	uint8_t secret[16];    /* random */
};

/* The bytes that nbcoap_client_init needs, aligned as malloc aligns. */
size_t nbcoap_client_footprint(const struct nbcoap_client_config *config);

struct nbcoap_client;

/*
 * NULL when @len is less than the footprint.  The config is copied, @endpoint
 * must stay valid.
 */
struct nbcoap_client *
nbcoap_client_init(void *memory, size_t len,
		   const struct nbcoap_client_config *config,
		   struct nbcoap_endpoint *endpoint);

/*
 * A request to make.  Options are copied; params and the payload, which is the
 * whole body, stay the owner's and must be valid until the last event.
 */
struct nbcoap_client_request {
	/* With observe: the client puts the Observe option.  With a Block1 or
	   Block2 option: just that block is sent or asked for (RFC 7959, 2.4,
	   random access). */
	struct nbcoap_request request;
	uint8_t szx;   /* blocks of 16 << szx bytes at most, both ways        */
	bool early;    /* asks for so small ones with the first message (two
			bytes more), not only from the second block on      */
	uint8_t *body; /* room for the body of a response in several blocks;
			  NULL: each is told as it comes                     */
	size_t cap;    /* of the body: one that is longer is a failure       */
};

/* May a transfer to @peer begin at once? */
bool nbcoap_client_can_start(const struct nbcoap_client *c,
			     const struct nb_addr *peer,
			     const struct nbcoap_params *params, nb_ms now);

/*
 * Begins a transfer, or queues it until the endpoint allows it.  Its number (0
 * or more), valid until its last event; NB_ERR_SPACE: no room for it, its
 * options or a message; NB_ERR_CALLER, also of a body in blocks with observe or
 * suppress.
 *
 * A transfer of several blocks waits for an older one to the same resource
 * (RFC 7959, 2.5).  Each block has a token of its own (RFC 9175, 4.2).
 */
int nbcoap_client_request(struct nbcoap_client *c,
			  const struct nbcoap_client_request *request,
			  nb_ms now);

/*
 * Ends a transfer by its owner's will: no further event comes of it.  What is
 * observed is forgotten: a notification that comes is rejected (RFC 7641, 3.6).
 */
void nbcoap_client_cancel(struct nbcoap_client *c, int transfer,
			  struct nbcoap_progress *progress, nb_ms now);

/*
 * Deregisters at the server (RFC 7641, 3.6); the last event will be a RESPONSE
 * or a failure.  0; NB_ERR_SPACE: try later; NB_ERR_CALLER: nothing is observed
 * yet, or it registers again just now.
 */
int nbcoap_client_leave(struct nbcoap_client *c, int transfer, nb_ms now);

enum nbcoap_client_event_type {
	NBCOAP_CLIENT_PASSED,   /* event: one of the endpoint, of no transfer;
				   or PIN, UNPIN, WITHDRAW, LOOK of one      */
	NBCOAP_CLIENT_PROGRESS, /* accepted once more, or acknowledged       */
	NBCOAP_CLIENT_BLOCK,    /* body: bytes at offset; more follow.  At an
				   offset that has been told it begins anew   */
	NBCOAP_CLIENT_NOTIFICATION, /* of an observation: message, body      */
	NBCOAP_CLIENT_RESPONSE, /* the last of its transfer: message, body   */
	NBCOAP_CLIENT_QUIET,    /* the last: no response was wanted          */
	NBCOAP_CLIENT_FAILED,   /* the last: failure                         */
};

/*
 * What has happened.  Of a transfer's event user, peer, message, progress (of
 * all its messages) and failure are set.  The message is that of the last
 * block.  It, and a body, are valid as the endpoint's message is; a body in
 * the owner's memory is the owner's after the last event, or until the next
 * notification comes in.
 */
struct nbcoap_client_event {
	enum nbcoap_client_event_type type;
	int transfer; /* -1: none */
	struct nbcoap_event event;
	struct nb_bytes body; /* the whole, or without room for it the last
				 block, which stands at offset              */
	uint32_t offset;
	uint32_t size;   /* that the body will have, as the server says; 0 */
	unsigned blocks; /* exchanges that were answered                    */
};

/*
 * What there is to tell, of the endpoint's events and its own.  To be called
 * in place of nbcoap_endpoint_next_event().
 */
bool nbcoap_client_next_event(struct nbcoap_client *c,
			      struct nbcoap_client_event *event, nb_ms now);

/*
 * The same by hand, for whoever pulls the endpoint's events elsewhere: what one
 * of them means, and after the last of them, until it says no, what may begin
 * now.  False: there is nothing to tell.
 */
bool nbcoap_client_take(struct nbcoap_client *c, const struct nbcoap_event *ev,
			struct nbcoap_client_event *event, nb_ms now);
bool nbcoap_client_begin(struct nbcoap_client *c,
			 struct nbcoap_client_event *event, nb_ms now);

/* In place of the endpoint's, which are called, too. */
nb_ms nbcoap_client_deadline(const struct nbcoap_client *c);
void nbcoap_client_expire(struct nbcoap_client *c, nb_ms now);

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif
#endif
