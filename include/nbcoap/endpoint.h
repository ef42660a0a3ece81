/*
 * endpoint.h - a CoAP endpoint: exchanges over anything that carries datagrams
 *
 * Knows messages, retransmission, deduplication, tokens and message IDs of
 * the pair (our endpoint, a peer's), as a client and, when told to serve, as a
 * server.  Does not know sockets, clocks, names, resources or whom a request
 * is for.  An engine: it never calls outward; datagrams, time
 * and calls go in, datagrams, events and a deadline are pulled out.
 *
 * After every call that may change something the owner takes all events, then
 * all output it can place, then moves its timer to nbcoap_endpoint_deadline().
 *
 * Memory is one block that the caller gives; nothing is allocated, ever.
 */
#ifndef NBCOAP_ENDPOINT_H
#define NBCOAP_ENDPOINT_H

#include <nbcoap/message.h>
#include <nbcoap/observe.h>
#include <nbcoap/params.h>

#ifdef __cplusplus
extern "C" {
#endif
#pragma GCC visibility push(default)

struct nbcoap_endpoint_config {
	unsigned exchanges;    /* requests under way at a time               */
	unsigned peers;        /* peers remembered at a time                 */
	unsigned replies;      /* answers to CONs remembered for duplicates  */
	unsigned message_size; /* the largest message we send, in bytes      */
	uint8_t secret[16];    /* random; tokens, message IDs, jitter        */

	/* What is served; all zero: nothing (a Confirmable request gets Reset,
	   a Non-confirmable one silence). */
	unsigned inbound; /* requests that wait for our answer at a time     */
	unsigned dedup;   /* requests remembered at a time, the waiting ones
			     among them, each with room for its answer of
			     message_size; at least inbound                  */
	bool again;       /* a duplicate of an answered request is a new one:
			     only where each request is idempotent           */
	bool challenge;   /* peers are strangers: until one has proved its
			     address (RFC 9175, 2.4) it gets no more than three
			     times what it sent, or 136 bytes; for more, to act
			     or to observe it is asked for an Echo: 4.01     */
	nb_ms ack_delay;  /* an answer that takes longer comes separately; 0:
			     one second                                      */
	const struct nbcoap_params *params; /* toward peers that we have never
					       asked; NULL: RFC 7252's; copied */
	unsigned token_max; /* the longest token, ours and in requests, but no
			       more than a quarter of message_size (RFC 8974); to 8:
			       no extended tokens                            */
};

/*
 * Extended tokens (RFC 8974, 2).  Without them a token length of 9 to 15 is a
 * message format error.  With them 15 is, and a request with a token over
 * token_max gets 4.00 (2.2.2), with its token; silence if that is larger than
 * message_size.  Nothing tells whether a peer knows them: whoever sets a
 * token_len over 8 has tried, and tries again after a day at most (2.2.2).  One
 * who does not know them answers a Confirmable request with Reset.
 */

/* The bytes that nbcoap_endpoint_init needs, aligned as malloc aligns. */
size_t nbcoap_endpoint_footprint(const struct nbcoap_endpoint_config *config);

struct nbcoap_endpoint;

/* NULL when @len is less than the footprint.  The config is copied. */
struct nbcoap_endpoint *
nbcoap_endpoint_init(void *memory, size_t len,
		     const struct nbcoap_endpoint_config *config, nb_ms now);

/* A request to start.  Everything is copied into the exchange. */
struct nbcoap_request {
	struct nb_addr peer;
	const struct nbcoap_params *params; /* the peer's: last one stands,
					       the smaller nstart wins       */
	uint8_t code;
	bool confirmable;
	const struct nbcoap_option *options; /* in order of their numbers    */
	size_t option_count;
	struct nb_bytes payload;
	nb_ms first_wait; /* added to the first wait: paging of a sleeping link */
	nb_ms patience;   /* an acknowledged one waits so long for its separate
			     response; 0: EXCHANGE_LIFETIME; NB_NEVER: until
			     its owner cancels it                            */
	bool expect_more;  /* its datagrams expect more than one reply, whatever
			     else is under way                               */
	unsigned suppress; /* RFC 7967: the classes it asks not to be answered;
			      the option itself stands in options */
	bool observe;  /* a GET or FETCH that has the Observe option 0: it lives
			 on after a response that has one, too (RFC 7641)    */
	uint64_t user; /* comes back with every event of this request    */
};

/*
 * May a request to @peer start now (NSTART, PROBING_RATE, exchanges, message
 * IDs)?  When time is all it takes, the endpoint's deadline tells when.
 */
bool nbcoap_endpoint_can_start(const struct nbcoap_endpoint *e,
			       const struct nb_addr *peer,
			       const struct nbcoap_params *params, nb_ms now);

/*
 * Starts a request.  Returns its exchange (0 or more), valid until its last
 * event; NB_ERR_SPACE when can_start() would say no or the message is larger
 * than message_size; NB_ERR_CALLER.  A Non-confirmable one counts for
 * NSTART until it is answered or a retransmission would have been due.
 */
int nbcoap_endpoint_request(struct nbcoap_endpoint *e,
			    const struct nbcoap_request *request, nb_ms now);

/*
 * Observing (RFC 7641): once a NOTIFICATION has come, the exchange lives on,
 * with its token but without message ID and NSTART slot, until a response
 * without Observe or with an error comes, or its owner cancels it: then
 * notifications meet what DESIGN, decision 11 says.  The endpoint tells each as
 * it comes; nbcoap_observe_input() tells which are newer.
 *
 * Sends its request once more: to register again (3.3.1), or, as its last, to
 * deregister (3.6); any response then is the last.  0; NB_ERR_CALLER when it
 * has no notification yet, or a request under way; NB_ERR_SPACE when NSTART or
 * the link, which has its bytes still, makes it wait.
 */
int nbcoap_endpoint_repeat(struct nbcoap_endpoint *e, int exchange,
			   enum nbcoap_observe_wish wish, nb_ms now);

/* The length that the request's message would have; or an error. */
int nbcoap_endpoint_measure(const struct nbcoap_request *request);

/*
 * An empty Confirmable: a live peer answers with Reset (RFC 7252, 4.3).  Any
 * answer to its message ID is a pong: some servers acknowledge it, with 4.05.
 */
int nbcoap_endpoint_ping(struct nbcoap_endpoint *e, const struct nb_addr *peer,
			 const struct nbcoap_params *params, uint64_t user,
			 nb_ms now);

enum nbcoap_sent {
	NBCOAP_SENT_NO,    /* no transmission was accepted by the link       */
	NBCOAP_SENT_MAYBE, /* handed over, the verdict is unknown            */
	NBCOAP_SENT_YES,   /* accepted at least once, or answered            */
};

/* How far an exchange has come.  Times are absolute, or NB_NEVER. */
struct nbcoap_progress {
	enum nbcoap_sent sent;
	bool acked;
	unsigned transmissions; /* accepted ones */
	nb_ms first_accepted;
	nb_ms last_accepted; /* in a last event: of the transmission answered,
				of the first when that is not known */
	nb_ms acked_at;
};

/*
 * Ends an exchange by its owner's will: no further event comes of it; what is
 * known goes to *@progress.  A datagram at the link that has no verdict yet may
 * still go out: sent maybe.  The endpoint stops retransmitting, but keeps
 * message ID, token and NSTART slot as DESIGN, decision 10 says.
 */
void nbcoap_endpoint_cancel(struct nbcoap_endpoint *e, int exchange,
			    struct nbcoap_progress *progress, nb_ms now);

enum nbcoap_failure {
	NBCOAP_FAILURE_TIMEOUT,     /* MAX_TRANSMIT_WAIT passed unanswered
				       (Non-confirmable: NON_LIFETIME;
				       acknowledged: its patience)           */
	NBCOAP_FAILURE_RESET,       /* the peer sent Reset                   */
	NBCOAP_FAILURE_UNREACHABLE, /* the link cannot reach the peer        */
	NBCOAP_FAILURE_LINK_DOWN,   /* sent, then the link went away for too
				       long, and it cannot be repeated       */
	NBCOAP_FAILURE_MALFORMED,   /* answers came that cannot be understood
				       (an unknown critical option); in a
				       transfer, blocks that make no sense   */
	/* Of transfers only (client.h): */
	NBCOAP_FAILURE_TOO_LARGE, /* the body is longer than its owner
				     allows, or the request than a message   */
	NBCOAP_FAILURE_CHANGED,   /* the body changes faster than it comes,
				     or has changed and cannot be asked again */
};

enum nbcoap_event_type {
	NBCOAP_EVENT_PROGRESS, /* accepted once more, or acknowledged        */
	NBCOAP_EVENT_NOTIFICATION, /* of an observation that goes on: message */
	NBCOAP_EVENT_RESPONSE,  /* the last of its exchange: message          */
	NBCOAP_EVENT_PONG,      /* the last of a ping: an answer came         */
	NBCOAP_EVENT_QUIET,     /* the last: No-Response, all classes: sent
				  (NON) or acknowledged (CON)                */
	NBCOAP_EVENT_FAILED,    /* the last of its exchange: failure          */
	NBCOAP_EVENT_PIN,       /* peer: tell the link an exchange begins     */
	NBCOAP_EVENT_UNPIN,     /* peer: ... has ended                        */
	NBCOAP_EVENT_WITHDRAW,  /* tag: the datagram need not go out          */
	NBCOAP_EVENT_LOOK,      /* peer: a response is overdue                */
	NBCOAP_EVENT_REQUEST,   /* inbound, peer, message: somebody asks      */
	NBCOAP_EVENT_DELIVERED, /* the last of an inbound: our answer has been
				   acknowledged; or is on its way, and nobody
				   will acknowledge it                       */
	NBCOAP_EVENT_UNDELIVERED, /* the last of an inbound: failure; the
				     answer did not reach its peer           */
};

/*
 * What has happened.   The message of a response, a notification or a request points into the
 * bytes given to the last input and is valid until the next one, or as long as
 * those bytes are.  Of PIN, UNPIN and WITHDRAW only peer and tag count.
 */
struct nbcoap_event {
	enum nbcoap_event_type type;
	int exchange; /* ours, or -1 */
	int inbound;  /* theirs, or -1 */
	uint64_t user;
	struct nb_addr peer;
	struct nbcoap_message message;
	struct nbcoap_progress progress;
	enum nbcoap_failure failure;
	uint64_t tag;
};

/*
 * A datagram came from @peer, who may ask.  Take the events before the next
 * call.
 */
void nbcoap_endpoint_input(struct nbcoap_endpoint *e,
			   const struct nb_addr *peer, const void *data,
			   size_t len, nb_ms now);

/* May a peer ask us?  Its answers to our requests are taken all the same. */
enum nbcoap_admit {
	NBCOAP_ADMIT,        /* yes */
	NBCOAP_ADMIT_REFUSE, /* 4.03 to a Confirmable request, else silence  */
	NBCOAP_ADMIT_IGNORE, /* silence to a request, to a ping, to what is
				malformed: as if nobody were here            */
};

/*
 * How a datagram came.  Who may ask is decided before anything of a request is
 * remembered, so it comes in with the datagram: strangers take up nothing.
 */
struct nbcoap_arrival {
	struct nb_addr peer;
	enum nbcoap_admit admit;
	bool multicast; /* it was sent to a group: silence (RFC 7252, 8.1) */
};

/* The same with all that is known of the datagram. */
void nbcoap_endpoint_arrival(struct nbcoap_endpoint *e,
			     const struct nbcoap_arrival *arrival,
			     const void *data, size_t len, nb_ms now);

/*
 * Serving.  A request that is good, new and may be asked is told by a REQUEST
 * event; its @inbound (0 or more) is valid until its last event, DELIVERED or
 * UNDELIVERED, or until nbcoap_endpoint_drop().  The owner answers it exactly
 * once, at once or later, with respond, refuse or drop; the endpoint knows no
 * deadline for its work.  Duplicates never reach the owner (RFC 7252, 4.5;
 * DESIGN, decision 6).
 *
 * The endpoint answers by itself: an unknown critical option, one with an
 * impossible length and one too many (4.02), a reserved block size (4.00), an
 * unknown method (4.05), Proxy-Uri and Proxy-Scheme (5.05), no room (5.03 to a
 * Confirmable request).
 */
struct nbcoap_response {
	uint8_t code;
	const struct nbcoap_option *options; /* in order of their numbers */
	size_t option_count;
	struct nb_bytes payload;
};

/*
 * Answers.  To a Confirmable request in its Acknowledgement, or, when an empty
 * one has gone, in a Confirmable message that is sent again until it is
 * acknowledged; to a Non-confirmable one in a Non-confirmable.  A response that
 * the request asked not to be sent (No-Response, RFC 7967) is not: a
 * Confirmable request gets an empty Acknowledgement.  Everything is copied.
 * 0, NB_ERR_SPACE when it is larger than message_size, NB_ERR_CALLER; after an
 * error it is still to be answered.
 */
int nbcoap_endpoint_respond(struct nbcoap_endpoint *e, int inbound,
			    const struct nbcoap_response *response, nb_ms now);

/*
 * The same for a request that is turned away before anything was done for it
 * (4.00, 4.01, 4.04, 4.05, 5.03 ...): it is the first to be forgotten.
 */
int nbcoap_endpoint_refuse(struct nbcoap_endpoint *e, int inbound,
			   const struct nbcoap_response *response, nb_ms now);

/*
 * Leaves it unanswered, as if it had been lost: no further event comes of it,
 * and if its peer asks again that is a new request (unless it got an empty
 * Acknowledgement: then that again).  Only when nothing was done for it.
 */
void nbcoap_endpoint_drop(struct nbcoap_endpoint *e, int inbound, nb_ms now);

/*
 * Notifications (RFC 7641, 4): responses that nobody asked for just now.  Their
 * last events are those of an inbound request, with @user; after the DELIVERED
 * of a Non-confirmable one an UNDELIVERED may still come, when its peer rejects
 * it with a Reset.  They take places among the requests remembered (dedup), but
 * are the first to leave them.
 */
struct nbcoap_notification {
	struct nb_addr peer;
	const uint8_t *token; /* of the request it answers; copied */
	uint16_t token_len;
	bool confirmable;
	struct nbcoap_response response;
	uint64_t user;
};

/* Its inbound number; NB_ERR_SPACE: too large, or no place; NB_ERR_CALLER. */
int nbcoap_endpoint_notify(struct nbcoap_endpoint *e,
			   const struct nbcoap_notification *notification,
			   nb_ms now);

/*
 * A newer state takes the place of that in a notification on its way (RFC
 * 7641, 4.5.2): it goes out when the next retransmission would, or as soon as
 * the older one is acknowledged.  0; NB_ERR_SPACE: too large; NB_ERR_CALLER: it
 * has ended, or its datagram is with the link, until the verdict.
 */
bool nbcoap_endpoint_may_supersede(const struct nbcoap_endpoint *e,
				   int inbound);
int nbcoap_endpoint_supersede(struct nbcoap_endpoint *e, int inbound,
			      const struct nbcoap_response *response);

/*
 * The next datagram to send, if @ready says that its peer may be sent to now
 * (NULL: all are).  Its bytes stay the endpoint's and valid until its verdict,
 * which must come.  False when there is none.
 */
bool nbcoap_endpoint_output(struct nbcoap_endpoint *e, struct nb_datagram *d,
			    bool (*ready)(void *arg,
					  const struct nb_addr *peer),
			    void *arg, nb_ms now);

/*
 * What became of the datagram with @tag.  After not-sent it is offered again
 * as soon as @ready allows: a link that cannot go on yet is not ready.
 */
void nbcoap_endpoint_verdict(struct nbcoap_endpoint *e, uint64_t tag,
			     enum nb_verdict verdict, nb_ms now);

bool nbcoap_endpoint_next_event(struct nbcoap_endpoint *e,
				struct nbcoap_event *ev);
nb_ms nbcoap_endpoint_deadline(const struct nbcoap_endpoint *e);
void nbcoap_endpoint_expire(struct nbcoap_endpoint *e, nb_ms now);

/* The link's state has changed (DESIGN, decision 8); it begins as absent. */
void nbcoap_endpoint_link(struct nbcoap_endpoint *e, enum nb_link_state state,
			  nb_ms now);
/* Our address or port as seen by peers has changed (DESIGN, decision 9). */
void nbcoap_endpoint_rebound(struct nbcoap_endpoint *e, nb_ms now);
/*
 * The link falls asleep soon, and hears nothing then until something is sent:
 * who has acknowledged an idempotent request but not answered is asked again,
 * with a new message ID, MAX_RETRANSMIT times at most.
 */
void nbcoap_endpoint_drowsy(struct nbcoap_endpoint *e, nb_ms now);
/* Something else waits to be sent: then a datagram expects *more*. */
void nbcoap_endpoint_more_waits(struct nbcoap_endpoint *e, bool waits);

/*
 * What has to outlive a restart, as bytes: which message IDs may be in use, and
 * the answers for duplicates, so that no action is done once more.  Written
 * after each action that is not idempotent, or as often as the owner can: IDs
 * are good for 4096 messages to a peer that were sent since.  The length, not
 * more than the endpoint's footprint; or NB_ERR_SPACE.
 */
int nbcoap_endpoint_save(const struct nbcoap_endpoint *e, void *buf, size_t cap,
			 nb_ms now);

/*
 * To a new endpoint, before anything else: what was saved @age ms ago.  What
 * finds no room is left out.  0; NB_ERR_PEER: these bytes are not what was
 * saved; nothing has changed.
 */
int nbcoap_endpoint_restore(struct nbcoap_endpoint *e, struct nb_bytes state,
			    nb_ms age, nb_ms now);

/* Counters; their names stand in src/coap/metrics.c. */
struct nbcoap_counters {
	uint64_t requests, responses, retransmissions, timeouts,
		resets_received;
	uint64_t resets_sent, acks_sent, duplicates, malformed, unmatched;
	uint64_t late_acks, bytes_sent, bytes_received;
	uint64_t inbound, inbound_refused, inbound_duplicates, undelivered;
};
const struct nbcoap_counters *
nbcoap_endpoint_counters(const struct nbcoap_endpoint *e);

/* What is known of a peer; false when it is not remembered. */
struct nbcoap_peer_info {
	unsigned in_flight;
	nb_ms last_heard; /* NB_NEVER: never */
	nb_ms rtt;        /* of the last unambiguous exchange; -1 unknown */
	nb_ms rto;        /* the ACK_TIMEOUT by its round trips (rto.h), as the
			     last request or answer left it: it ages when the
			     next one begins */
};
bool nbcoap_endpoint_peer(const struct nbcoap_endpoint *e,
			  const struct nb_addr *peer,
			  struct nbcoap_peer_info *info);

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif
#endif
