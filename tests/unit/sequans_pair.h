/*
 * sequans_pair.h - the driver and the simulated modem, wire to wire
 *
 * Knows a virtual clock that jumps from deadline to deadline, and a server
 * that answers each datagram with the same bytes.  Counts commands and
 * violations.
 */
#ifndef TESTS_SEQUANS_PAIR_H
#define TESTS_SEQUANS_PAIR_H

#include "sequans/modem.h"
#include "sim/modem.h"

struct pair {
	nb_ms now;
	struct sqn_config config;
	struct sqn_setup setup;
	struct sim_config sim_config;
	struct sqn_modem *modem;
	struct sim_modem *sim;
	struct nb_link link;
	bool echoes;   /* the server answers */
	unsigned runs; /* of reset-command */
	bool command_helps;
	uint16_t kept; /* the local port of the last wish to keep one */
	/* Takes what goes to others than the server; false: it is not. */
	bool (*other)(struct pair *p, const struct sim_event *ev);
	enum nb_link_state state;
	nb_ms page; /* with the last state */
	unsigned rebounds, drowsy, received;
	unsigned awaited; /* see pair_receives() */
	unsigned verdicts[4];
	uint8_t last[1500]; /* what was received last */
	size_t last_len;
	struct nb_addr from;
	struct nb_addr resolved;
	nb_ms ttl;           /* with the last resolution */
	int result;          /* of it */
	uint16_t local_port; /* of the last datagram that the modem sent */
	unsigned resolutions;
	/*
	 * It may be deaf for a while.  When it hears again amid a send, the
	 * padding of a prompt that it never opened is a line to it.
	 */
	bool deaf;
	const char *mute; /* commands that begin so are lost on the line */
	unsigned muted;   /* how many were */
	char log[4096];   /* all lines, one behind another, as far as it goes */
	bool trace;       /* everything to stdout */
};

/* Defaults of both; change them before pair_start(). */
void pair_init(struct pair *p);
void pair_start(struct pair *p);
void pair_end(struct pair *p);
/* The driver begins anew, with the modem as it is. */
void pair_restart(struct pair *p);

/* Lets at most @ms pass, or until @done says so. */
bool pair_run(struct pair *p, nb_ms ms, bool (*done)(const struct pair *));
bool pair_is_up(const struct pair *p);

/* Starts both; fails the test when the link does not come up. */
void pair_bring_up(struct pair *p);
/* Ends both, after ten minutes in which nothing may go wrong. */
void pair_finish(struct pair *p);
bool pair_is_down(const struct pair *p);

/* Sends "text" and gets it back within 20 s; or the test fails. */
void pair_exchange(struct pair *p, const char *peer, const char *text);
/* So many more datagrams than now are received within @ms. */
bool pair_receives(struct pair *p, unsigned more, nb_ms ms);
/* A counter of the driver, by its name. */
uint64_t pair_counter(const struct pair *p, const char *name);

/* Sends "text" as a datagram as soon as the peer is ready, within 60 s. */
void pair_send(struct pair *p, const char *peer, const char *text,
	       unsigned transmission);

#endif
