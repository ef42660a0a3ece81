/*
 * lookup.h - asks the modem for the addresses of names
 *
 * Knows which families make sense: those of our own addresses, IPv6 first.
 * A resolver may answer with the other family, or with nothing at first: it is
 * asked up to ten times, a second apart.
 */
#ifndef SEQUANS_LOOKUP_H
#define SEQUANS_LOOKUP_H

#include "sequans/driver.h"

extern const struct sqn_part sqn_lookup_part;

#endif
