/*
 * network.h - the cell around the modem: registration, address, names, time
 *
 * Knows when the modem is registered and tells +CEREG.  Does not know
 * commands or datagrams.
 */
#ifndef SIM_NETWORK_H
#define SIM_NETWORK_H

#include "sim/state.h"

/* As a modem stands that a session has left registered. */
void sim_network_resume(struct sim_modem *s);
/* AT+CFUN=1, or the PIN, or AT+COPS=0: looks for a cell, if it may. */
void sim_network_start(struct sim_modem *s);
/* Detaches; sockets are closed and told. */
void sim_network_stop(struct sim_modem *s);
/* As a reset does: nothing is told. */
void sim_network_drop(struct sim_modem *s);
void sim_network_cover(struct sim_modem *s, bool on);
/* @on: the network throws it out, and lets it not in again. */
void sim_network_deny(struct sim_modem *s, bool on);

bool sim_network_attached(const struct sim_modem *s);
/*
 * The address of context @cid in @family, or NULL.  Valid until the next
 * call.  IPv6 is link-local until the network has announced its prefix.
 */
const struct nb_addr *sim_network_address(const struct sim_modem *s,
					  unsigned cid, enum nb_family family);

/* ,"tac","ci",AcT and what AT+CEREG's <n> adds; empty when not registered. */
void sim_network_cell(const struct sim_modem *s, char *buf, size_t cap);

/*
 * The address number @index, from 0, of @host in @family (NONE: either): a
 * literal or a name of the DNS.  False: there are not so many.
 */
bool sim_network_resolve(const struct sim_modem *s, const char *host,
			 enum nb_family family, unsigned index,
			 struct nb_addr *out);

/* What a command that waits for the network answers, at last that there is
   none. */
int sim_network_await(struct sim_modem *s);

nb_ms sim_network_deadline(const struct sim_modem *s);
void sim_network_expire(struct sim_modem *s);

/* May sockets use context @cid?  A Telit has to activate it first. */
bool sim_network_serves(const struct sim_modem *s, unsigned cid);

#endif
