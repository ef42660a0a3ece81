/*
 * progress.h - the live line of a request that waits
 *
 * Knows a terminal's line and coap.progress.  Redraws one line in place and
 * takes it away at the end; where standard error is no terminal it writes
 * nothing.
 */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

struct cli_progress {
	bool on;
	bool drawn;
	char phase[24];
	json_int_t transmissions;
	int64_t started; /* ms on the monotonic clock, as next */
	int64_t next;    /* when to draw again */
};

/* Whether somebody would see it. */
bool cli_progress_wanted(void);

void cli_progress_start(struct cli_progress *p);
/* Takes the params of coap.progress. */
void cli_progress_note(struct cli_progress *p, const json_t *params);
/* How long poll() may wait until the next drawing; -1: as it likes. */
int cli_progress_wait(const struct cli_progress *p);
/* Draws when it is time to. */
void cli_progress_draw(struct cli_progress *p);
void cli_progress_end(struct cli_progress *p);

#endif
