/*
 * network.h - which network it is, when somebody asks
 *
 * Knows +COPS in its numeric form.  It is asked once after each registration,
 * and not before anybody wants to know.
 */
#ifndef SEQUANS_NETWORK_H
#define SEQUANS_NETWORK_H

#include "sequans/driver.h"

/* Somebody looks. */
void sqn_network_ask(struct sqn_modem *m);

extern const struct sqn_part sqn_network_part;

#endif
