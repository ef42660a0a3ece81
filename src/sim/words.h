/*
 * words.h - what a Telit calls what a Sequans calls otherwise
 *
 * Knows pairs of names: of commands and answers, and of lines that nobody asked
 * for.  Everything else of this folder speaks Sequans.
 */
#ifndef SIM_WORDS_H
#define SIM_WORDS_H

#include "sim/config.h"

/*
 * The name of a command as @profile has it: the Sequans name for it, or NULL
 * when that profile has no such command.
 */
const char *sim_words_heard(enum sim_profile profile, const char *name);

/*
 * What @profile says in place of the first @*len bytes of @line, the name up to
 * its colon; "" when it says no such line at all.
 */
const char *sim_words_said(enum sim_profile profile, const char *line,
			   size_t *len);

#endif
