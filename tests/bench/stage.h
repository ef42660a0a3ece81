/*
 * stage.h - the real programs for a bench: nbgated with a modem, its client
 *
 * Knows how to start and end them, a configuration of so many targets, and
 * lines of the API.  Does not measure.  What fails ends the bench.
 */
#ifndef TESTS_BENCH_STAGE_H
#define TESTS_BENCH_STAGE_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#define STAGE_TARGETS 6
#define STAGE_PATH    100

struct stage {
	char folder[STAGE_PATH];
	char modem[STAGE_PATH]; /* what leads to the modem's tty */
	pid_t sim, daemon;      /* 0: does not run */
	int api;                /* connected to nbgated */
	size_t len;             /* of the line that is being read */
	char line[4096];
};

/* Says why, with errno, and ends the bench. */
_Noreturn void stage_fail(const char *why);
uint64_t stage_ns(void);

void stage_open(struct stage *s);
void stage_close(struct stage *s);

/*
 * nbgate-sim with these options, NULL behind the last, beside --link; waits
 * for its tty.
 */
void stage_start_sim(struct stage *s, const char *const *options);

/*
 * nbgated with targets t1 ... t6 at [2001:db8::1]:5683 and so on, and a
 * connection to it.
 */
void stage_start_daemon(struct stage *s, unsigned baud);
void stage_stop_daemon(struct stage *s);

/* Asks target t@target for a PUT of @len bytes; the id is @target, too. */
void stage_ask(struct stage *s, unsigned target, size_t len);
/* Reads what is there; the target that has answered, 0: no whole line yet. */
unsigned stage_hear(struct stage *s);

#endif
