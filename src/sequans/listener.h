/*
 * listener.h - our CoAP port hears anybody while something is served
 *
 * Knows when a socket that accepts from and sends to anybody is needed, and
 * what it takes: one of the six, and the local port if a modem gives it only
 * once.  It is opened as any other (sequans/dial.h), but toward ourselves.
 * With sockets = shared it is the one that there is.
 */
#ifndef SEQUANS_LISTENER_H
#define SEQUANS_LISTENER_H

#include "sequans/driver.h"

/* Where to a socket that is for nobody in particular is dialled. */
void sqn_listener_address(const struct sqn_modem *m, struct nb_addr *to);
/*
 * It was refused again and again: a peer that nothing is awaited from may have
 * the port.  True if @p, which listens, has its socket now.
 */
bool sqn_listener_take_port(struct sqn_modem *m, struct sqn_peer *p, nb_ms now);

extern const struct sqn_part sqn_listener_part;

#endif
