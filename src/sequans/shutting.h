/*
 * shutting.h - the modem is left: sockets are closed, if it still answers
 *
 * Knows two reasons: the daemon ends, or another tool wants the modem.  What
 * is in flight then ends first, but 5 s are the most.
 */
#ifndef SEQUANS_SHUTTING_H
#define SEQUANS_SHUTTING_H

#include "sequans/driver.h"

void sqn_shutting_start(struct sqn_modem *m, nb_ms now);
void sqn_shutting_end(struct sqn_modem *m);

/* base/link.h, release and resume */
void sqn_shutting_release(struct sqn_modem *m, nb_ms now);
void sqn_shutting_resume(struct sqn_modem *m);

extern const struct sqn_part sqn_shutting_part;

#endif
