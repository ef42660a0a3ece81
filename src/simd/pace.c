#include "simd/pace.h"

#define BITS  10 /* start, 8, stop */
#define BURST 8  /* bytes that are worth a wake-up */

void simd_pace_set(struct simd_pace *p, uint32_t baud)
{
	p->byte_ns = baud ? BITS * UINT64_C(1000000000) / baud : 0;
}

size_t simd_pace_take(struct simd_pace *p, size_t waiting, uint64_t now)
{
	uint64_t n;

	if (!p->byte_ns)
		return waiting;
	if (!p->busy)
		p->began = now;
	n = (now - p->began) / p->byte_ns;
	if (n > waiting)
		n = waiting;
	p->began += n * p->byte_ns;
	p->busy = n < waiting;
	return (size_t)n;
}

uint64_t simd_pace_due(const struct simd_pace *p, size_t waiting)
{
	return p->began + (waiting < BURST ? waiting : BURST) * p->byte_ns;
}
