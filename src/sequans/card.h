/*
 * card.h - the SIM: its PIN and its numbers
 *
 * Knows that the third wrong PIN locks the SIM: one that was refused is never
 * said to that SIM again.  It is remembered by a digest of both; whoever keeps
 * it over restarts gives it back (sequans/setup.h).  A SIM that is busy has
 * refused nothing.  Of two tries whose outcome nobody told both may have been
 * wrong: there is no third.
 */
#ifndef SEQUANS_CARD_H
#define SEQUANS_CARD_H

#include "sequans/step.h"

extern const struct sqn_step sqn_card_state;
/* A locked SIM tells its number, too. */
extern const struct sqn_step sqn_card_iccid_locked;
extern const struct sqn_step sqn_card_pin;
extern const struct sqn_step sqn_card_imsi;
extern const struct sqn_step sqn_card_iccid;

#endif
