/*
 * args.h - the arguments of commands and information responses
 *
 * Knows commas, quotes and numbers, both ways.  Does not know which command
 * they belong to.  The reader is sticky: read straight through, ask once at
 * the end.  The writer refuses what could end the line or the quotes: control
 * characters, quotes, and bytes over 0x7e.
 */
#ifndef AT_ARGS_H
#define AT_ARGS_H

#include "base/writer.h"

/* A string argument, in place, without its quotes. */
struct at_text {
	const char *text;
	size_t len;
};

struct at_args {
	const char *at;
	const char *end;
	bool more; /* another argument follows, perhaps an empty one */
	bool failed;
};

void at_args_init(struct at_args *a, const char *text, size_t len);

/* The next argument as a number, quoted or not; 0 and a failure if it is none. */
uint32_t at_args_number(struct at_args *a);
/* The next argument as text, quoted or not; empty and a failure after the last. */
struct at_text at_args_text(struct at_args *a);
/* The same, but only if there is one; false, and no failure, if not. */
bool at_args_next(struct at_args *a, struct at_text *text);
bool at_args_ok(const struct at_args *a);

/* Does @t hold the NUL-terminated @text, letters of either case alike? */
bool at_text_is(const struct at_text *t, const char *text);

/*
 * Do the arguments begin as @shape says?  'd': decimal digits without quotes;
 * 'q': in quotes; 's': anything, with or without.  More may follow.
 */
bool at_args_fit(const char *shape, const char *text, size_t len);

/* A command line while it is written: "AT", a name, '=' and arguments. */
struct at_writer {
	struct nb_writer out;
	unsigned count; /* of arguments so far */
};

void at_write_init(struct at_writer *w, void *buf, size_t cap,
		   const char *name);
void at_write_number(struct at_writer *w, uint32_t v);
/* One that is left out. */
void at_write_empty(struct at_writer *w);
void at_write_quoted(struct at_writer *w, const char *text);
/* As it is; control characters are refused. */
void at_write_plain(struct at_writer *w, const char *text);
/* The read form: "?" */
void at_write_read(struct at_writer *w);
/* Adds CR.  The length of the line, or NB_ERR_CALLER when it was refused. */
int at_write_end(struct at_writer *w);

#endif
