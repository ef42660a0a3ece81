/*
 * modem.h - a Sequans modem seen from the other side: the simulator's engine
 *
 * Knows the dialect (of Monarch 1 and 2, and of Telit) by a parser of its own, which
 * shares nothing with src/at and src/sequans, so that a mistake there is not
 * mirrored here.  Knows a radio: registration, round trip, loss.  Does not
 * know a pty or a socket: bytes and datagrams go in and are pulled out, time
 * is an argument.  Counts what a driver does wrong (violations).
 */
#ifndef SIM_MODEM_H
#define SIM_MODEM_H

#include "sim/config.h"
#include "sim/event.h"

struct sim_modem;
size_t sim_modem_footprint(void);
/* @memory is aligned for any type and of the footprint's size. */
struct sim_modem *sim_modem_init(void *memory, const struct sim_config *config,
				 nb_ms now);

/* Bytes from the host; all are taken. */
void sim_modem_input_bytes(struct sim_modem *s, const void *data, size_t len,
			   nb_ms now);
/* Bytes for the host now; 0 when there are none yet. */
size_t sim_modem_output_bytes(struct sim_modem *s, void *buf, size_t cap,
			      nb_ms now);
void sim_modem_output_done(struct sim_modem *s, size_t n, nb_ms now);

bool sim_modem_next_event(struct sim_modem *s, struct sim_event *ev);

/* A datagram from @peer for the socket comes to the network's edge. */
void sim_modem_input_datagram(struct sim_modem *s, unsigned socket,
			      const struct nb_addr *peer, const void *data,
			      size_t len, nb_ms now);
/* The same for whichever socket has that local port when it comes down. */
void sim_modem_input_to_port(struct sim_modem *s, uint16_t local_port,
			     const struct nb_addr *peer, const void *data,
			     size_t len, nb_ms now);

nb_ms sim_modem_deadline(const struct sim_modem *s);
void sim_modem_expire(struct sim_modem *s, nb_ms now);

/* Faults, at any time. */
void sim_modem_reset(struct sim_modem *s, nb_ms now); /* reboots by itself */
void sim_modem_hang(struct sim_modem *s, bool hang);  /* answers nothing */
void sim_modem_coverage(struct sim_modem *s, bool on, nb_ms now);
void sim_modem_close_socket(struct sim_modem *s, unsigned socket, nb_ms now);
void sim_modem_lose_ring(struct sim_modem *s);   /* the next one is not told */
void sim_modem_lose_prompt(struct sim_modem *s); /* nor the next prompt */
void sim_modem_fail_next(struct sim_modem *s);   /* next command: CME ERROR 4 */
void sim_modem_deny(struct sim_modem *s, bool on, nb_ms now);
void sim_modem_hold(struct sim_modem *s, bool on);    /* writes nothing: RTS */
void sim_modem_crash(struct sim_modem *s, nb_ms now); /* says ^EXIT, boots */
/* The cable was pulled: what the host says next may make no sense. */
void sim_modem_cut(struct sim_modem *s);
/* The speed that AT+IPR set; a firmware update may lose it. */
uint32_t sim_modem_baud(const struct sim_modem *s);
void sim_modem_set_baud(struct sim_modem *s, uint32_t baud);
/* Any bytes on the line: noise, or an unsolicited line. */
void sim_modem_noise(struct sim_modem *s, const void *data, size_t len,
		     nb_ms now);

/* As of the last call with a time. */
const struct sim_counters *sim_modem_counters(const struct sim_modem *s);

#endif
