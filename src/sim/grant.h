/*
 * grant.h - what the network grants of PSM and eDRX
 *
 * Knows what the host asked for and what the network makes of it; tells
 * +CEDRXP.  When a modem can be reached then is sleep.h's.
 */
#ifndef SIM_GRANT_H
#define SIM_GRANT_H

#include "sim/state.h"

/* AcT of +CEDRXS (27.007, 7.40). */
enum { SIM_EDRX_LTE_M = 4, SIM_EDRX_NB_IOT = 5 };

/* What was asked of eDRX for the technology that is used, and its AcT. */
const struct sim_edrx *sim_edrx_now(const struct sim_modem *s);
unsigned sim_edrx_act(const struct sim_modem *s);

/* The network grants what was asked for, as far as it will. */
void sim_grant(struct sim_modem *s);

#endif
