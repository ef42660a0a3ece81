/*
 * timers.h - one deadline a slot, the earliest first
 *
 * Knows numbers of slots and times, in a heap.  Does not know what is due.
 */
#ifndef COAP_TIMERS_H
#define COAP_TIMERS_H

#include "coap/arena.h"

struct nbcoap_timers {
	uint32_t *heap;     /* slots; none is later than its two children */
	uint32_t *position; /* of a slot in the heap */
	nb_ms *at;          /* of a slot; NB_NEVER: not in the heap */
	uint32_t count;
	uint32_t cap;
};

/* Takes memory for slots 0 to @cap - 1; reset before use. */
void nbcoap_timers_place(struct nbcoap_timers *t, uint32_t cap,
			 struct nbcoap_arena *a);
void nbcoap_timers_reset(struct nbcoap_timers *t);

/* Moves the deadline of @slot; NB_NEVER: it has none. */
void nbcoap_timers_set(struct nbcoap_timers *t, uint32_t slot, nb_ms at);

/* The deadline of @slot. */
nb_ms nbcoap_timers_at(const struct nbcoap_timers *t, uint32_t slot);

/* The earliest deadline, or NB_NEVER; and whose it is, when there is one. */
nb_ms nbcoap_timers_deadline(const struct nbcoap_timers *t);
uint32_t nbcoap_timers_first(const struct nbcoap_timers *t);

#endif
