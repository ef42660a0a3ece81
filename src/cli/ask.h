/*
 * ask.h - the verbs that call one method of the daemon and print its result
 *
 * Knows how each result is best read.
 */
#ifndef CLI_ASK_H
#define CLI_ASK_H

#include "cli/cli.h"

/* Any result as pairs; the operand, if any, is the verb's param. */
int cli_ask_plain(struct cli *cli, const struct cli_verb *verb);

/* The lines of a modem, its final result code last; it is OK or a failure. */
int cli_ask_at(struct cli *cli, const struct cli_verb *verb);

int cli_ask_list(struct cli *cli, const struct cli_verb *verb);
int cli_ask_metrics(struct cli *cli, const struct cli_verb *verb);
/* outbox list | get | cancel | flush */
int cli_ask_outbox(struct cli *cli, const struct cli_verb *verb);

#endif
