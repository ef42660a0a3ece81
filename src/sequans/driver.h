/*
 * driver.h - the driver's state, and what all its parts do with it
 *
 * Private to this folder.  The driver is a row of parts (struct sqn_part) over
 * one state.  When nothing is in flight, the first part that has something to
 * say says one command; what comes back goes to the same part.  No command
 * begins while the link's owner has events to take: a datagram that has just
 * come may make the next command needless.
 */
#ifndef SEQUANS_DRIVER_H
#define SEQUANS_DRIVER_H

#include "base/hash.h"
#include "base/wish.h"
#include "dns/message.h"
#include "sequans/arrivals.h"
#include "sequans/command.h"
#include "sequans/dialect.h"
#include "sequans/given.h"
#include "sequans/lookups.h"
#include "sequans/metrics.h"
#include "sequans/peer.h"
#include "sequans/setup.h"

/* While something is observed or served, a look so often. */
#define SQN_LOOK_ALWAYS 300000

struct sqn_modem;

/* A part of the driver, between commands. */
struct sqn_part {
	/* Starts a command if there is one to start; true if it did. */
	bool (*start)(struct sqn_modem *m, nb_ms now);
	/* An information response to it came; NULL: not expected. */
	void (*info)(struct sqn_modem *m, const struct at_event *ev, nb_ms now);
	/* It has ended. */
	void (*done)(struct sqn_modem *m, const struct at_event *ev, nb_ms now);
	/* The modem went away in the middle of a datagram; NULL: of nothing. */
	void (*lost)(struct sqn_modem *m, bool begun);
	/* When start() will have something to start; NULL: never by time. */
	nb_ms (*deadline)(const struct sqn_modem *m);
};

/* May two sockets have one local port?  Modems differ. */
enum sqn_sharing {
	SQN_SHARING_UNKNOWN,
	SQN_SHARING_GOOD,
	SQN_SHARING_REFUSED,
};

enum sqn_phase {
	SQN_PHASE_CLOSED,   /* no port; opened at @phase_end          */
	SQN_PHASE_ASKED,    /* the wish to open it is not granted yet */
	SQN_PHASE_OPENING,  /* does anybody listen, and how fast?     */
	SQN_PHASE_BRINGUP,  /* see bringup.c                          */
	SQN_PHASE_RESET,    /* ^RESET is said                         */
	SQN_PHASE_RUNNING,  /* reset-command runs, until @phase_end   */
	SQN_PHASE_BOOTING,  /* +SYSSTART is awaited until @phase_end  */
	SQN_PHASE_READY,    /* brought up; registration decides       */
	SQN_PHASE_SHUTTING, /* sockets are closed until @phase_end    */
	SQN_PHASE_SHUT,
	SQN_PHASE_RELEASING, /* the same, for another tool            */
	SQN_PHASE_HANDOVER,  /* the wish to close it is not granted   */
	SQN_PHASE_RELEASED,
};

struct sqn_identity {
	char model[32], revision[32], imei[24], imsi[24], iccid[24];
};

struct sqn_registration {
	int stat;       /* of +CEREG, or -1 */
	bool activated; /* the context, where that has to be asked for */
	bool doubted;   /* whether it is the modem that was brought up */
	bool is_new;    /* it is not: it reports nothing               */
	unsigned act;   /* access technology, or 0 */
	bool ask;       /* for the addresses */
	bool answered;  /* they were asked for since the last return */
	unsigned tries; /* in vain */
	nb_ms at;       /* of the next */
	struct nb_addr address[2], found[2];
	size_t count, found_count;
};

/* What the modem says of user and password. */
enum sqn_login {
	SQN_LOGIN_UNTOLD,
	SQN_LOGIN_SAME,
	SQN_LOGIN_OTHER,
};

struct sqn_bringup {
	unsigned step;
	unsigned tries;        /* of the step */
	nb_ms at;              /* of the next try */
	enum at_result result; /* of the command that has just ended, */
	int error;             /* and its +CME ERROR's number, or -1  */
	bool attach;           /* CFUN=0 whatever is found */
	bool found_registered;
	bool differs; /* something that the modem keeps is configured anew */
	bool context_fits;
	enum sqn_login login;
	uint32_t mode; /* of +SQNMODEACTIVE, or 0 */
	bool bands_fit;
	bool operator_fits;
	bool psm_fits;
	bool edrx_on, edrx_fits;
	bool pin_wanted;
	unsigned returns;      /* to an earlier step */
	unsigned open_sockets; /* bit per socket left open from before */
	size_t given;          /* where init-file's next line begins */
};

/* What is done once, however often the modem is brought up. */
struct sqn_once {
	struct sqn_refused_pin pin_refused;
	unsigned pin_untold; /* tries in a row whose outcome nobody told */
	bool release_refused; /* release assistance is no parameter of its sends */
	bool radio_written; /* rat: a reset each time would never end */
};

struct sqn_recovery {
	unsigned rung;    /* the last one tried; 0 after a good send */
	nb_ms full_until; /* when reattach-limit's bucket is empty */
	nb_ms reopen_backoff;
	unsigned speed; /* index in the list of baud = auto */
	unsigned speeds_tried;
	unsigned reboots;     /* of its own accord, that were not told */
	nb_ms reboot_told_at; /* the last line about one; 0: none yet  */
};

/* Power saving, as the network granted it; see sequans/saving.h. */
struct sqn_saving {
	nb_ms active, tau; /* T3324, T3412; active -1: no PSM */
	nb_ms cycle;       /* of eDRX; 0: none */
	nb_ms touched;     /* the last datagram, or NB_NEVER */
	bool noticed;      /* that it falls asleep soon: told */
	bool asleep;
};

enum sqn_network_step {
	SQN_NETWORK_UNASKED,
	SQN_NETWORK_FORM, /* its form is asked for next */
	SQN_NETWORK_NAME, /* it is                      */
	SQN_NETWORK_ASKED,
};

struct sqn_network {
	enum sqn_network_step step;
	char id[16]; /* MCC and MNC, or "" */
};

struct sqn_signal {
	bool ask;
	bool known;
	int rsrp_dbm;
	nb_ms at;
};

struct sqn_reading {
	struct sqn_peer *peer;
	unsigned socket; /* the peer's, even if it is closed meanwhile */
	size_t asked;    /* 0: it is a look */
	bool answered;
	size_t len;   /* that came */
	unsigned row; /* reads since the others had their turn */
	bool apart;   /* reads of this modem never merge datagrams */
	bool merges;  /* one of them did                           */
};

/* The operator's command in flight. */
struct sqn_passthrough {
	struct at_command command;
	uint32_t dropped; /* lines, before it */
	uint64_t begun;   /* the command's number, while none came after it */
};

/* Of dns-servers as many are asked. */
#define SQN_DNS_SERVERS 4

enum sqn_resolver_state {
	SQN_RESOLVER_RESTS, /* no look-up asks                          */
	SQN_RESOLVER_SENDS, /* the query has no verdict yet             */
	SQN_RESOLVER_WAITS, /* for its answer, until @until             */
	SQN_RESOLVER_LOOKS, /* whether it is there, and no ring told so */
};

struct sqn_resolver {
	struct nb_addr server[SQN_DNS_SERVERS];
	unsigned server_count;
	unsigned first; /* the server that answered last */
	enum sqn_resolver_state state;
	enum nb_verdict verdict; /* of the query */
	nb_ms until;
	uint8_t query[DNS_QUERY_MAX];
	size_t query_len;
	struct nb_chance chance;
};

/* The verdicts that can be due at a time: each peer's and some refusals. */
#define SQN_VERDICTS (2 * SQN_PEERS)
#define SQN_LOGS     8
#define SQN_WISHES   4

struct sqn_verdict {
	uint64_t tag;
	enum nb_verdict verdict;
};

struct sqn_log {
	enum nb_log_level level;
	char text[NB_LOG_TEXT];
};

/* What the link's owner has not taken yet. */
struct sqn_outbox {
	struct sqn_verdict verdicts[SQN_VERDICTS];
	unsigned verdict_count;
	struct sqn_log logs[SQN_LOGS];
	unsigned log_count;
	struct sqn_log taken; /* the last one that was, while it is read */
	struct sqn_arrivals arrivals;
	bool rebound;
	bool drowsy;
	enum nb_link_state state, told_state;
};

struct sqn_modem {
	struct sqn_config config;
	struct sqn_setup setup;
	struct at_chat chat;
	const struct sqn_dialect *dialect;
	const struct sqn_part *part; /* whose command is in flight */
	nb_ms gap_end;         /* no command before; 0: the gap has passed   */
	struct sqn_peer *busy; /* whom it is about, or NULL */
	enum sqn_phase phase;
	nb_ms phase_end;
	bool was_up;                    /* ever */
	struct nb_addr last_address[2]; /* ours, when it was up last */
	size_t last_count;
	bool attached; /* anew since it was up: our address may be new */
	bool foreign_told;
	struct sqn_identity identity;
	struct sqn_registration registration;
	struct sqn_bringup bringup;
	struct sqn_once once;
	struct sqn_recovery recovery;
	struct sqn_saving saving;
	struct sqn_network network;
	struct sqn_signal signal;
	struct sqn_peers peers;
	bool serves; /* something is served: we are to listen */
	enum sqn_sharing sharing;
	unsigned dial_turn, send_turn, read_turn;
	struct sqn_reading reading;
	struct sqn_lookups lookups;
	struct sqn_lookup *lookup; /* in flight */
	struct sqn_resolver resolver;
	struct sqn_given given;
	struct sqn_passthrough passthrough;
	struct sqn_outbox outbox;
	struct nb_wish wishes[SQN_WISHES];
	unsigned wish_count;
	struct sqn_counters counters;
};

/* Has its dialect that command? */
bool sqn_has_command(const struct sqn_modem *m, enum sqn_command command);

/* A command: compose, write arguments, start.  False if it was refused. */
struct at_writer *sqn_compose(struct sqn_modem *m, enum sqn_command command);
bool sqn_start(struct sqn_modem *m, nb_ms now);
/* The same with data that follow the prompt. */
bool sqn_start_data(struct sqn_modem *m, struct nb_bytes data, nb_ms now);
/* Closes the socket of @p for good. */
bool sqn_start_close(struct sqn_modem *m, struct sqn_peer *p, nb_ms now);

/* One line for the log; what is not printable becomes '?'. */
void sqn_log(struct sqn_modem *m, enum nb_log_level level, const char *format,
	     ...) __attribute__((format(printf, 3, 4)));
/* A wish to fill in; NULL: too many wait to be granted. */
struct nb_wish *sqn_wish(struct sqn_modem *m, enum nb_wish_type type);
/* One for a port at that speed. */
void sqn_wish_speed(struct sqn_modem *m, enum nb_wish_type type, uint32_t baud);

/* The datagram of @p gets its verdict, and is gone. */
void sqn_verdict(struct sqn_modem *m, struct sqn_peer *p, enum nb_verdict v);
/* The same for one that was never a peer's. */
void sqn_verdict_tag(struct sqn_modem *m, uint64_t tag, enum nb_verdict v);
/* All that wait, but the one in flight, get the verdict not-sent. */
void sqn_flush(struct sqn_modem *m);

/* Events that the link's owner has to take first. */
bool sqn_has_events(const struct sqn_modem *m);

/*
 * The modem is not the one it was: what is in flight is lost, its sockets are
 * gone, and so are our addresses.
 */
void sqn_forget(struct sqn_modem *m);

/*
 * Datagrams for @p come inside their rings; not on a shared socket, since a
 * ring does not say from whom.
 */
bool sqn_rings_with_data(const struct sqn_modem *m, const struct sqn_peer *p);

/* Is the port open? */
bool sqn_has_port(const struct sqn_modem *m);
/* Sockets are being closed, and nothing else is begun. */
bool sqn_is_leaving(const struct sqn_modem *m);
/* Bring-up begins.  @attach: through CFUN=0, whatever is found. */
void sqn_bring_up(struct sqn_modem *m, bool attach, nb_ms now);

/* "[2001:db8::1]:5683" in @text of NB_ADDR_TEXT bytes, which it returns. */
const char *sqn_addr_text(const struct nb_addr *a, char *text);

#endif
