/*
 * sleep.h - PSM and eDRX: when a modem that idles can be reached
 *
 * Knows the timers as they are written in bits (24.008, 10.5.5.32, 10.5.7.3
 * and 10.5.7.4a) and when a page is heard.  Does not know what the host asked
 * for, or a radio.
 */
#ifndef SIM_SLEEP_H
#define SIM_SLEEP_H

#include <nbcoap/types.h>

/* What the network granted. */
struct sim_sleep {
	nb_ms active; /* T3324: reachable so long after it idled; NEVER: always */
	nb_ms update; /* T3412: shows itself so long after; NEVER: does not */
	nb_ms cycle;  /* of eDRX; 0: always listens */
	nb_ms window; /* listens so long at the start of each cycle */
};

/* Neither PSM nor eDRX. */
void sim_sleep_none(struct sim_sleep *sleep);

/* T3324 and T3412 of eight bits; NB_NEVER: deactivated, or no eight bits. */
nb_ms sim_sleep_active(const char *bits);
nb_ms sim_sleep_update(const char *bits);
/* The cycle and its window of four bits; 0: none. */
nb_ms sim_sleep_cycle(const char *bits, bool nb_iot);
nb_ms sim_sleep_window(const char *bits, bool nb_iot);

/*
 * When a page of @now is heard by a modem that idles since @idle; NB_NEVER:
 * it sleeps until it shows itself.
 */
nb_ms sim_sleep_page(const struct sim_sleep *sleep, nb_ms idle, nb_ms now);

#endif
