/*
 * transcript.h - the dialogue on a serial line as text
 *
 * Writes the lines that line.h describes, of bytes as they come.  Does not
 * know AT commands, but which of them hold secrets (mask.h).
 */
#ifndef TRACE_TRANSCRIPT_H
#define TRACE_TRANSCRIPT_H

#include "trace/line.h"
#include "trace/mask.h"

/* Text of a line: each byte as \xNN, the time before it. */
#define TRACE_LINE_TEXT (4 * TRACE_LINE + 64)

/* The writer.  What it has to write is in text, after each call. */
struct trace_transcript {
	bool masked;
	struct trace_mask of_host, of_modem;
	nb_ms last;  /* when the last line began */
	nb_ms began; /* when the host's line below did */
	size_t len;
	uint8_t data[TRACE_LINE]; /* of the host, not yet a line */
	size_t text_len;
	char text[2 * TRACE_LINE_TEXT];
};

/* @masked: secrets become asterisks. */
void trace_transcript_init(struct trace_transcript *t, bool masked, nb_ms now);
/* Bytes of the host, the modem: how many were taken; offer the rest. */
size_t trace_transcript_host(struct trace_transcript *t, const void *data,
			     size_t len, nb_ms now);
size_t trace_transcript_modem(struct trace_transcript *t, const void *data,
			      size_t len, nb_ms now);
/* A remark of less than TRACE_LINE characters. */
void trace_transcript_remark(struct trace_transcript *t, const char *remark);
/* The host's line as it is, without its end. */
void trace_transcript_flush(struct trace_transcript *t);

#endif
