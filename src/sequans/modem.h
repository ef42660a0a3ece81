/*
 * modem.h - the driver of a Sequans modem: a serial line below, a link above
 *
 * Knows what DESIGN, "On the line", promises: bring-up, registration, sockets,
 * sending, receiving, names, recovery.  Does not know CoAP, the gateway or a
 * descriptor: whoever owns the port feeds bytes and time, takes bytes, and
 * grants wishes (base/wish.h).  An engine with two sides; the upper one is
 * base's table of functions (base/link.h).
 *
 * After any call the owner takes the link's events first, then the wishes,
 * then the bytes to write, then moves its timer.  The events come first
 * because a datagram that has just come may make the next command needless.
 */
#ifndef SEQUANS_MODEM_H
#define SEQUANS_MODEM_H

#include "base/link.h"
#include "base/wish.h"
#include "sequans/setup.h"

struct sqn_modem;

/* The bytes that sqn_modem_init needs, aligned as malloc aligns. */
size_t sqn_modem_footprint(void);
struct sqn_modem *sqn_modem_init(void *memory, const struct sqn_setup *setup,
				 nb_ms now);

/* Bytes came from the port.  Takes all of them. */
void sqn_modem_input_bytes(struct sqn_modem *m, const void *data, size_t len,
			   nb_ms now);
/* Bytes to write now, at most @cap; 0 when there are none. */
size_t sqn_modem_output_bytes(struct sqn_modem *m, void *buf, size_t cap,
			      nb_ms now);
/* So many of the bytes offered last really went out. */
void sqn_modem_output_done(struct sqn_modem *m, size_t n, nb_ms now);

/* What the driver wants from the port's owner. */
bool sqn_modem_next_wish(struct sqn_modem *m, struct nb_wish *wish);

/* The command that NB_WISH_RUN asked for has ended, or could not be run. */
void sqn_modem_ran(struct sqn_modem *m, nb_ms now);

/* What became of the port, see enum sqn_port. */
void sqn_modem_port(struct sqn_modem *m, enum sqn_port what, nb_ms now);

/*
 * The daemon ends: sockets of the modem are closed if it still answers.  True
 * while there is still something to do; after 5 s at most it is false.
 */
void sqn_modem_shutdown(struct sqn_modem *m, nb_ms now);
bool sqn_modem_is_shut(const struct sqn_modem *m);

/* The upper side; its deadline and expire() are the whole driver's. */
struct nb_link sqn_modem_link(struct sqn_modem *m);

#endif
