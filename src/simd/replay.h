/*
 * replay.h - a modem that plays a recorded dialogue
 *
 * Knows the lines of a transcript: waits for what the host said then, and
 * answers as the modem did.  Asterisks stand for anything (they hide secrets),
 * and of what follows a prompt only the length counts, since no two
 * datagrams are alike.  Does not know AT commands, nor a radio.
 */
#ifndef SIMD_REPLAY_H
#define SIMD_REPLAY_H

#include "trace/line.h"

#define SIMD_REPLAY_WHY 256

struct simd_replay {
	char *text;       /* of the file; NULL: there is no replay */
	const char *next; /* line */
	unsigned number;  /* of the one that is played */
	struct trace_line line;
	size_t done;  /* bytes of it */
	bool binary;  /* it follows a prompt */
	nb_ms due;    /* of a line of the modem */
	bool stopped; /* the host said something else */
	bool ended;
	size_t early_len; /* of the host, before it was its turn */
	uint8_t early[TRACE_LINE];
	char why[SIMD_REPLAY_WHY]; /* what is to be told; or empty */
};

/* False: @r->why tells which line is none, or errno. */
bool simd_replay_open(struct simd_replay *r, const char *path, nb_ms now);
void simd_replay_close(struct simd_replay *r);

/* As the modem's (sim/modem.h). */
void simd_replay_input(struct simd_replay *r, const void *data, size_t len,
		       nb_ms now);
size_t simd_replay_output(struct simd_replay *r, void *buf, size_t cap,
			  nb_ms now);
void simd_replay_output_done(struct simd_replay *r, size_t n, nb_ms now);
nb_ms simd_replay_deadline(const struct simd_replay *r);

/* Was all of it played? */
bool simd_replay_is_over(const struct simd_replay *r);

#endif
