/*
 * passthrough.h - an operator's AT command between the driver's own
 *
 * Knows when the line in given.h may be said, and which of the modem's lines
 * answer it: those with the name of one of its commands before a colon, and
 * those without a name.  What is the driver's own is never among them.  Others
 * have their turn between two operator's commands, and silence comes first, so
 * that what a command still says is not taken for the next one's.
 */
#ifndef SEQUANS_PASSTHROUGH_H
#define SEQUANS_PASSTHROUGH_H

#include "sequans/driver.h"

/* base/link.h, command */
int sqn_passthrough_add(struct sqn_modem *m, const char *line, bool force,
			uint64_t tag);

/* Takes a line that is no information response, if it answers all the same. */
bool sqn_passthrough_line(struct sqn_modem *m, const struct at_event *ev);

extern const struct sqn_part sqn_passthrough_part;

#endif
