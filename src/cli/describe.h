/*
 * describe.h - the verb describe: the daemon's own manual of its API
 *
 * Knows the shape of sys.describe.  Does not know any method.
 */
#ifndef CLI_DESCRIBE_H
#define CLI_DESCRIBE_H

#include "cli/cli.h"

int cli_describe_run(struct cli *cli, const struct cli_verb *verb);

#endif
