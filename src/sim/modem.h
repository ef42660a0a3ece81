/*
 * modem.h - a Sequans modem seen from the other side: the simulator's engine
 *
 * Knows the dialect (reference/sequans-at.md) by a parser of its own, which
 * shares nothing with src/at and src/sequans, so that a mistake there is not
 * mirrored here.  Knows a radio: registration, round trip, loss.  Does not
 * know a pty or a socket: bytes and datagrams go in and are pulled out, time
 * is an argument.  Counts what a driver does wrong (violations).
 */
#ifndef SIM_MODEM_H
#define SIM_MODEM_H

#include <nbcoap/types.h>

#define SIM_SOCKETS 6

enum sim_profile { SIM_MONARCH1, SIM_MONARCH2 };
enum sim_recv_model { SIM_RECV_ONE_DATAGRAM, SIM_RECV_MERGE };
enum sim_ring_model { SIM_RING_PER_DATAGRAM, SIM_RING_ON_EMPTY };

/* A name that the network's DNS knows. */
struct sim_name {
	char name[254];
	struct nb_addr addr;
};

struct sim_config {
	enum sim_profile profile;
	enum sim_recv_model recv_model;
	enum sim_ring_model ring_model;
	uint64_t seed;
	nb_ms rtt;	   /* of the radio, both ways together */
	nb_ms jitter;	   /* added to each way, 0 to this */
	unsigned loss_milli, dup_milli; /* of each datagram each way, in 1000 */
	nb_ms latency;	   /* from a command to its answer */
	nb_ms boot_time;   /* AT^RESET to +SYSSTART */
	nb_ms attach_time; /* CFUN=1 to registered */
	bool booted;	   /* start ready; else +SYSSTART comes after boot_time */
	bool registered;   /* start registered, echo off as a session left it */
	struct nb_addr address[2]; /* given on attach; family NONE: not given */
	const struct sim_name *names; /* must outlive the modem */
	size_t name_count;
};

/* Sane defaults: monarch2, 60 ms round trip, no loss, 2001:db8:64:7::2. */
void sim_config_init(struct sim_config *config);

struct sim_modem;
size_t sim_modem_footprint(void);
struct sim_modem *sim_modem_init(void *memory, const struct sim_config *config,
				 nb_ms now);

/* Bytes from the host; all are taken. */
void sim_modem_input_bytes(struct sim_modem *s, const void *data, size_t len,
			   nb_ms now);
/* Bytes for the host now; 0 when there are none yet. */
size_t sim_modem_output_bytes(struct sim_modem *s, void *buf, size_t cap,
			      nb_ms now);
void sim_modem_output_done(struct sim_modem *s, size_t n, nb_ms now);

enum sim_event_type {
	SIM_EVENT_OPEN,	 /* socket, peer, local_port: a UDP socket opened   */
	SIM_EVENT_CLOSE, /* socket                                          */
	SIM_EVENT_SEND,	 /* socket, peer, bytes: out of the radio, to peer  */
	SIM_EVENT_VIOLATION, /* text: the driver did what it must not       */
};

struct sim_event {
	enum sim_event_type type;
	unsigned socket; /* 1 ... 6 */
	struct nb_addr peer;
	uint16_t local_port;
	struct nb_bytes bytes; /* valid until the next call */
	const char *text;
};

bool sim_modem_next_event(struct sim_modem *s, struct sim_event *ev);

/* A datagram from @peer for the socket comes to the network's edge. */
void sim_modem_input_datagram(struct sim_modem *s, unsigned socket,
			      const struct nb_addr *peer, const void *data,
			      size_t len, nb_ms now);

nb_ms sim_modem_deadline(const struct sim_modem *s);
void sim_modem_expire(struct sim_modem *s, nb_ms now);

/* Faults, at any time. */
void sim_modem_reset(struct sim_modem *s, nb_ms now); /* reboots by itself */
void sim_modem_hang(struct sim_modem *s, bool hang);  /* answers nothing */
void sim_modem_coverage(struct sim_modem *s, bool on, nb_ms now);
void sim_modem_close_socket(struct sim_modem *s, unsigned socket, nb_ms now);
void sim_modem_lose_ring(struct sim_modem *s); /* the next one is not told */
void sim_modem_fail_next(struct sim_modem *s); /* next command: CME ERROR 4 */

struct sim_counters {
	uint64_t commands, bytes_in, bytes_out, datagrams_up, datagrams_down;
	uint64_t payload_up, payload_down, lost, rings, boots, violations;
};
const struct sim_counters *sim_modem_counters(const struct sim_modem *s);

#endif
