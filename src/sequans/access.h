/*
 * access.h - over which radio, in which bands, in which network
 *
 * Knows +SQNMODEACTIVE, +SQNBANDSEL and +COPS.  A Monarch 2 changes its radio
 * by a reset; a Monarch 1 has the one that its firmware was made for.  The
 * modem keeps them all: they are written only where they differ.
 */
#ifndef SEQUANS_ACCESS_H
#define SEQUANS_ACCESS_H

#include "sequans/step.h"

/* As configured, as it says, or as its firmware was made for. */
bool sqn_access_is_lte_m(const struct sqn_modem *m);

extern const struct sqn_step sqn_access_radio_asked;
extern const struct sqn_step sqn_access_bands_asked;
extern const struct sqn_step sqn_access_bands_written;
/* The modem is reset behind it, and brought up anew. */
extern const struct sqn_step sqn_access_radio_written;

/* Operators are told by their numbers. */
extern const struct sqn_step sqn_access_operator_form;
extern const struct sqn_step sqn_access_operator_asked;
extern const struct sqn_step sqn_access_operator_written;

#endif
