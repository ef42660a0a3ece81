/*
 * mask.h - what must not be in a transcript that people send around
 *
 * Knows which parameters of which AT commands are secrets: PINs, passwords.
 * Goes byte by byte, so that it does not matter how a line is cut.
 */
#ifndef TRACE_MASK_H
#define TRACE_MASK_H

#include <nbcoap/types.h>

enum trace_mask_state {
	TRACE_MASK_OUTSIDE,
	TRACE_MASK_NAME,       /* behind a '+' */
	TRACE_MASK_BLANK,      /* behind the name of a command with secrets */
	TRACE_MASK_PARAMETERS, /* of such a one, up to the end of the line */
};

/* One direction of a line; all zero at first. */
struct trace_mask {
	enum trace_mask_state state;
	char name[8]; /* in capitals */
	uint8_t len;
	bool quoted;
	unsigned open; /* parameters before the first secret */
};

/* Overwrites each secret in @text with asterisks, as long as it is. */
void trace_mask(struct trace_mask *m, uint8_t *text, size_t len);

#endif
