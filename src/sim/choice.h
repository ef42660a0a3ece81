/*
 * choice.h - what runs for a command line
 *
 * Knows the vocabulary, the forms and parameters of its commands, and counts
 * what fits none.  Does not run anything.
 */
#ifndef SIM_CHOICE_H
#define SIM_CHOICE_H

#include "sim/state.h"

/* The row of @line, or one that refuses it; never NULL. */
const struct sim_command *sim_choose(struct sim_modem *s,
				     const struct sim_line *line);
/* What runs for a line that cannot be read. */
const struct sim_command *sim_choose_refusal(void);

#endif
