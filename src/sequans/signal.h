/*
 * signal.h - how strong the network is received, when somebody asks
 */
#ifndef SEQUANS_SIGNAL_H
#define SEQUANS_SIGNAL_H

#include "sequans/driver.h"

/* Somebody looks: if the value is old, the modem is asked for a new one. */
void sqn_signal_ask(struct sqn_modem *m, nb_ms now);

extern const struct sqn_part sqn_signal_part;

#endif
