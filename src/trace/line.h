/*
 * line.h - one line of a transcript, read
 *
 * Knows the format of golden transcripts: "> " is the host, "< " the modem,
 * "@ 40ms" the time that passed, "# " a remark, "! " what a test expects;
 * \r \n \\ \xNN for bytes that are no text.
 */
#ifndef TRACE_LINE_H
#define TRACE_LINE_H

#include <nbcoap/types.h>

/* Bytes of one line, at most. */
#define TRACE_LINE 4096

enum trace_kind {
	TRACE_NOTHING, /* an empty line, a remark, an expectation */
	TRACE_HOST,    /* data */
	TRACE_MODEM,   /* data */
	TRACE_PAUSE,   /* ms   */
};

struct trace_line {
	enum trace_kind kind;
	nb_ms ms;
	size_t len;
	uint8_t data[TRACE_LINE];
};

/* Reads @text, a line without its LF.  0; NB_ERR_PEER: it is none. */
int trace_line_read(struct trace_line *line, const char *text, size_t len);

#endif
