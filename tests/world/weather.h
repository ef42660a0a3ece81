/*
 * weather.h - what happens to a modem in the field, as chance will have
 *
 * Knows two kinds: what every modem sees (coverage that goes and comes,
 * reboots, sockets that the modem closes, rings that are lost, commands that
 * fail), and what a faulty one does as well (it hangs, crashes, is thrown out
 * of the network, loses prompts, makes noise, is unplugged).  All of it ends
 * in time.
 */
#ifndef TESTS_WORLD_WEATHER_H
#define TESTS_WORLD_WEATHER_H

#include "world/world.h"

enum weather_kind {
	WEATHER_BAD,
	WEATHER_FAULTY, /* everything */
};

/* What lasts for a while. */
enum weather_spell {
	WEATHER_OUTAGE,
	WEATHER_HANG,
	WEATHER_DENIAL,
	WEATHER_SILENCE,
	WEATHER_UNPLUGGED,
	WEATHER_SPELLS,
};

struct weather {
	struct world *world;
	enum weather_kind kind;
	nb_ms next; /* something happens; NB_NEVER: fair from now on */
	nb_ms over[WEATHER_SPELLS]; /* NB_NEVER: it is not on */
	nb_ms end;
};

/* Fair weather after @end. */
void weather_init(struct weather *s, struct world *w, enum weather_kind kind,
		  nb_ms end);

nb_ms weather_deadline(const struct weather *s);
/* What is due at the world's time happens. */
void weather_expire(struct weather *s);

#endif
