/*
 * event.h - what a simulated modem tells its owner, and what it counts
 *
 * Knows a short queue of events.  Does not know where a datagram's bytes lie:
 * the queue holds pointers.
 */
#ifndef SIM_EVENT_H
#define SIM_EVENT_H

#include <nbcoap/types.h>

enum sim_event_type {
	SIM_EVENT_OPEN,  /* socket, peer, local_port: a UDP socket opened   */
	SIM_EVENT_CLOSE, /* socket                                          */
	SIM_EVENT_SEND,  /* socket, peer, local_port, bytes: out of the radio,
			    to peer; the socket may be closed by then       */
	SIM_EVENT_VIOLATION, /* text: the driver did what it must not       */
};

struct sim_event {
	enum sim_event_type type;
	unsigned socket; /* 1 ... 6 */
	struct nb_addr peer;
	uint16_t local_port;
	struct nb_bytes bytes; /* valid until the next call */
	const char *text;      /* a literal */
};

struct sim_counters {
	uint64_t commands, bytes_in, bytes_out, datagrams_up, datagrams_down;
	uint64_t payload_up, payload_down, lost, rings, boots, violations;
	uint64_t duplicated, overflows, rrc_setups, attaches, wrong_pins;
	uint64_t connected_ms, air_bytes_up, air_bytes_down, tracking_updates;
};

#define SIM_EVENTS 128

struct sim_events {
	struct sim_event queue[SIM_EVENTS];
	size_t head, count;
};

/* When the queue is full the event is dropped: the owner does not pull. */
void sim_events_add(struct sim_events *events, const struct sim_event *ev);
bool sim_events_next(struct sim_events *events, struct sim_event *ev);

#endif
