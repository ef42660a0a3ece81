#include "sim/sleep.h"
#include <string.h>

#define SECOND 1000
#define MINUTE (60 * SECOND)
#define HOUR   (60 * MINUTE)

/* By the first three bits; 0: deactivated. */
static const nb_ms active_units[8] = {2 * SECOND, MINUTE, 6 * MINUTE, MINUTE,
				      MINUTE,     MINUTE, MINUTE,     0};
static const nb_ms update_units[8] = {10 * MINUTE, HOUR,
				      10 * HOUR,   2 * SECOND,
				      30 * SECOND, MINUTE,
				      320 * HOUR,  0};

void sim_sleep_none(struct sim_sleep *sleep)
{
	*sleep = (struct sim_sleep){.active = NB_NEVER, .update = NB_NEVER};
}

/* -1: they are not @count bits. */
static int read_bits(const char *bits, size_t count)
{
	int v = 0;

	if (strlen(bits) != count || strspn(bits, "01") != count)
		return -1;
	while (*bits)
		v = v * 2 + (*bits++ - '0');
	return v;
}

static nb_ms read_timer(const char *bits, const nb_ms units[8])
{
	int v = read_bits(bits, 8);

	if (v < 0 || !units[v >> 5])
		return NB_NEVER;
	return units[v >> 5] * (v & 31);
}

nb_ms sim_sleep_active(const char *bits)
{
	return read_timer(bits, active_units);
}

nb_ms sim_sleep_update(const char *bits)
{
	return read_timer(bits, update_units);
}

nb_ms sim_sleep_cycle(const char *bits, bool nb_iot)
{
	/* In hyperframes of 10.24 s, doubled: the first is half of one. */
	static const uint16_t wide[16] = {1,   2,   4,    8,   12, 16,
					  20,  24,  28,   32,  64, 128,
					  256, 512, 1024, 2048};
	static const uint16_t narrow[16] = {
		4, 4, 4, 8, 4, 16, 4, 4, 4, 32, 64, 128, 256, 512, 1024, 2048};
	int v = read_bits(bits, 4);

	return v < 0 ? 0 : (nb_ms)(nb_iot ? narrow : wide)[v] * 5120;
}

nb_ms sim_sleep_window(const char *bits, bool nb_iot)
{
	int v = read_bits(bits, 4);

	return v < 0 ? 0 : (nb_ms)(v + 1) * (nb_iot ? 2560 : 1280);
}

nb_ms sim_sleep_page(const struct sim_sleep *sleep, nb_ms idle, nb_ms now)
{
	nb_ms asleep = NB_NEVER;
	nb_ms heard = now;

	if (sleep->active != NB_NEVER)
		asleep = idle + sleep->active;
	if (sleep->cycle) {
		nb_ms phase = (now - idle) % sleep->cycle;

		if (phase >= sleep->window)
			heard = now - phase + sleep->cycle;
	}
	return heard < asleep ? heard : NB_NEVER;
}
