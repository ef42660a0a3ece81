/*
 * clock.h - what time it is
 *
 * Knows the kernel's clock; the engines below never read one.
 */
#ifndef NODE_CLOCK_H
#define NODE_CLOCK_H

#include <nbcoap/types.h>

/* Milliseconds of CLOCK_BOOTTIME: they count on through suspend. */
nb_ms node_now(void);

#endif
