/*
 * modem.h - an NB-IoT modem on a serial line as a link of datagrams
 *
 * Knows the AT dialects of Sequans Monarch 1 and 2 and of Telit: bring-up, registration,
 * UDP sockets, names, power saving, recovery.  Does not know CoAP, a
 * descriptor or a clock.  It is an engine: the caller owns the port and says
 * what time it is (ms of a monotonic clock), calls go in only, and memory is
 * the caller's.  Nothing is allocated; with dns-servers set, c-ares does while
 * it reads an answer.
 *
 * One turn, after whatever happened:
 *
 *	nbsqn_modem_expire(m, now);
 *	while (nbsqn_modem_next_event(m, &event, now))
 *		take(&event);
 *	while (nbsqn_modem_next_wish(m, &wish))
 *		grant(&wish);
 *	len = nbsqn_modem_output(m, buf, sizeof(buf), now);
 *	nbsqn_modem_output_done(m, write(fd, buf, len), now);
 *
 * until nothing moves; then wait for bytes, at most until
 * nbsqn_modem_deadline().  The events come first because a datagram that has
 * just come may make the next command needless.
 */
#ifndef NBSQN_MODEM_H
#define NBSQN_MODEM_H

#include <nbcoap/types.h>

#ifdef __cplusplus
extern "C" {
#endif
#pragma GCC visibility push(default)

struct nbsqn_modem;

/* ---- Opening ---- */

/*
 * One value of [modem] as nbgate.conf(5) has it: {"apn", "iot"}.  Not those
 * that are about files and the port, which are the caller's: driver, device,
 * flow-control, pin-file, apn-password-file, init-file, nat-lifetime.
 */
struct nbsqn_setting {
	const char *key;
	const char *value;
};

/* Room for what is wrong with a setting, with its NUL. */
#define NBSQN_WHY 256

/*
 * Is it good?  0, or NB_ERR_CALLER; then @why has "must be ...", or that there
 * is no such key.
 */
int nbsqn_setting_check(const struct nbsqn_setting *setting,
			char why[NBSQN_WHY]);

/*
 * A PIN that the SIM refused, and which SIM, as digests; zeros: none.  It is
 * never given again, since the third wrong one locks the SIM.
 */
struct nbsqn_refused_pin {
	uint64_t pin, sim;
};

/* What a modem's driver is told at its opening; everything is copied. */
struct nbsqn_setup {
	const struct nbsqn_setting *settings; /* the last has no key; NULL: all
						 defaults                   */
	const char *pin;          /* the SIM's, 4 to 8 digits; NULL: none   */
	const char *apn_password; /* NULL: none                             */
	struct nbsqn_refused_pin refused_pin; /* of the last
						 NBSQN_WISH_KEEP_PIN ever   */
	uint16_t local_port; /* our UDP port toward a peer; 0: any     */
	/*
	 * Toward which peer which local port; asked once for each, NULL:
	 * local_port toward all.  See NBSQN_WISH_KEEP.
	 */
	uint16_t (*local_port_of)(void *arg, const struct nb_addr *peer);
	void *local_port_arg;
	uint8_t secret[16]; /* random: identifiers of DNS queries */
};

/* The bytes that nbsqn_modem_init() needs, aligned as malloc aligns. */
size_t nbsqn_modem_footprint(void);

/*
 * Begins in @memory, which the modem is until it is used no more; there is
 * nothing to close.  NULL: a setting, the PIN or the password is not good.
 */
struct nbsqn_modem *
nbsqn_modem_init(void *memory, const struct nbsqn_setup *setup, nb_ms now);

/* ---- The port ---- */

/* Bytes came from the modem.  Takes all of them. */
void nbsqn_modem_input(struct nbsqn_modem *m, const void *data, size_t len,
		       nb_ms now);
/* Bytes to write now, at most @cap; 0 when there are none. */
size_t nbsqn_modem_output(struct nbsqn_modem *m, void *buf, size_t cap,
			  nb_ms now);
/* So many of the bytes offered last really went out. */
void nbsqn_modem_output_done(struct nbsqn_modem *m, size_t len, nb_ms now);

enum nbsqn_wish_type {
	NBSQN_WISH_OPEN,  /* open the port at baud, then nbsqn_modem_port()   */
	NBSQN_WISH_SPEED, /* the open port shall run at baud                  */
	NBSQN_WISH_CLOSE, /* close it, then nbsqn_modem_port()                */
	NBSQN_WISH_RUN,   /* run what reset-command says, for 30 s at most,
			     then nbsqn_modem_ran(); only with that setting   */
	NBSQN_WISH_KEEP,  /* remember over restarts that our port toward peer
			     is local_port: the modem refused another         */
	NBSQN_WISH_KEEP_PIN, /* remember refused_pin over restarts            */
};

struct nbsqn_wish {
	enum nbsqn_wish_type type;
	uint32_t baud;
	struct nb_addr peer;
	uint16_t local_port;
	struct nbsqn_refused_pin refused_pin;
};

/* What the modem wants from the port's owner; false: nothing. */
bool nbsqn_modem_next_wish(struct nbsqn_modem *m, struct nbsqn_wish *wish);

enum nbsqn_port {
	NBSQN_PORT_OPEN,   /* the wish is granted: open at that speed         */
	NBSQN_PORT_FAILED, /* it could not be opened; a new wish comes later  */
	NBSQN_PORT_GONE,   /* it vanished or reading it failed: it is closed  */
	NBSQN_PORT_CLOSED, /* the wish is granted: it is closed               */
	NBSQN_PORT_THERE,  /* its path has appeared: worth a try at once      */
};

/* What became of the port. */
void nbsqn_modem_port(struct nbsqn_modem *m, enum nbsqn_port what, nb_ms now);
/* The command of NBSQN_WISH_RUN has ended, or could not be run. */
void nbsqn_modem_ran(struct nbsqn_modem *m, nb_ms now);

/* ---- Time ---- */

/* When nbsqn_modem_expire() has something to do; NB_NEVER. */
nb_ms nbsqn_modem_deadline(struct nbsqn_modem *m);
/* Tells that it is @now.  Calling early or twice is harmless. */
void nbsqn_modem_expire(struct nbsqn_modem *m, nb_ms now);

/* ---- Events ---- */

/* Addresses that one name resolves to at most. */
#define NBSQN_ADDRESSES 4

/* How a command of nbsqn_modem_command() ended. */
enum nbsqn_answer {
	NBSQN_ANSWER_FINAL,   /* a final result code came, good or bad        */
	NBSQN_ANSWER_BAD,     /* refused: it is no AT line                    */
	NBSQN_ANSWER_CONTROL, /* refused: it has a control character          */
	NBSQN_ANSWER_DENIED,  /* refused: it would break the driver's state   */
	NBSQN_ANSWER_PROMPT,  /* it asked for data, and there are none        */
	NBSQN_ANSWER_SILENT,  /* no final result code came within its time    */
	NBSQN_ANSWER_GONE,    /* the modem is away, or went away meanwhile    */
};

enum nbsqn_event_type {
	NBSQN_EVENT_RECEIVED, /* peer, bytes: a datagram came                 */
	NBSQN_EVENT_VERDICT,  /* tag, verdict: of a datagram sent             */
	NBSQN_EVENT_STATE,    /* state: it has changed                        */
	NBSQN_EVENT_REBOUND,  /* our address or port as seen by peers changed */
	NBSQN_EVENT_DROWSY,   /* it falls asleep soon and hears nothing then,
				 and a peer is pinned by an exchange: what is
				 sent now keeps it awake                      */
	NBSQN_EVENT_RESOLVED, /* tag, address[], address_count (0: no such
				 name, or result says why), ttl               */
	NBSQN_EVENT_ANSWERED, /* tag, answer, and with NBSQN_ANSWER_FINAL:
				 bytes (lines, LF behind each), truncated,
				 final                                        */
	NBSQN_EVENT_LOG,      /* priority, text: one line for a log           */
};

/* Pointers are valid until the next call about the same modem. */
struct nbsqn_event {
	enum nbsqn_event_type type;
	struct nb_addr peer;
	struct nb_bytes bytes;
	uint64_t tag;
	enum nb_verdict verdict;
	enum nb_link_state state;
	nb_ms page; /* asleep: a downlink may wait so long for its page;
		       NB_NEVER: it waits for an uplink                   */
	struct nb_addr address[NBSQN_ADDRESSES]; /* without ports */
	size_t address_count;
	nb_ms ttl;  /* how long they hold; 0: the modem does not say */
	int result; /* 0, or an enum nb_error: the name could not be asked for */
	enum nbsqn_answer answer;
	bool truncated;    /* there were more lines than room for them */
	const char *final; /* "OK", "+CME ERROR: 4" */
	int priority;      /* of syslog(3) */
	const char *text;
};

/* What the modem has to say; false: nothing. */
bool nbsqn_modem_next_event(struct nbsqn_modem *m, struct nbsqn_event *event,
			    nb_ms now);

/* ---- Datagrams ---- */

/*
 * May a datagram to @peer be sent now?  Not while the link is not up, one to
 * the same peer has no verdict, or there is no socket for it; a peer that is
 * not ready holds up no other.
 */
bool nbsqn_modem_ready(struct nbsqn_modem *m, const struct nb_addr *peer);

/*
 * Sends.  0: a verdict with its tag follows, and the bytes stay the caller's
 * and valid until then.  NB_ERR_SPACE: not ready; NB_ERR_CALLER: empty, or
 * longer than nbsqn_modem_mtu().
 */
int nbsqn_modem_send(struct nbsqn_modem *m, const struct nb_datagram *d,
		     nb_ms now);

/*
 * Takes back a datagram that has not begun to leave: its verdict (not sent)
 * still comes.
 */
void nbsqn_modem_withdraw(struct nbsqn_modem *m, uint64_t tag, nb_ms now);

/* The largest datagram to a peer of @family, in bytes. */
size_t nbsqn_modem_mtu(struct nbsqn_modem *m, enum nb_family family);

/*
 * How many exchanges with one peer may be outstanding, so that their datagrams
 * can be told apart; 0: any number.  A modem that merges datagrams makes it 1.
 */
unsigned nbsqn_modem_at_once(struct nbsqn_modem *m);

/* What begins or ends with a peer: its socket is given to no other meanwhile. */
enum nbsqn_pin {
	NBSQN_PIN_EXCHANGE,    /* an answer is waited for                    */
	NBSQN_PIN_OBSERVATION, /* something may come at any time, for long   */
};
void nbsqn_modem_pin(struct nbsqn_modem *m, const struct nb_addr *peer,
		     enum nbsqn_pin why, nb_ms now);
void nbsqn_modem_unpin(struct nbsqn_modem *m, const struct nb_addr *peer,
		       enum nbsqn_pin why, nb_ms now);

/* An answer of @peer is overdue: see whether it came without a ring. */
void nbsqn_modem_look(struct nbsqn_modem *m, const struct nb_addr *peer,
		      nb_ms now);

/* ---- Names, commands, status ---- */

/*
 * Looks up @name.  0: NBSQN_EVENT_RESOLVED follows; NB_ERR_SPACE: too many
 * under way; NB_ERR_CALLER: it is no host name.
 */
int nbsqn_modem_resolve(struct nbsqn_modem *m, const char *name, uint64_t tag,
			nb_ms now);

/*
 * Says an AT command of the caller's between the driver's own; @force: though
 * it would break the driver's state.  0: NBSQN_EVENT_ANSWERED follows;
 * NB_ERR_SPACE: not now.
 */
int nbsqn_modem_command(struct nbsqn_modem *m, const char *line, bool force,
			uint64_t tag, nb_ms now);

enum nbsqn_registration {
	NBSQN_REGISTRATION_UNKNOWN,
	NBSQN_REGISTRATION_NONE,
	NBSQN_REGISTRATION_HOME,
	NBSQN_REGISTRATION_SEARCHING,
	NBSQN_REGISTRATION_DENIED,
	NBSQN_REGISTRATION_ROAMING,
};

/* Texts are "" as long as they are unknown. */
struct nbsqn_status {
	enum nb_link_state state;
	enum nbsqn_registration registration;
	char model[32];
	char revision[32];
	char imei[24];
	char iccid[24];
	char operator_id[16];      /* MCC and MNC, "26201" */
	char rat[12];              /* "nb-iot", "lte-m" */
	struct nb_addr address[2]; /* ours */
	size_t address_count;
	int rsrp_dbm;
	nb_ms rsrp_age; /* -1: rsrp_dbm is not known */
	/* Power saving that the network granted; tau 0, cycle 0: none. */
	nb_ms psm_active, psm_tau, edrx_cycle;
	unsigned sockets; /* open ones */
};

/* What is known; a signal that is older than a minute is asked for. */
void nbsqn_modem_status(struct nbsqn_modem *m, struct nbsqn_status *out,
			nb_ms now);

/* ---- The end ---- */

/*
 * The modem is given to another program: what is in flight ends, sockets and
 * port are closed, then the state is released.  And it is taken back.
 */
void nbsqn_modem_release(struct nbsqn_modem *m, nb_ms now);
void nbsqn_modem_resume(struct nbsqn_modem *m, nb_ms now);

/*
 * Closes the modem's sockets if it still answers; done when is_shut() says so,
 * within 5 s.
 */
void nbsqn_modem_shutdown(struct nbsqn_modem *m, nb_ms now);
bool nbsqn_modem_is_shut(const struct nbsqn_modem *m);

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif
#endif
