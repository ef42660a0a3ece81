#include "node/clock.h"

#include <time.h>

nb_ms node_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_BOOTTIME, &t);
	return (nb_ms)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}
