/*
 * critical.h - may a message be used, by its critical options?
 *
 * Knows RFC 7252, 5.4: an option that is not recognized, has an impossible
 * length or comes too often must not be ignored when it is critical.  Does not
 * know what is done with such a message.
 */
#ifndef COAP_CRITICAL_H
#define COAP_CRITICAL_H

#include <nbcoap/message.h>

bool nbcoap_critical_are_understood(const struct nbcoap_message *m);

/* The first that is not understood; false when all are. */
bool nbcoap_critical_find(const struct nbcoap_message *m, uint16_t *number);

#endif
