/*
 * say.h - one line to the person at the terminal
 *
 * Knows standard error.  Standard output is for payloads and results alone.
 */
#ifndef CLI_SAY_H
#define CLI_SAY_H

#include "cli/exit.h"

/* Writes "nbgate: ", the text, and an end of line. */
void cli_say(const char *form, ...) __attribute__((format(printf, 1, 2)));

/* The same, and where to read more; always CLI_USAGE. */
int cli_say_usage(const char *form, ...) __attribute__((format(printf, 1, 2)));

#endif
