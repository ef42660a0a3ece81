/*
 * line.h - one line of a configuration file, checked before inih sees it
 *
 * Knows what a line may look like (nbgate.conf(5)): its length, its
 * characters, its comment, a header or a pair.  Does not know which sections
 * and keys there are.  What inih would guess is a fault here: long lines that
 * it cuts, continuation lines, "key: value", text behind a header.
 */
#ifndef CONF_LINE_H
#define CONF_LINE_H

#include "base/key.h"

#include <stdio.h>

/* Bytes of a line without its comment. */
#define CONF_LINE_MAX 190
/* Bytes of a key, and of a section's kind. */
#define CONF_WORD_MAX 32

enum conf_line_type {
	CONF_LINE_EMPTY,  /* nothing, a comment, or beyond use */
	CONF_LINE_HEADER, /* [kind] or [kind name]             */
	CONF_LINE_PAIR,   /* key = value                       */
};

struct conf_line {
	enum conf_line_type type;
	const char *fault; /* NULL when the line is good */
	char subject[80];  /* what a fault is about, printable: the header,
			     or the key                                    */
	char text[CONF_LINE_MAX + 1]; /* without comment and end */

	/*
	 * HEADER; with a fault they are what could be read: kind "" when not
	 * even that, name "" when it is none.
	 */
	char kind[CONF_WORD_MAX + 1];
	char name[NB_NAME_MAX + 1];
	bool named; /* a name was given, good or not */
};

/* Reads the next line of @in, of any length.  False at its end. */
bool conf_line_read(struct conf_line *line, FILE *in);

#endif
