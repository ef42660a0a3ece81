/*
 * world.h - the whole gateway, a simulated modem, its radio and servers, in
 * one process
 *
 * Knows how they are wired, and a virtual clock that jumps from deadline to
 * deadline.  Everything that happens follows from a seed.
 */
#ifndef TESTS_WORLD_WORLD_H
#define TESTS_WORLD_WORLD_H

#include "hub/hub.h"
#include "sequans/modem.h"
#include "sim/modem.h"
#include "world/server.h"

#define WORLD_TARGETS 3

struct world {
	nb_ms now;
	uint64_t seed;
	struct nb_chance chance;
	bool trace; /* the serial line and the API to standard output */

	struct gw_target_config targets[WORLD_TARGETS];
	struct gw_route_config routes[WORLD_TARGETS];
	struct gw_config config;
	struct sqn_config modem_config;
	struct sim_config sim_config;
	struct sim_name name;

	struct server server;
	struct sim_modem *sim;
	struct sqn_modem *modem;
	struct hub *hub;
	bool unplugged;  /* the modem's port is not there */
	char status[64]; /* what the hub said last */
};

/*
 * A world with fair weather: no loss, an attached modem; change it before
 * world_open().  Routes /cloud and /second lead to servers with addresses,
 * /named to one with a name.
 */
void world_init(struct world *w, uint64_t seed);
/* Weather, modem and servers as the seed says. */
void world_roughen(struct world *w);
/* One that differs from others in this and that, too. */
void world_quirks(struct world *w);
void world_open(struct world *w);
void world_close(struct world *w);

/* The modem's port goes away, or comes back. */
void world_unplug(struct world *w, bool out);

nb_ms world_chance(struct world *w, nb_ms below);

/* Everything that can happen now happens. */
void world_pump(struct world *w);

/*
 * A client says @line; time goes on until its answer, which has @expected in
 * it, else the test fails.
 */
void world_call(struct world *w, int client, const char *line,
		const char *expected);

/* When something is due in it. */
nb_ms world_deadline(const struct world *w);
/* Time goes on to @now, which is not beyond that. */
void world_advance(struct world *w, nb_ms now);
/* Time goes on to @now, from deadline to deadline. */
void world_run(struct world *w, nb_ms now);

#endif
