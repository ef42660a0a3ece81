/*
 * call.h - one call of the API, from the command line's point of view
 *
 * Knows how to reach the daemon, to wait with a live line, and to cancel when
 * the user interrupts.  Does not know what a method does.
 */
#ifndef CLI_CALL_H
#define CLI_CALL_H

#include "cli/cli.h"
#include <jansson.h>

/*
 * Calls @method with @params (taken over; NULL: none) and waits for its
 * answer, connecting first if need be.  CLI_OK: the result is in *@result, the
 * caller's to free.  Any other exit status: why is told already.  With -j
 * either is printed as it came.
 */
int cli_call(struct cli *cli, const char *method, json_t *params,
	     json_t **result);

/* The same, but a result is not printed. */
int cli_call_quietly(struct cli *cli, const char *method, json_t *params,
		     json_t **result);

/* Ends the connection, if there is one. */
void cli_call_close(struct cli *cli);

#endif
