/*
 * status.h - the verbs that look at the link: status, wait
 *
 * Knows when a link counts as up and as registered.
 */
#ifndef CLI_STATUS_H
#define CLI_STATUS_H

#include "cli/cli.h"

int cli_status_show(struct cli *cli, const struct cli_verb *verb);
int cli_status_wait(struct cli *cli, const struct cli_verb *verb);

#endif
