/*
 * wish.h - what an engine wants from whoever holds its descriptors
 *
 * Knows a port, a command to run, and what is to be remembered.  Does not know
 * files: the daemon grants the wish and tells the engine how it went.
 */
#ifndef BASE_WISH_H
#define BASE_WISH_H

#include <nbcoap/types.h>

enum nb_wish_type {
	NB_WISH_OPEN,     /* open the port at this speed, exclusively        */
	NB_WISH_SPEED,    /* the open port shall run at this speed           */
	NB_WISH_CLOSE,    /* close it, and say so                            */
	NB_WISH_RUN,      /* run the configured reset command, 30 s at most  */
	NB_WISH_KEEP,     /* our port toward peer is local_port, from now on */
	NB_WISH_KEEP_PIN, /* the SIM of that number refused that PIN        */
};

struct nb_wish {
	enum nb_wish_type type;
	uint32_t baud;
	struct nb_addr peer;
	uint16_t local_port;
	uint64_t pin, sim; /* digests; sim 0: its number is unknown */
};

#endif
