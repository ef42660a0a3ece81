/*
 * cli.h - what a verb is, and what it works with
 *
 * Knows the shape of a row of the verb table.  Does not know the verbs.
 */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include "cli/exit.h"
#include "cli/options.h"
#include <nbgate/client.h>

struct cli {
	struct cli_args args;
	char socket[NBGATE_PATH];
	bool json;                 /* -j: raw lines instead of text */
	struct nbgate *connection; /* NULL until cli_call_open() */
};

struct cli_verb {
	const char *name;
	const char *operands; /* as the help shows them */
	size_t min, max;      /* how many there may be */
	const char *help;
	unsigned kinds;     /* of options that it takes */
	const char *method; /* CoAP's for a request, else the API's */
	const char *param;  /* what its operand is to the API, or NULL */

	/* Does it; the exit status (enum cli_exit). */
	int (*run)(struct cli *cli, const struct cli_verb *verb);
};

/* The @n-th operand behind the verb, from 0; NULL when there are fewer. */
static inline const char *cli_operand(const struct cli *cli, size_t n)
{
	const struct cli_args *args = &cli->args;
	return n + 1 < args->operand_count ? args->operands[n + 1] : NULL;
}

#endif
