/*
 * shutting.h - the end: sockets are closed, if the modem still answers
 */
#ifndef SEQUANS_SHUTTING_H
#define SEQUANS_SHUTTING_H

#include "sequans/driver.h"

void sqn_shutting_start(struct sqn_modem *m, nb_ms now);
void sqn_shutting_end(struct sqn_modem *m);

extern const struct sqn_part sqn_shutting_part;

#endif
