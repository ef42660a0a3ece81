/*
 * options.h - the options of all verbs, as one table
 *
 * Knows letters, names and which verbs an option belongs to.  Does not know
 * what its value means: whoever uses it reads it.
 */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum cli_option {
	CLI_SOCKET,
	CLI_INSTANCE,
	CLI_JSON,
	CLI_HELP,
	CLI_VERSION,
	CLI_DATA,
	CLI_FORMAT,
	CLI_ACCEPT,
	CLI_QUERY,
	CLI_OPTION,
	CLI_NON,
	CLI_TIMEOUT,
	CLI_PRIORITY,
	CLI_KEY,
	CLI_DURABLE,
	CLI_EXPIRES,
	CLI_REPLACE,
	CLI_REPEAT,
	CLI_IF_MATCH,
	CLI_IF_NONE_MATCH,
	CLI_ETAG,
	CLI_NO_RESPONSE,
	CLI_OUTPUT,
	CLI_VERBOSE,
	CLI_FOR,
	CLI_COUNT,
	CLI_FORCE,
	CLI_WRITE,
	CLI_AT,
	CLI_OPTIONS, /* how many there are */
};

/* The kinds of verbs that an option belongs to. */
enum {
	CLI_OF_ALL = 1,
	CLI_OF_REQUEST = 2,
	CLI_OF_BODY = 4, /* a request with a payload */
	CLI_OF_WAIT = 8,
	CLI_OF_OBSERVE = 16,
	CLI_OF_AT = 32,
	CLI_OF_TRACE = 64,
	CLI_OF_PING = 128,
};

/* An option as it was given; the value is argv's, NULL when it takes none. */
struct cli_given {
	enum cli_option option;
	const char *value;
};

struct cli_args {
	struct cli_given *given; /* in the order of the command line */
	size_t given_count;
	char **operands; /* argv's: the verb, then what it works on */
	size_t operand_count;
};

/*
 * Reads a command line; options may stand anywhere before "--".  0, or
 * CLI_USAGE after telling why.  cli_options_reset() frees what was read.
 */
int cli_options_read(struct cli_args *args, int argc, char **argv);
void cli_options_reset(struct cli_args *args);

bool cli_options_has(const struct cli_args *args, enum cli_option option);
/* The value that was given last; NULL when there is none. */
const char *cli_options_value(const struct cli_args *args,
			      enum cli_option option);

/*
 * Whether each option given belongs to a kind in @kinds.  0, or CLI_USAGE
 * after telling which does not belong to @verb.
 */
int cli_options_check(const struct cli_args *args, const char *verb,
		      unsigned kinds);

/* Writes a line of help for each option of @kinds. */
void cli_options_help(FILE *out, unsigned kinds);

#endif
