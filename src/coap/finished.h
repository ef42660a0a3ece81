/*
 * finished.h - the tokens of exchanges that ended with an answer
 *
 * Knows, of the last ones and for a while, that they ended well, so that a
 * Confirmable response that comes once more is acknowledged (DESIGN, decision
 * 11).  Does not know the exchanges: a token is only a keyed hash here.
 */
#ifndef COAP_FINISHED_H
#define COAP_FINISHED_H

#include "coap/table.h"

struct nbcoap_finished {
	struct nbcoap_table table;
	nb_ms *expires;
	uint32_t cap;
	uint32_t hand;
};

/* All zero before. */
void nbcoap_finished_place(struct nbcoap_finished *f, uint32_t cap,
			   struct nbcoap_arena *a);

/* @key (of key.h) is remembered until @expires; the oldest goes. */
void nbcoap_finished_add(struct nbcoap_finished *f, uint64_t key,
			 nb_ms expires);
bool nbcoap_finished_has(const struct nbcoap_finished *f, uint64_t key,
			 nb_ms now);

#endif
