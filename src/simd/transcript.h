/*
 * transcript.h - the dialogue as a file
 *
 * Knows a file.  What stands in it is trace/transcript.h's.
 */
#ifndef SIMD_TRANSCRIPT_H
#define SIMD_TRANSCRIPT_H

#include "trace/transcript.h"
#include <stdio.h>

struct simd_transcript {
	FILE *file; /* NULL: none is written */
	struct trace_transcript lines;
};

/* @path NULL: nothing is written.  False: errno. */
bool simd_transcript_open(struct simd_transcript *t, const char *path,
			  nb_ms now);
void simd_transcript_host(struct simd_transcript *t, const void *data,
			  size_t len, nb_ms now);
void simd_transcript_modem(struct simd_transcript *t, const void *data,
			   size_t len, nb_ms now);
void simd_transcript_remark(struct simd_transcript *t, const char *text);
void simd_transcript_close(struct simd_transcript *t);

#endif
