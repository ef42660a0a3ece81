/*
 * link.h - a datagram link as a table of functions
 *
 * Knows how a datagram goes down, how its verdict and other datagrams come
 * up.  Does not know what carries them: a Sequans modem, the host's UDP, a
 * DTLS layer and a test's link are one path for the hub.  A link is an
 * engine: it never calls outward, time is an argument, events are pulled.
 */
#ifndef BASE_LINK_H
#define BASE_LINK_H

#include "base/log.h"
#include "base/metric.h"
#include <nbcoap/types.h>

/* Addresses that one name resolves to at most. */
#define NB_LINK_ADDRESSES 4
/* Longest host name (RFC 1035, 2.3.4). */
#define NB_LINK_NAME 253

enum nb_registration {
	NB_REGISTRATION_UNKNOWN,
	NB_REGISTRATION_NONE,
	NB_REGISTRATION_HOME,
	NB_REGISTRATION_SEARCHING,
	NB_REGISTRATION_DENIED,
	NB_REGISTRATION_ROAMING,
};

/* Why a peer is pinned: what must not be cut. */
enum nb_pin {
	NB_PIN_EXCHANGE,    /* a request waits for its answer              */
	NB_PIN_OBSERVATION, /* something may come at any time, for long    */
};

/*
 * What sys.status shows of a link.  Empty strings and zero counts are
 * unknown; rsrp_dbm is known when rsrp_age is 0 or more.
 */
struct nb_link_status {
	const char *driver; /* "sequans", "udp" */
	enum nb_link_state state;
	char model[32];
	char revision[32];
	char imei[24];
	char iccid[24];
	enum nb_registration registration;
	char operator_id[16]; /* MCC and MNC, "26201" */
	char rat[12];         /* "nb-iot", "lte-m" */
	struct nb_addr address[2];
	size_t address_count;
	int rsrp_dbm;
	nb_ms rsrp_age; /* -1: unknown */
	/* Power saving that the network granted; tau 0, cycle 0: none. */
	nb_ms psm_active, psm_tau, edrx_cycle;
	unsigned sockets;
};

/* How an operator's command ended. */
enum nb_answer {
	NB_ANSWER_FINAL,   /* a final result code came, good or bad        */
	NB_ANSWER_BAD,     /* refused: it is no AT line                    */
	NB_ANSWER_CONTROL, /* refused: it has a control character          */
	NB_ANSWER_DENIED,  /* refused: it would break the driver's state   */
	NB_ANSWER_PROMPT,  /* it asked for data, and there are none        */
	NB_ANSWER_SILENT,  /* no final result code came within its time    */
	NB_ANSWER_GONE,    /* the modem is away, or went away meanwhile    */
};

enum nb_link_event_type {
	NB_LINK_RECEIVED, /* peer, bytes: a datagram came                   */
	NB_LINK_VERDICT,  /* tag, verdict: of a datagram sent               */
	NB_LINK_STATE,    /* state: it has changed                          */
	NB_LINK_REBOUND,  /* our address or port as seen by peers changed   */
	NB_LINK_DROWSY,   /* it falls asleep soon and hears nothing then, and
			     somebody waits for an answer                   */
	NB_LINK_RESOLVED, /* tag, address[], address_count (0: no such name,
			     or result says why), ttl                       */
	NB_LINK_ANSWERED, /* tag, answer, and with NB_ANSWER_FINAL: bytes
			     (lines, LF behind each), truncated, final: an
			     operator's command has ended                   */
	NB_LINK_LOG,      /* level, text: one line for the log              */
};

/*
 * Something that a link has to say.  Pointers are valid until the next call
 * of the link other than status().
 */
struct nb_link_event {
	enum nb_link_event_type type;
	struct nb_addr peer;
	struct nb_bytes bytes;
	uint64_t tag;
	enum nb_verdict verdict;
	enum nb_link_state state;
	nb_ms page; /* asleep: a downlink may wait so long for its page;
		       NB_NEVER: it waits for an uplink                   */
	struct nb_addr address[NB_LINK_ADDRESSES];
	size_t address_count;
	nb_ms ttl;  /* how long the addresses hold, a ms at least; 0: the link
			cannot know                                         */
	int result; /* 0, or an enum nb_error: a look-up that could not be
			made (no link)                                       */
	enum nb_answer answer;
	bool truncated;    /* there were more lines than room for them */
	const char *final; /* "OK", "+CME ERROR: 4" */
	enum nb_log_level level;
	const char *text;
};

struct nb_link_ops {
	/*
	 * A datagram goes down.  0: a verdict with its tag will follow, and
	 * its bytes stay valid until then.  NB_ERR_SPACE: not now (not ready);
	 * NB_ERR_CALLER: more than the link's mtu.  After an error no verdict
	 * comes.
	 */
	int (*send)(void *link, const struct nb_datagram *d, nb_ms now);

	/*
	 * May a datagram to @peer go down now?  A peer that is not ready (no
	 * free socket, its dial in back-off, one under way) holds up no other.
	 */
	bool (*ready)(void *link, const struct nb_addr *peer);

	/*
	 * How many exchanges with one peer may be outstanding at once, so that
	 * their datagrams can be told apart; 0, or NULL: any number.
	 */
	unsigned (*at_once)(void *link);

	/*
	 * Takes back a datagram that has not begun to leave; its verdict
	 * (not-sent) still comes.  One that has begun gets its own verdict.
	 */
	void (*withdraw)(void *link, uint64_t tag, nb_ms now);

	/*
	 * An exchange with, or observation of, @peer begins or ends.  Calls
	 * nest per kind.  A pinned peer's socket is never given to another.
	 */
	void (*pin)(void *link, const struct nb_addr *peer, enum nb_pin why,
		    nb_ms now);
	void (*unpin)(void *link, const struct nb_addr *peer, enum nb_pin why,
		      nb_ms now);

	/*
	 * A response from @peer is overdue: see whether one waits unannounced
	 * (its ring was lost).  A link without such losses ignores it.
	 */
	void (*look)(void *link, const struct nb_addr *peer, nb_ms now);

	/*
	 * Something is served, or nothing any longer: anybody may send to our
	 * CoAP port.  NULL for a link that hears everybody all the time.
	 */
	void (*serve)(void *link, bool on, nb_ms now);

	/*
	 * Look up @name (NUL-terminated, ASCII, no literal but with a zone:
	 * "fe80::1%eth0").  0: an event NB_LINK_RESOLVED with @tag follows;
	 * NB_ERR_SPACE: too many under way; NB_ERR_CALLER: no name.
	 */
	int (*resolve)(void *link, const char *name, uint64_t tag, nb_ms now);

	/* Fills *@out with what is known; may cause a look at the signal. */
	void (*status)(void *link, struct nb_link_status *out, nb_ms now);

	/* The largest payload of a datagram to a peer of @family, in bytes. */
	size_t (*mtu)(void *link, enum nb_family family);

	/*
	 * An operator's AT command, which is copied; @force: though it would
	 * break the driver's state.  0: NB_LINK_ANSWERED with @tag follows;
	 * NB_ERR_SPACE: not now, offer it again.  NULL for a link without a
	 * modem.
	 */
	int (*command)(void *link, const char *line, bool force, uint64_t tag,
		       nb_ms now);

	/*
	 * The modem is given to another tool: what is in flight ends, sockets
	 * and port are closed, then the state is released.  And it is taken
	 * back.  Twice is harmless.  NULL for a link without a modem.
	 */
	void (*release)(void *link, nb_ms now);
	void (*resume)(void *link, nb_ms now);

	/* Its counters: a table ended by a row without a name, and the base. */
	const struct nb_metric *(*metrics)(void *link, const void **counters);

	bool (*next_event)(void *link, struct nb_link_event *ev, nb_ms now);
	nb_ms (*deadline)(void *link);
	void (*expire)(void *link, nb_ms now);
};

struct nb_link {
	const struct nb_link_ops *ops;
	void *self;
};

#endif
