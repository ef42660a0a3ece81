/*
 * opening.h - the port, its speed, and whether anybody listens behind it
 *
 * Knows baud = auto, back-offs and what a silent modem means.  Does not know
 * descriptors: the port's owner opens and closes it (base/wish.h).
 */
#ifndef SEQUANS_OPENING_H
#define SEQUANS_OPENING_H

#include "sequans/driver.h"

/* Ask for the port. */
void sqn_opening_start(struct sqn_modem *m);
void sqn_opening_port(struct sqn_modem *m, enum sqn_port what, nb_ms now);
/* See whether the modem listens; bring-up follows. */
void sqn_opening_listen(struct sqn_modem *m, nb_ms now);
/* It does. */
void sqn_opening_synced(struct sqn_modem *m, nb_ms now);
/* It does not; @prompt_open: nothing may be written to it. */
void sqn_opening_dead(struct sqn_modem *m, bool prompt_open, nb_ms now);

#endif
