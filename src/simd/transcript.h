/*
 * transcript.h - the dialogue as a file: what the host and the modem wrote
 *
 * Knows the format of golden transcripts: "> " is the host, "< " the modem,
 * "@ 40ms" the time that passed, "# " a remark; \r \n \xNN for bytes that are
 * no text.
 */
#ifndef SIMD_TRANSCRIPT_H
#define SIMD_TRANSCRIPT_H

#include <nbcoap/types.h>
#include <stdio.h>

#define SIMD_TRANSCRIPT_CHUNK 4096

struct simd_transcript {
	FILE *file;  /* NULL: none is written */
	nb_ms last;  /* when the last line began */
	nb_ms began; /* when the host's line below did */
	size_t len;
	uint8_t data[SIMD_TRANSCRIPT_CHUNK]; /* of the host, not yet a line */
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
