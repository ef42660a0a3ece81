/*
 * node.h - a CoAP endpoint with sockets and a clock: the easy way in
 *
 * Knows UDP over IPv4 and IPv6, or a socket of yours; names; resources and who
 * answers for them; whose turn it is when requests wait.  Everything of the
 * protocol is the endpoint's and that of the engines on top of it (endpoint.h,
 * client.h, server.h), whose events the callbacks get.
 *
 *	struct nbcoap_node *n = nbcoap_node_open(NULL);
 *	nbcoap_node_start(n, NULL, 0);
 *	nbcoap_node_get(n, "coap://[::1]/time", done, NULL);
 *	while (nbcoap_node_poll(n, -1) == 0)
 *		;
 *	nbcoap_node_close(n);
 *
 * Callbacks are called from nbcoap_node_poll() only.  They may call everything
 * here but poll and close.  A node belongs to one thread at a time.  Memory is
 * taken once, by nbcoap_node_open().
 */
#ifndef NBCOAP_NODE_H
#define NBCOAP_NODE_H

#include <nbcoap/addr.h>
#include <nbcoap/client.h>
#include <nbcoap/server.h>
#include <string.h>

#ifdef __cplusplus
extern "C" {
#endif
#pragma GCC visibility push(default)

struct nbcoap_node;

/* How much a node has room for; what is 0 gets its default. */
struct nbcoap_node_config {
	unsigned requests;     /* of ours, under way or waiting: 16          */
	unsigned inbound;      /* of others, not answered yet: 8             */
	unsigned dedup;        /* of others, remembered: 64                  */
	unsigned peers;        /* remembered: 32                             */
	unsigned resources;    /* 32                                         */
	unsigned observers;    /* of resources of ours: 16                   */
	unsigned bodies;       /* of others' requests, put together or given
				  out in blocks: 4                           */
	uint32_t body_size;    /* the longest of any request or answer, in
				  bytes: 16384                               */
	unsigned message_size; /* the largest message sent, in bytes: 1152   */
	nb_ms ack_delay;       /* an answer that takes longer is a separate
				  response: 1 s                              */
	bool again; /* retransmissions of an answered request are not discarded,
		       but call its resource again                           */
	const struct nbcoap_params *params; /* nbcoap_params_rfc7252; copied */
	unsigned token_max; /* over 8: extended tokens (endpoint.h): 8       */
};

/* NULL: errno.  @config NULL: all defaults. */
struct nbcoap_node *nbcoap_node_open(const struct nbcoap_node_config *config);
/* Stops @n and frees it; no callback is called.  NULL is fine. */
void nbcoap_node_close(struct nbcoap_node *n);

/*
 * Binds UDP sockets to @port (0: any free one; a server's is
 * NBCOAP_DEFAULT_PORT) of the address literal @address, or with NULL of all
 * addresses, IPv4 and IPv6.  0; NB_ERR_CALLER: it runs, or no literal;
 * NB_ERR_SYSTEM: errno.
 */
int nbcoap_node_start(struct nbcoap_node *n, const char *address,
		      uint16_t port);

/*
 * A socket of yours in place of UDP's: a serial line, a radio, a tunnel, a
 * test.  Addresses are what you make of them; two peers differ in theirs.
 */
struct nbcoap_socket {
	void *self; /* the first argument of both */
	/*
	 * Sends one datagram.  0; NB_ERR_SPACE: not now, ask again after the
	 * next wait; NB_ERR_SYSTEM: it cannot be sent to @peer.
	 */
	int (*send)(void *self, const struct nb_addr *peer, const void *data,
		    size_t len);
	/*
	 * Takes one datagram that has come, without waiting; one that is
	 * longer than @cap is dropped.  Its length; negative: there is none.
	 */
	int (*receive)(void *self, struct nb_addr *peer, void *buf, size_t cap);
	int fd;       /* becomes readable with a datagram; -1: there is none */
	nb_ms period; /* without fd: how often receive is tried; over 0      */
};

/* Starts @n on @socket, which is copied.  0, or NB_ERR_CALLER. */
int nbcoap_node_start_socket(struct nbcoap_node *n,
			     const struct nbcoap_socket *socket);

/*
 * Closes the UDP sockets.  Requests under way wait for the next start, and end
 * in time as over any link that is down.
 */
void nbcoap_node_stop(struct nbcoap_node *n);

/* The UDP port that @n is bound to; 0: none. */
uint16_t nbcoap_node_port(const struct nbcoap_node *n);

/*
 * Sends and receives what there is, calls callbacks, and waits for the first
 * that is called: at most @timeout (negative: as long as it takes), or until a
 * signal comes.  The count of callbacks called; NB_ERR_CALLER: from inside
 * one; NB_ERR_SYSTEM: errno.
 */
int nbcoap_node_poll(struct nbcoap_node *n, nb_ms timeout);

/*
 * For an event loop of yours: call nbcoap_node_poll(n, 0) when a descriptor is
 * readable or so many milliseconds have passed (-1: never), then ask anew.
 * nbcoap_node_fds() writes at most two descriptors and returns their count.
 */
int nbcoap_node_fds(const struct nbcoap_node *n, int fds[2]);
nb_ms nbcoap_node_timeout(const struct nbcoap_node *n);

/* Every message, one line each, to standard error; off at first. */
void nbcoap_node_debug(struct nbcoap_node *n, bool on);

/* ---- Asking ---- */

/*
 * Gets the one last event of a request: RESPONSE with its message, QUIET,
 * PONG, or FAILED; of an observation before it a NOTIFICATION for each state.
 * event->exchange is what the call that asked has returned; the message is
 * valid until the callback returns.
 */
typedef void nbcoap_node_done(void *arg, struct nbcoap_node *n,
			      const struct nbcoap_event *event);

/* No Content-Format. */
#define NBCOAP_NO_FORMAT (-1)

struct nbcoap_node_request {
	uint8_t code;          /* NBCOAP_GET ... NBCOAP_IPATCH */
	enum nbcoap_type type; /* NBCOAP_CON or NBCOAP_NON */
	const char *uri;       /* "coap://host:port/path?query"; a name is
				  looked up, and that may take seconds */
	const struct nbcoap_option *options; /* beside those of uri, in any
						order */
	size_t option_count;
	struct nb_bytes payload;
	bool observe; /* a GET or FETCH: tell me each change (RFC 7641), until
			 it is cancelled, left, or the server ends it */
	uint16_t block_size; /* bodies in blocks of so many bytes at most, from
				the first message on, both ways (RFC 7959, 2.4);
				0: as long as fit into messages, and as the
				server likes */
	nbcoap_node_done *done; /* NULL: nbcoap_node_set_default()'s */
	void *arg;
};

/*
 * Asks.  Everything is copied; what may not go out yet (NSTART) waits.  A long
 * payload goes out in blocks, a long response comes whole.  The number of the
 * request, valid until its last event; NB_ERR_CALLER: no URI that CoAP over UDP
 * knows, options that cannot be; NB_ERR_SPACE: too many requests, too large;
 * NB_ERR_SYSTEM: no address for that name.
 */
int nbcoap_node_request(struct nbcoap_node *n,
			const struct nbcoap_node_request *request);

/* The same in short, Confirmable. */
int nbcoap_node_get(struct nbcoap_node *n, const char *uri,
		    nbcoap_node_done *done, void *arg);
int nbcoap_node_delete(struct nbcoap_node *n, const char *uri,
		       nbcoap_node_done *done, void *arg);
int nbcoap_node_post(struct nbcoap_node *n, const char *uri, int format,
		     struct nb_bytes payload, nbcoap_node_done *done,
		     void *arg);
int nbcoap_node_put(struct nbcoap_node *n, const char *uri, int format,
		    struct nb_bytes payload, nbcoap_node_done *done, void *arg);
int nbcoap_node_fetch(struct nbcoap_node *n, const char *uri, int format,
		      struct nb_bytes payload, nbcoap_node_done *done,
		      void *arg);
int nbcoap_node_patch(struct nbcoap_node *n, const char *uri, int format,
		      struct nb_bytes payload, nbcoap_node_done *done,
		      void *arg);
int nbcoap_node_ipatch(struct nbcoap_node *n, const char *uri, int format,
		       struct nb_bytes payload, nbcoap_node_done *done,
		       void *arg);

/* Observes: a GET with observe. */
int nbcoap_node_observe(struct nbcoap_node *n, const char *uri,
			nbcoap_node_done *done, void *arg);

/* Asks whether anybody is there (RFC 7252, 4.3): PONG, or FAILED. */
int nbcoap_node_ping(struct nbcoap_node *n, const char *uri,
		     nbcoap_node_done *done, void *arg);

/* Whose callback the requests get that have none of their own. */
void nbcoap_node_set_default(struct nbcoap_node *n, nbcoap_node_done *done,
			     void *arg);

/*
 * Ends a request or an observation; its callback is not called.  Nothing is
 * sent: a server that notifies nevertheless is told by a Reset (RFC 7641, 3.6).
 */
void nbcoap_node_cancel(struct nbcoap_node *n, int request);

/*
 * Tells the server that it is observed no more (RFC 7641, 3.6): its answer, or
 * that there was none, is the last event of @request, until which it may be
 * cancelled still.  0; NB_ERR_SPACE: not now, for another request to it is under
 * way; NB_ERR_CALLER: it is not observed yet, or just asked once more.
 */
int nbcoap_node_leave(struct nbcoap_node *n, int request);

/* The bytes of a string, for payloads. */
static inline struct nb_bytes nbcoap_text(const char *text)
{
	struct nb_bytes bytes = {(const uint8_t *)text, strlen(text)};

	return bytes;
}

/* ---- Answering ---- */

/*
 * Gets a request, once and whole, in however many blocks it came: event->peer,
 * event->message (valid until the callback returns) and event->inbound, by
 * which it is answered, once, now or later.  An observer that is to be told a
 * change asks as if it had sent its request again: one answer does for both.
 */
typedef void nbcoap_node_asked(void *arg, struct nbcoap_node *n,
			       const struct nbcoap_event *event);

/* A resource, and how it looks in /.well-known/core. */
struct nbcoap_resource {
	const char *path; /* as in a URI: "current/measure"; "": the root */
	nbcoap_node_asked *asked;
	void *arg;
	const char *attributes; /* of its link (RFC 6690), as they are written:
				   ";rt=\"temperature\";ct=0"; NULL: none */
	bool hidden;            /* it is not in /.well-known/core */
	bool observable;        /* a success may be observed */
	unsigned confirm_every; /* so many notifications one is Confirmable;
				   0: in 24 hours */
};

/*
 * Answers for @resource, in place of one of the same path.  path must outlive
 * the node, attributes are copied.  0; NB_ERR_CALLER: path or attributes that
 * make no link; NB_ERR_SPACE: too many, or a link of over 250 bytes.
 */
int nbcoap_node_serve(struct nbcoap_node *n,
		      const struct nbcoap_resource *resource);

/*
 * The same in short: no attributes, not observable.  @path NULL: for every path
 * that nobody answers for, which is otherwise 4.04.  @asked NULL: no more; its
 * observers are told 4.04.
 */
int nbcoap_node_resource(struct nbcoap_node *n, const char *path,
			 nbcoap_node_asked *asked, void *arg);

/*
 * The resource at @path has changed: its observers are told, each as soon as it
 * may be; states in between are skipped.
 */
void nbcoap_node_notify(struct nbcoap_node *n, const char *path);
/* How many observe the resource at @path. */
unsigned nbcoap_node_observers(const struct nbcoap_node *n, const char *path);

/*
 * Answers, in blocks where it takes them.  0; NB_ERR_SPACE: an answer to
 * anything but a GET that is too long to be kept; NB_ERR_CALLER: then it is
 * still to be answered, or was about an observer that has gone.
 */
int nbcoap_node_respond(struct nbcoap_node *n, int inbound, uint8_t code,
			int format, struct nb_bytes payload);
/* The same with options, in order of their numbers. */
int nbcoap_node_response(struct nbcoap_node *n, int inbound,
			 const struct nbcoap_response *response);

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif
#endif
