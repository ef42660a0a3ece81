/*
 * air.h - datagrams between the modem and the network's edge
 *
 * Knows delay, jitter, loss, duplication and overtaking, all from one seed:
 * the same calls give the same fates; and that the network holds what comes
 * for a modem that sleeps.  Does not know sockets, and never looks into a
 * datagram.
 */
#ifndef SIM_AIR_H
#define SIM_AIR_H

#include "base/hash.h"
#include "sim/config.h"
#include "sim/radio.h"

#define SIM_DATAGRAM_MAX 1500
#define SIM_FLIGHTS      64

enum sim_way { SIM_WAY_UP, SIM_WAY_DOWN };

/* What is sent; its bytes are copied. */
struct sim_datagram {
	enum sim_way way;
	struct nb_addr peer;
	unsigned socket; /* up: that sends it */
	uint16_t local_port;
	enum sim_release release; /* up */
	struct nb_bytes bytes;
};

enum sim_flight_state {
	SIM_FLIGHT_FREE,
	SIM_FLIGHT_UP,     /* to the network's edge */
	SIM_FLIGHT_HELD,   /* at the edge: the modem sleeps until due */
	SIM_FLIGHT_DOWN,   /* to the modem */
	SIM_FLIGHT_LANDED, /* at the edge: for the owner */
};

struct sim_flight {
	enum sim_flight_state state;
	nb_ms due;
	uint64_t order; /* of those that are due at once */
	struct nb_addr peer;
	unsigned socket; /* up: that sent it */
	uint16_t local_port;
	size_t len;
	uint8_t data[SIM_DATAGRAM_MAX];
};

struct sim_air {
	const struct sim_config *config;
	struct sim_counters *counters;
	struct nb_chance chance;
	struct sim_flight flights[SIM_FLIGHTS];
	nb_ms last_due[2]; /* up, down: nothing overtakes unasked */
	struct sim_radio radio;
	uint64_t order;
};

/* @config and @counters must outlive it. */
void sim_air_init(struct sim_air *air, const struct sim_config *config,
		  struct sim_counters *counters, nb_ms now);

/* Sends @d; @covered false: it is lost. */
void sim_air_send(struct sim_air *air, const struct sim_datagram *d,
		  bool covered, nb_ms now);
/* The modem has come to the network: it is connected. */
void sim_air_attach(struct sim_air *air, nb_ms now);
/* It has left: what is held for it is lost. */
void sim_air_detach(struct sim_air *air, nb_ms now);

/* The next one that has arrived, or NULL; the caller lands or frees it. */
struct sim_flight *sim_air_due(struct sim_air *air, nb_ms now);
/* The first of those that have landed, or NULL; the caller frees it. */
struct sim_flight *sim_air_landed(struct sim_air *air);
nb_ms sim_air_deadline(const struct sim_air *air);
/* A page is heard, or the modem shows itself: what is held comes down. */
void sim_air_expire(struct sim_air *air, nb_ms now);
void sim_air_free(struct sim_flight *flight);

/* One number below @below, from the same seed. */
uint64_t sim_air_chance(struct sim_air *air, uint64_t below);

#endif
