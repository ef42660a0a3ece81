/*
 * pump.h - what moves between the engines
 *
 * Knows where each event of an engine goes.  Decides nothing.
 */
#ifndef HUB_PUMP_H
#define HUB_PUMP_H

#include "hub/core.h"

/* Moves everything that can move. */
void hub_move(struct hub *h, nb_ms now);

/* For a person. */
const char *hub_state_text(enum nb_link_state state);

#endif
