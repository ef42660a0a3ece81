/*
 * sockets.h - the six sockets together: datagrams, rings, closes
 *
 * Knows which socket a datagram is for, when it is told and how, and what a
 * close says.  Does not know commands.
 */
#ifndef SIM_SOCKETS_H
#define SIM_SOCKETS_H

#include "sim/state.h"

/* A local port that no socket has, for those that asked for none. */
uint16_t sim_sockets_free_port(struct sim_modem *s);
bool sim_sockets_port_taken(const struct sim_modem *s, uint16_t port);
/* Was it closed by the host just now? */
bool sim_sockets_port_lingers(const struct sim_modem *s, uint16_t port);

/* Socket @id, whose peer and port are set, opens: the owner is told. */
void sim_sockets_open(struct sim_modem *s, unsigned id);
/* Closes it if it is open; @urc: the host is told by +SQNSH. */
void sim_sockets_close(struct sim_modem *s, unsigned id, bool urc);
void sim_sockets_close_all(struct sim_modem *s, bool urc);

/* Sends @bytes to @peer over the radio. */
void sim_sockets_send(struct sim_modem *s, unsigned id,
		      const struct nb_addr *peer, struct nb_bytes bytes,
		      enum sim_release release);
/* A datagram has come down. */
void sim_sockets_deliver(struct sim_modem *s, const struct sim_flight *d);

/* A line came for a socket that is closed: should the host have known? */
void sim_sockets_check_told(struct sim_modem *s, unsigned id);

nb_ms sim_sockets_deadline(const struct sim_modem *s);
/* Closes those that idled too long (AT+SQNSCFG's maxTo). */
void sim_sockets_expire(struct sim_modem *s);

#endif
