/*
 * orders.h - what --control can be told: one order a line
 *
 * Knows the words and what they do to the modem.  Does not know connections.
 */
#ifndef SIMD_ORDERS_H
#define SIMD_ORDERS_H

#include "sim/modem.h"

/* Longest order and longest answer, with a NUL. */
#define SIMD_ORDER  128
#define SIMD_ANSWER 1280

/* What orders are for: the modem, and the cable to it. */
struct simd_board {
	struct sim_modem *modem;
	/* Takes the tty away, or brings it back.  False: it is so already. */
	bool (*plug)(void *arg, bool in);
	void *arg;
};

/*
 * Carries out @line, a string without its line end, and writes the answer, of
 * one or more lines: the last is "ok" or "error: WHY".
 */
void simd_orders_run(struct simd_board *board, const char *line, nb_ms now,
		     char answer[SIMD_ANSWER]);

#endif
