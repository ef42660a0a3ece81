/*
 * dial.h - opens the sockets of peers that need one
 *
 * Knows the four commands of a dial and what follows when they fail: again
 * after 1, 2 and 3 s, then the peer is unreachable and waits out a back-off.
 * Other peers go on meanwhile.
 */
#ifndef SEQUANS_DIAL_H
#define SEQUANS_DIAL_H

#include "sequans/driver.h"

/* When the back-off of some peer ends, it may be tried again. */
void sqn_dial_expire(struct sqn_modem *m, nb_ms now);

extern const struct sqn_part sqn_dial_part;

#endif
