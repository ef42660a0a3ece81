/*
 * pin.h - the PIN that a SIM refused, over restarts
 *
 * Knows a small file of the state directory, "pin-refused", with two digests
 * (sequans/setup.h): of the PIN and of the SIM's number.  Does not know either.
 */
#ifndef DAEMON_PIN_H
#define DAEMON_PIN_H

#include "sequans/setup.h"

/* What was kept last in @dir; all zero: nothing, or not as we write it. */
void pin_read_refused(const char *dir, struct sqn_refused_pin *refused);
/* False: errno says why it could not be kept. */
bool pin_keep_refused(const char *dir, const struct sqn_refused_pin *refused);

#endif
