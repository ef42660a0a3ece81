/*
 * pace.h - how fast bytes go through a serial line, one way
 *
 * Knows a speed and nanoseconds; time is an argument.  Does not know bytes.
 */
#ifndef SIMD_PACE_H
#define SIMD_PACE_H

#include <nbcoap/types.h>

struct simd_pace {
	uint64_t byte_ns; /* 8N1: ten bits; 0: no speed, all at once */
	uint64_t began;   /* when the byte that is under way began */
	bool busy;
};

void simd_pace_set(struct simd_pace *p, uint32_t baud);

/*
 * How many of @waiting bytes are through at @now; the line is busy with the
 * others since now, if it was not before.  Those are gone: the next call says
 * how many more.
 */
size_t simd_pace_take(struct simd_pace *p, size_t waiting, uint64_t now);
/* When it is worth asking again; a few bytes at a time. */
uint64_t simd_pace_due(const struct simd_pace *p, size_t waiting);

#endif
