/*
 * radio.h - the radio's connection: idle, set up, connected until its tail ends
 *
 * Knows what a connection costs in time and how long it stays after traffic,
 * what release assistance (RAI) does to that, and how a modem that idles is
 * paged.  Does not know datagrams.
 */
#ifndef SIM_RADIO_H
#define SIM_RADIO_H

#include "sim/config.h"
#include "sim/event.h"
#include "sim/sleep.h"

/* What the sender told of what follows (RAI). */
enum sim_release { SIM_RELEASE_NONE, SIM_RELEASE_NOW, SIM_RELEASE_AFTER_ONE };

struct sim_radio {
	const struct sim_config *config;
	struct sim_counters *counters;
	struct sim_sleep sleep;
	nb_ms until;   /* connected so long; idle since */
	nb_ms counted; /* what was connected before is in the counters */
	enum sim_release release;
};

/* It idles.  @config and @counters must outlive it. */
void sim_radio_init(struct sim_radio *radio, const struct sim_config *config,
		    struct sim_counters *counters, nb_ms now);

/* Sets the connection up if it idles; how long that takes. */
nb_ms sim_radio_connect(struct sim_radio *radio, nb_ms now);
/*
 * A datagram went up, or came down, at @at, which may be to come: the tail
 * begins there anew, unless the release that was told is due.
 */
void sim_radio_sent(struct sim_radio *radio, enum sim_release release,
		    nb_ms at);
void sim_radio_received(struct sim_radio *radio, nb_ms at);
/* The network is gone, and what it granted. */
void sim_radio_off(struct sim_radio *radio, nb_ms now);

/* When a page of @now is heard; @now itself while connected. */
nb_ms sim_radio_page(const struct sim_radio *radio, nb_ms now);
/* When it shows itself (tracking area update), with PSM. */
nb_ms sim_radio_update(const struct sim_radio *radio);

/* Adds what was connected until @now to the counters. */
void sim_radio_count(struct sim_radio *radio, nb_ms now);

#endif
