/*
 * request.h - the verbs that ask a CoAP server
 *
 * Knows the order: read the command line, open what is written to, ask, tell,
 * write.
 */
#ifndef CLI_REQUEST_H
#define CLI_REQUEST_H

#include "cli/cli.h"

/* get, post, put, delete, fetch, patch, ipatch */
int cli_request_run(struct cli *cli, const struct cli_verb *verb);
/* ping */
int cli_request_ping(struct cli *cli, const struct cli_verb *verb);

#endif
