/*
 * state.h - the modem as one value, for the parts that it is made of
 *
 * What a reset forgets, what it keeps, and what runs just now.  Not for the
 * modem's owner: that is modem.h.
 */
#ifndef SIM_STATE_H
#define SIM_STATE_H

#include "sim/air.h"
#include "sim/command.h"
#include "sim/event.h"
#include "sim/fifo.h"
#include "sim/socket.h"

#define SIM_LINE_MAX  4096
#define SIM_CONTEXTS  6
#define SIM_PIN_TRIES 3
#define SIM_OPERATOR  "00101" /* the only network */

enum sim_power { SIM_POWER_OFF, SIM_POWER_BOOTING, SIM_POWER_ON };

/* What the host's bytes are just now. */
enum sim_input {
	SIM_INPUT_LINE, /* a command line                                  */
	SIM_INPUT_BUSY, /* held: a command runs                            */
	SIM_INPUT_DATA, /* payload, counted, behind a prompt               */
	SIM_INPUT_TEXT, /* payload that ends with Ctrl-Z, behind a prompt  */
};

/* +CEREG's stat (27.007 and Sequans). */
enum sim_stat {
	SIM_STAT_NONE = 0,
	SIM_STAT_HOME = 1,
	SIM_STAT_SEARCHING = 2,
	SIM_STAT_DENIED = 3,
	SIM_STAT_ROAMING = 5,
	SIM_STAT_LOST = 80, /* registered, but out of coverage */
};

/* Settings that are kept as they were written and only read back. */
enum sim_stored {
	SIM_STORED_NONE,
	SIM_STORED_IPR,
	SIM_STORED_IFC,
	SIM_STORED_IPSCFG,
	SIM_STORED_PSCFG,
	SIM_STORED_RICFG,
	SIM_STORED_IBRCFG,
	SIM_STORED_CTZU,
	SIM_STORED_CTZR,
	SIM_STORED_COUNT,
};

struct sim_context {
	bool defined;
	char type[8]; /* IP, IPV6, IPV4V6 */
	char apn[101];
};

/* What the host asked of eDRX for one technology. */
struct sim_edrx {
	unsigned mode; /* 2: what is granted is told by +CEDRXP */
	char cycle[5], window[5];
};

/* Who the host is at a context's access point. */
struct sim_login {
	unsigned protocol; /* 0: none asked for */
	char user[65], password[65];
};

/* Outlives a reset. */
struct sim_nvram {
	struct sim_context contexts[SIM_CONTEXTS];
	struct sim_login logins[SIM_CONTEXTS];
	char operator_id[8]; /* chosen by hand; empty: any */
	struct sim_extended extended[SIM_SOCKETS];
	unsigned psm;
	char tau[9], active[9];
	struct sim_edrx edrx[2]; /* LTE-M, NB-IoT */
	unsigned rat, next_rat;  /* 1 LTE-M, 2 NB-IoT; after the next reset */
	char bands[2][64];       /* LTE-M, NB-IoT */
	char ctm[24];
	char stored[SIM_STORED_COUNT][64];
	unsigned pin_tries; /* left; it is the SIM's */
};

/* Does not. */
struct sim_session {
	bool echo;
	unsigned cmee, cereg, cfun, simst, operator_format;
	unsigned address_format[4]; /* AT+CGPIAF */
	bool unlocked;              /* the PIN was entered */
};

enum sim_attach {
	SIM_ATTACH_OFF,
	SIM_ATTACH_STARTING,  /* +CEREG: 2 is due        */
	SIM_ATTACH_SEARCHING, /* registered at its due   */
	SIM_ATTACH_DONE,
	SIM_ATTACH_LOST, /* out of coverage, stat 80; searching at its due */
};

struct sim_network {
	enum sim_attach attach;
	enum sim_stat stat; /* last told */
	nb_ms due;          /* of the next step */
	nb_ms address_at;   /* when the IPv6 address is global */
	bool covered;
	bool denying; /* the network wants no such modem */
	unsigned flap;
	unsigned late_lookups; /* that gave nothing yet */
	bool clock_known;
	unsigned activated; /* bit per context, where it has to be */
	struct sim_context contexts[SIM_CONTEXTS]; /* as they were attached */
	struct sim_grant granted;                  /* empty: it was not */
};

/* The command that runs. */
struct sim_job {
	const struct sim_command *row;
	struct sim_line line;
	unsigned step;  /* how often it was called before */
	unsigned count; /* what it likes to count */
	nb_ms started, due;
	bool answered; /* an information line went out: CRLF is shared */
	bool told;     /* bytes that came too early were counted */
	bool half;     /* the CRLF of its prompt is out */
};

/* What an open prompt takes. */
struct sim_prompt {
	bool text;     /* ends with Ctrl-Z, else at the count */
	size_t wanted; /* characters; at most so many of text */
	size_t len;
	bool overflown;
	nb_ms opened;
	uint8_t data[2 * SIM_DATAGRAM_MAX];
};

/* The line that comes in. */
struct sim_typed {
	bool unheard; /* the modem wakes: all up to its end is lost */
	char text[SIM_LINE_MAX];
	size_t len;
	bool overlong;
	nb_ms began;    /* when its first byte came */
	uint64_t place; /* how much the host had been given then */
};

struct sim_modem {
	struct sim_config config;
	struct sim_counters counters;
	nb_ms now;
	enum sim_power power;
	nb_ms boot_due;
	bool hung, fail_next, lose_ring, lose_prompt;
	bool missed;     /* bytes of the host were not heard */
	bool held;       /* RTS is down: the line is silent */
	nb_ms stray_due; /* of a NO CARRIER that belongs to nothing */
	nb_ms heard_at;  /* when the host last wrote */

	struct sim_nvram nvram;
	struct sim_session session;
	struct sim_network network;
	struct sim_socket sockets[SIM_SOCKETS];
	struct sim_air air;

	enum sim_input input;
	struct sim_fifo in;
	struct sim_typed typed;
	struct sim_job job;
	struct sim_prompt prompt;

	struct sim_fifo out;
	uint64_t out_place; /* bytes ever written to out */
	bool out_full;      /* all is lost until the host reads */
	struct sim_events events;
	struct sim_flight *landed; /* the owner has its bytes */
	uint8_t scratch[SIM_DATAGRAM_MAX];
};

/* Socket @id, 1 to 6. */
static inline struct sim_socket *sim_socket_at(struct sim_modem *s, unsigned id)
{
	return &s->sockets[id - 1];
}

static inline struct sim_extended *sim_extended_at(struct sim_modem *s,
						   unsigned id)
{
	return &s->nvram.extended[id - 1];
}

#endif
