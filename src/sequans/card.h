/*
 * card.h - the SIM: its PIN and its numbers
 *
 * Knows that a PIN is given once: the third wrong one locks the SIM, so a
 * refused one is never said again while the driver lives.
 */
#ifndef SEQUANS_CARD_H
#define SEQUANS_CARD_H

#include "sequans/step.h"

extern const struct sqn_step sqn_card_state;
extern const struct sqn_step sqn_card_pin;
extern const struct sqn_step sqn_card_imsi;
extern const struct sqn_step sqn_card_iccid;

#endif
