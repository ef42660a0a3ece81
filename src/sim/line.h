/*
 * line.h - a command line as a name and its parameters
 *
 * Knows how a line is written: AT in either case, basic commands with a digit
 * (E0, &F), extended ones that are run, read (?), tested (=?) or set (=...),
 * quoted text, omitted parameters, spaces between them.  Does not know any
 * command.
 */
#ifndef SIM_LINE_H
#define SIM_LINE_H

#include <nbcoap/types.h>

#define SIM_ARGS 16

/* Bits, so that a command says which of them it has. */
enum sim_form {
	SIM_RUN = 1,
	SIM_READ = 2,
	SIM_TEST = 4,
	SIM_SET = 8,
};

/* A parameter; @text points into the line.  Omitted: len 0, not quoted. */
struct sim_arg {
	const char *text;
	size_t len;
	bool quoted;
};

struct sim_line {
	char name[24]; /* without AT, in capitals; "" for a bare AT */
	enum sim_form form;
	struct sim_arg args[SIM_ARGS];
	unsigned count;
	struct sim_arg rest; /* all behind the =, as written */
};

/*
 * Splits @text, which must outlive @line.  0; NB_ERR_PEER: it is no command
 * line, or its parameters cannot be read.
 */
int sim_line_parse(struct sim_line *line, const char *text, size_t len);

/* Parameter @index as a number; @otherwise when it was omitted. */
int64_t sim_line_number(const struct sim_line *line, unsigned index,
			int64_t otherwise);
/* Copies parameter @index with a NUL, cut to @cap; empty when omitted. */
void sim_line_text(const struct sim_line *line, unsigned index, char *buf,
		   size_t cap);
/* Was parameter @index given? */
bool sim_line_has(const struct sim_line *line, unsigned index);

/* Reads a decimal number; false if it is none, or over 9 digits. */
bool sim_number_parse(const struct sim_arg *arg, int64_t *out);

#endif
