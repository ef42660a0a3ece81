#include "simd/stats.h"
#include "base/assert.h"
#include <inttypes.h>
#include <stdio.h>

#define PATH_MAX_TEXT 4096

static const struct {
	const char *name;
	size_t offset;
} rows[] = {
	{"commands", offsetof(struct sim_counters, commands)},
	{"bytes_in", offsetof(struct sim_counters, bytes_in)},
	{"bytes_out", offsetof(struct sim_counters, bytes_out)},
	{"datagrams_up", offsetof(struct sim_counters, datagrams_up)},
	{"datagrams_down", offsetof(struct sim_counters, datagrams_down)},
	{"payload_up", offsetof(struct sim_counters, payload_up)},
	{"payload_down", offsetof(struct sim_counters, payload_down)},
	{"lost", offsetof(struct sim_counters, lost)},
	{"duplicated", offsetof(struct sim_counters, duplicated)},
	{"overflows", offsetof(struct sim_counters, overflows)},
	{"rings", offsetof(struct sim_counters, rings)},
	{"boots", offsetof(struct sim_counters, boots)},
	{"attaches", offsetof(struct sim_counters, attaches)},
	{"rrc_setups", offsetof(struct sim_counters, rrc_setups)},
	{"connected_ms", offsetof(struct sim_counters, connected_ms)},
	{"air_bytes_up", offsetof(struct sim_counters, air_bytes_up)},
	{"air_bytes_down", offsetof(struct sim_counters, air_bytes_down)},
	{"tracking_updates", offsetof(struct sim_counters, tracking_updates)},
	{"wrong_pins", offsetof(struct sim_counters, wrong_pins)},
	{"violations", offsetof(struct sim_counters, violations)},
};

static uint64_t value(const struct sim_counters *counters, size_t offset)
{
	return *(const uint64_t *)(const void *)((const char *)counters +
						 offset);
}

size_t simd_stats_format(char *buf, size_t cap,
			 const struct sim_counters *counters)
{
	size_t len = 0;

	for (size_t i = 0; i < NB_COUNT(rows); i++)
		len += (size_t)snprintf(buf + len, cap - len,
					"%s %" PRIu64 "\n", rows[i].name,
					value(counters, rows[i].offset));
	return len;
}

bool simd_stats_write(const char *path, const struct sim_counters *counters,
		      uint64_t unreachable)
{
	char text[SIMD_STATS_TEXT], draft[PATH_MAX_TEXT];
	FILE *f;

	simd_stats_format(text, sizeof(text), counters);
	snprintf(draft, sizeof(draft), "%s.new", path);
	f = fopen(draft, "we");
	if (!f)
		return false;
	fprintf(f, "%sunreachable %" PRIu64 "\n", text, unreachable);
	return !fclose(f) && !rename(draft, path);
}
