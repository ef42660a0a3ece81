/*
 * server.h - whole requests over an endpoint: bodies in blocks, observers, a
 * directory of links
 *
 * Knows block-wise transfers (RFC 7959) and observation (RFC 7641) as a server
 * has to, and /.well-known/core (RFC 6690, 4).  Does not know resources: each
 * request comes to its owner once and whole, and is answered with a whole
 * representation, of any length.
 *
 * An engine on top of an endpoint that serves (endpoint.h), which stays its
 * owner's: datagrams, verdicts and time go into the endpoint, events are pulled
 * here.  Memory is one block that the caller gives.
 *
 *	while (nbcoap_server_next_event(s, &event, now))
 *		if (event.type == NBCOAP_EVENT_REQUEST)
 *			nbcoap_server_respond(s, event.inbound, &response, now);
 */
#ifndef NBCOAP_SERVER_H
#define NBCOAP_SERVER_H

#include <nbcoap/endpoint.h>
#include <nbcoap/link_format.h>

#ifdef __cplusplus
extern "C" {
#endif
#pragma GCC visibility push(default)

struct nbcoap_server_config {
	unsigned inbound;   /* the endpoint's                              */
	unsigned bodies;    /* put together, or given out, at a time       */
	uint32_t body_size; /* of the longest body of a request, and answer
			       to any method but GET, in bytes             */
	bool stream;        /* requests come block by block: body_size does
			       not limit them                              */
	nb_ms patience;     /* a body that gets no further is dropped after;
			       0: 247 s (EXCHANGE_LIFETIME)                */
	unsigned observers;
	unsigned request_size; /* of an observed request, kept; in bytes   */
	uint8_t szx_less;      /* largest blocks: 1024 bytes, or by so many
				  powers of two less                       */
	uint8_t secret[16];    /* random: ETags, keys                      */
};

/* The bytes that nbcoap_server_init needs, aligned as malloc aligns. */
size_t nbcoap_server_footprint(const struct nbcoap_server_config *config);

struct nbcoap_server;

/*
 * NULL when @len is less than the footprint.  The config is copied, @endpoint
 * must stay valid.
 */
struct nbcoap_server *
nbcoap_server_init(void *memory, size_t len,
		   const struct nbcoap_server_config *config,
		   struct nbcoap_endpoint *endpoint);

/*
 * The next event, of the endpoint or of the server: to be called in place of
 * nbcoap_endpoint_next_event().  What concerns blocks is done without telling:
 *
 * - REQUEST is whole: its message is that of the last block, with the payload
 *   of all (valid until it is answered), unless the config says stream.
 * - REQUEST whose inbound is not one of the endpoint's: an observer is to be
 *   told the present state.  Its message is the one that it once sent, to be
 *   answered like any other; nothing but an answer may come of it.  Answered
 *   when the observer has gone meanwhile, it is NB_ERR_CALLER, and no harm.
 * - PIN, UNPIN: also of observers, as long as they are.
 */
bool nbcoap_server_next_event(struct nbcoap_server *s, struct nbcoap_event *ev,
			      nb_ms now);

/*
 * For an owner who pulls the endpoint's events himself, first: does *@ev, which
 * may have changed, go on to him?  nbcoap_server_next_event() then has the
 * server's own.
 */
bool nbcoap_server_input(struct nbcoap_server *s, struct nbcoap_event *ev,
			 nb_ms now);

/* When nbcoap_server_expire() is due, or NB_NEVER. */
nb_ms nbcoap_server_deadline(const struct nbcoap_server *s);
void nbcoap_server_expire(struct nbcoap_server *s, nb_ms now);

/*
 * Answers with a whole representation, in blocks if it is long or the peer
 * wishes it; to a GET for a later block the owner answers with all of it again,
 * to any other method the server keeps it.  A representation without ETag gets
 * one where blocks need it; one whose ETag a GET or FETCH has is 2.03 Valid
 * (RFC 7252, 5.10.6.2) if answered before the next event.  The payload may be
 * that of the request.  0; NB_ERR_SPACE: options that leave no room for a
 * block, or no place to keep it; NB_ERR_CALLER; after an error it is still to
 * be answered.  What an observer cannot be told now, for want of room, is not an
 * error: it asks once more in 3 s.
 */
int nbcoap_server_respond(struct nbcoap_server *s, int inbound,
			  const struct nbcoap_response *response, nb_ms now);

/*
 * The same with a part only: the payload of @response begins where the block
 * begins that the request's Block2 asks for (0: no such option), and holds
 * 1024 bytes or what is left of the @total.  Its owner gives the ETag.
 */
int nbcoap_server_respond_part(struct nbcoap_server *s, int inbound,
			       const struct nbcoap_response *response,
			       uint32_t total, nb_ms now);

/* nbcoap_endpoint_refuse() and _drop() for the requests of the server. */
int nbcoap_server_refuse(struct nbcoap_server *s, int inbound,
			 const struct nbcoap_response *response, nb_ms now);
void nbcoap_server_drop(struct nbcoap_server *s, int inbound, nb_ms now);

/*
 * Streaming: has had this block, which is not the last, and wants the next
 * (2.31 Continue).  Blocks come in order, each once; one that comes without
 * those before it is 4.08 and not told.  0 or NB_ERR_CALLER.
 */
int nbcoap_server_proceed(struct nbcoap_server *s, int inbound, nb_ms now);

/*
 * Called before a GET or FETCH is answered: if it asks to observe (RFC 7641)
 * and the answer is a success, its peer is told when @resource, a number of the
 * owner's, changes.  Each @confirm_every-th notification is Confirmable; 0: only
 * one in 24 hours.  True: so it is.
 */
bool nbcoap_server_observe(struct nbcoap_server *s, int inbound,
			   uint64_t resource, unsigned confirm_every);

/*
 * @resource has changed: a REQUEST will come for each of its observers, as soon
 * as one may be told: a Non-confirmable notification in a round trip (3 s when
 * that is unknown), a Confirmable one at a time.  States in between are skipped.
 * An answer that is no success ends the observation.
 */
void nbcoap_server_notify(struct nbcoap_server *s, uint64_t resource);

/* How many observe @resource. */
unsigned nbcoap_server_observers(const struct nbcoap_server *s,
				 uint64_t resource);

/*
 * The observers as bytes that outlive a restart.  The length, not more than the
 * footprint; or NB_ERR_SPACE.
 */
int nbcoap_server_save(const struct nbcoap_server *s, void *buf, size_t cap);
/*
 * To a new server: what was saved.  A REQUEST will come for each observer, as
 * if its resource had changed; it observes on if nbcoap_server_observe() is
 * called for it.  0; NB_ERR_PEER: these bytes are not what was saved; nothing
 * has changed.
 */
int nbcoap_server_restore(struct nbcoap_server *s, struct nb_bytes state,
			  nb_ms now);

/*
 * From now on GET /.well-known/core is answered with those of these links that
 * its query wants; they stay the owner's and must stay valid.  NULL: no more.
 * 0, or NB_ERR_CALLER: one is no link (nbcoap_link_is_valid).
 */
int nbcoap_server_set_links(struct nbcoap_server *s,
			    const struct nbcoap_link *links, size_t count);

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif
#endif
