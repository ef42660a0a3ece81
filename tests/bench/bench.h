/*
 * bench.h - measures two ways in turn, in one process, and tells their ratio
 *
 * Of several runs the medians count.  A ratio has something in the same run
 * below it; the absolute figure, or the limit, stands behind.
 */
#ifndef TESTS_BENCH_H
#define TESTS_BENCH_H

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

/* What was read, so that no reading is left out. */
extern volatile unsigned bench_sum;

/* The nanoseconds that one of @rounds calls takes; the median of several. */
struct bench_way {
	void (*once)(void);
	double ns;
};
/*
 * By @clock: CLOCK_PROCESS_CPUTIME_ID when all that is done is done by this
 * process, so that nothing else that runs is counted; else CLOCK_MONOTONIC.
 */
void bench_measure(struct bench_way *a, struct bench_way *b, unsigned rounds,
		   clockid_t clock);

/* Prints "@what 0.21 × @beside (39 ns)". */
void bench_tell(const char *what, double ns, double of_ns, const char *beside);

/*
 * Prints "@what 2.00 (at most 2.10)" or "(at least ...)", and "MISSED" if it
 * is not so.  Whether it is.
 */
bool bench_at_most(const char *what, double value, double limit);
bool bench_at_least(const char *what, double value, double limit);

/* A port of 127.0.0.1 that is free now. */
uint16_t bench_port(void);

#endif
