/*
 * urc.h - what the modem says unasked
 *
 * Knows the lines as a table.  They only change what the driver knows; what
 * follows from it is said to the modem when nothing is in flight.
 */
#ifndef SEQUANS_URC_H
#define SEQUANS_URC_H

#include "sequans/driver.h"

/* Is the line one that the driver listens to? */
bool sqn_urc_is_known(const char *line);

void sqn_urc_input(struct sqn_modem *m, const struct at_event *ev, nb_ms now);

#endif
