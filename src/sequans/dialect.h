/*
 * dialect.h - a profile: the words of one family of modems, and what it can do
 *
 * Knows which table of sequans/command.h has the vendor's own words, and where
 * its commands take other arguments.  Does not know when they are said.  Another
 * vendor whose sockets are like these is a row here and a table of words.
 */
#ifndef SEQUANS_DIALECT_H
#define SEQUANS_DIALECT_H

#include "sequans/command.h"
#include "sequans/config.h"

/* How a datagram's destination is named, on a socket to anybody. */
enum sqn_sending {
	SQN_SENDING_TERMINATED, /* by SQN_SEND_TO, in digits      */
	SQN_SENDING_COUNTED,    /* by further arguments of SQN_SEND */
	SQN_SENDING_DIALLED,    /* not at all                     */
};

struct sqn_dialect {
	const char *name;             /* as in nbgate.conf(5), profile */
	const struct at_command *own; /* the words that are the vendor's */
	const char *ring;             /* see struct at_dialect */
	enum sqn_sending sending;
	bool releases;       /* SQN_SEND has release assistance            */
	bool accepts_any;    /* SQN_DIAL has acceptAnyRemote               */
	bool tells_families; /* SQN_LOOKUP has the family that is wanted   */
	bool reads_states;   /* SQN_SOCKET_STATES is asked with a "?"      */
	bool boots_silently; /* no line tells that it has booted           */
	bool changes_radio;  /* SQN_MODE and SQN_BANDS choose it           */
};

/* Of a profile that is known. */
const struct sqn_dialect *sqn_dialect(enum sqn_profile profile);

/* The row of @command there; without a name: it has no such command. */
const struct at_command *sqn_dialect_command(const struct sqn_dialect *d,
					     enum sqn_command command);

#endif
