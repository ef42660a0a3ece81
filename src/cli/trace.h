/*
 * trace.h - nbgate trace: a capture into files, or into a pipe
 *
 * Knows trace.data and the files.  Does not know what stands in them.
 */
#ifndef CLI_TRACE_H
#define CLI_TRACE_H

#include "cli/cli.h"

int cli_trace_run(struct cli *cli, const struct cli_verb *verb);

#endif
