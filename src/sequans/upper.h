/*
 * upper.h - the driver's upper side: base's table of functions of a link
 *
 * Knows what the link's owner asks and takes.  Does not know the modem: it
 * reads and changes the driver's state, and the parts act on it.
 */
#ifndef SEQUANS_UPPER_H
#define SEQUANS_UPPER_H

#include "sequans/driver.h"

extern const struct nb_link_ops sqn_upper_ops;

#endif
