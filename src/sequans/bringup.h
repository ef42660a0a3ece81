/*
 * bringup.h - from a modem that answers AT to one that looks for its network
 *
 * Knows the order of DESIGN, "Start and registration", as a table
 * of steps.  A modem that is registered as configured is taken over as it is;
 * any other goes through CFUN=0 and is set up.  Begins with the phase, see
 * sqn_bring_up().
 */
#ifndef SEQUANS_BRINGUP_H
#define SEQUANS_BRINGUP_H

#include "sequans/driver.h"

extern const struct sqn_part sqn_bringup_part;

#endif
