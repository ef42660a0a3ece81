/*
 * end.h - who is at the modem's end of the cable
 *
 * A simulated modem, or the recording of one: the cable knows bytes only.
 */
#ifndef SIMD_END_H
#define SIMD_END_H

#include "sim/modem.h"
#include "simd/replay.h"

struct simd_end {
	void (*input)(void *self, const void *data, size_t len, nb_ms now);
	size_t (*output)(void *self, void *buf, size_t cap, nb_ms now);
	void (*output_done)(void *self, size_t n, nb_ms now);
	uint32_t (*baud)(void *self); /* 0: the one that was given */
	void (*cut)(void *self);      /* the cable was pulled */
	void *self;
};

struct simd_end simd_end_modem(struct sim_modem *modem);
struct simd_end simd_end_replay(struct simd_replay *replay);

#endif
