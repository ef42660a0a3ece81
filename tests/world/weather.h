/*
 * weather.h - what happens to a modem in the field, as chance will have
 *
 * Knows coverage that goes and comes, reboots, sockets that the modem closes,
 * rings that are lost, commands that fail.  All of it ends in time.
 */
#ifndef TESTS_WORLD_WEATHER_H
#define TESTS_WORLD_WEATHER_H

#include "world/world.h"

struct weather {
	struct world *world;
	nb_ms next;     /* something happens; NB_NEVER: fair from now on */
	nb_ms coverage; /* it comes back; NB_NEVER: it is there */
	nb_ms end;
};

/* Fair weather after @end. */
void weather_init(struct weather *s, struct world *w, nb_ms end);

nb_ms weather_deadline(const struct weather *s);
/* What is due at the world's time happens. */
void weather_expire(struct weather *s);

#endif
