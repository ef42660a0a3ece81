/*
 * receive.h - datagrams on their way up
 *
 * Knows DESIGN, "Receiving": one read is one datagram, and when a
 * look for a lost ring is due.  What has been read waits in the driver until
 * the link's owner has taken it; nothing is said to the modem before.
 */
#ifndef SEQUANS_RECEIVE_H
#define SEQUANS_RECEIVE_H

#include "sequans/driver.h"

/* A +SQNSRING: its arguments, and the datagram if it has it in it. */
void sqn_receive_ring(struct sqn_modem *m, const struct at_event *ev,
		      nb_ms now);
/* An exchange over @p's socket is @open, or the last one has ended. */
void sqn_receive_exchange(struct sqn_peer *p, bool open, nb_ms now);
/* Something is observed at @p, or no longer. */
void sqn_receive_observation(struct sqn_peer *p, nb_ms now);
/* Looks that are due by time. */
void sqn_receive_expire(struct sqn_modem *m, nb_ms now);

extern const struct sqn_part sqn_receive_part;

#endif
