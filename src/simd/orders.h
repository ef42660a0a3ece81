/*
 * orders.h - what --control can be told: one order a line
 *
 * Knows the words and what they do to the modem.  Does not know connections.
 */
#ifndef SIMD_ORDERS_H
#define SIMD_ORDERS_H

#include "sim/modem.h"

/* Longest answer, with a NUL. */
#define SIMD_ANSWER 1280

/*
 * Carries out @line, a string without its line end, and writes the answer, of
 * one or more lines: the last is "ok" or "error: WHY".
 */
void simd_orders_run(struct sim_modem *modem, const char *line, nb_ms now,
		     char answer[SIMD_ANSWER]);

#endif
