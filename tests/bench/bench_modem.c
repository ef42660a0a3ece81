/*
 * bench_modem.c - what an exchange costs on the serial line and on the air
 *
 * Gateway, driver, simulated modem, radio and server in one process under a
 * virtual clock: counts of the simulator, the same in each run, so that a
 * limit that is missed is a failure.
 */
#include "base/assert.h"
#include "bench/bench.h"
#include "world/world.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	EXCHANGES = 100,
	REQUEST_LEN = 93,
	RESPONSE_LEN = 8,
	POSTS = 100,
	POST_PAUSE = 60000, /* ms */
};

static struct world world;
static bool kept = true;

/* PUT of 82 bytes makes a request of 93; its answer has no payload. */
static void put(int client, int id)
{
	char line[300], payload[REQUEST_LEN - 11 + 1];

	memset(payload, 'x', sizeof(payload) - 1);
	payload[sizeof(payload) - 1] = '\0';
	snprintf(line, sizeof(line),
		 "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"coap.request\","
		 "\"params\":{\"path\":\"/cloud/x\",\"method\":\"PUT\","
		 "\"payload\":\"%s\"}}\n",
		 id, payload);
	world_call(&world, client, line, "\"2.04\"");
}

static int open_world(void)
{
	static const struct hub_peer who = {1000, 1000, 1};

	world.server.flawless = true;
	world_open(&world);
	return hub_client_add(world.hub, &who);
}

/* ---- the serial line ---- */

static void check_sizes(const struct sim_counters *from,
			const struct sim_counters *to)
{
	if (to->payload_up - from->payload_up == EXCHANGES * REQUEST_LEN &&
	    to->payload_down - from->payload_down == EXCHANGES * RESPONSE_LEN)
		return;
	fprintf(stderr, "bench_modem: datagrams of other lengths\n");
	exit(EXIT_FAILURE);
}

/* How data goes over the line, and the least that it takes. */
static const struct way {
	const char *name;
	enum sqn_data data;
	enum sqn_ring ring;
	unsigned bytes;
	double commands; /* limit */
} ways[] = {
	{"raw, data in the ring", SQN_DATA_RAW, SQN_RING_DATA, 150, 1.1},
	{"raw, ring and AT+SQNSRECV", SQN_DATA_RAW, SQN_RING_AMOUNT, 194, 2.1},
	{"hex, data in the ring", SQN_DATA_HEX, SQN_RING_DATA, 251, 1.1},
	{"hex, ring and AT+SQNSRECV", SQN_DATA_HEX, SQN_RING_AMOUNT, 295, 2.1},
};

static void tell_line(const struct way *way, double commands, double bytes)
{
	char what[100];

	snprintf(what, sizeof(what), "%s: AT commands an exchange", way->name);
	kept &= bench_at_most(what, commands, way->commands);
	snprintf(what, sizeof(what),
		 "%s: serial bytes an exchange (%.1f), of the least (%u)",
		 way->name, bytes, way->bytes);
	kept &= bench_at_most(what, bytes / way->bytes, 1.1);
}

/* Serial bytes of an exchange. */
static double count_line(const struct way *way)
{
	struct sim_counters before, after;
	double bytes;
	int client;

	world_init(&world, 1);
	world.modem_config.data_mode = (int)way->data;
	world.modem_config.ring_mode = (int)way->ring;
	client = open_world();
	put(client, 0);
	before = *sim_modem_counters(world.sim);
	for (int i = 1; i <= EXCHANGES; i++)
		put(client, i);
	after = *sim_modem_counters(world.sim);
	check_sizes(&before, &after);
	bytes = (double)(after.bytes_in + after.bytes_out - before.bytes_in -
			 before.bytes_out) /
		EXCHANGES;
	tell_line(way, (double)(after.commands - before.commands) / EXCHANGES,
		  bytes);
	world_close(&world);
	return bytes;
}

static void count_lines(void)
{
	double bytes[NB_COUNT(ways)];

	for (size_t i = 0; i < NB_COUNT(ways); i++)
		bytes[i] = count_line(&ways[i]);
	kept &= bench_at_most("data in the ring: hex, of raw",
			      bytes[2] / bytes[0], 1.75);
	kept &= bench_at_most("ring and AT+SQNSRECV: hex, of raw",
			      bytes[3] / bytes[1], 1.75);
}

/* ---- the air ---- */

static void post(int client, int id)
{
	char line[200];

	snprintf(line, sizeof(line),
		 "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"coap.request\","
		 "\"params\":{\"path\":\"/cloud/x\",\"method\":\"POST\","
		 "\"payload\":\"%d\"}}\n",
		 id, id);
	world_call(&world, client, line, "\"2.04\"");
}

/* Connected seconds of a POST a minute; a network may ignore RAI. */
static double connected(const char *preset, bool ignored)
{
	uint64_t before;
	double ms;
	int client;

	world_init(&world, 1);
	sim_config_radio(&world.sim_config, preset);
	world.sim_config.rai_ignored = ignored;
	client = open_world();
	post(client, 0);
	world_run(&world, world.now + POST_PAUSE);
	before = sim_modem_counters(world.sim)->connected_ms;
	for (int i = 1; i <= POSTS; i++) {
		post(client, i);
		world_run(&world, world.now + POST_PAUSE);
	}
	ms = (double)(sim_modem_counters(world.sim)->connected_ms - before);
	world_close(&world);
	return ms / POSTS / 1000;
}

static void count_air(const char *preset, double limit)
{
	double with = connected(preset, false);
	double without = connected(preset, true);
	char what[100];

	snprintf(what, sizeof(what),
		 "%s: connected with RAI (%.2f s a POST), of without (%.2f s)",
		 preset, with, without);
	if (limit > 0)
		kept &= bench_at_most(what, with / without, limit);
	else
		printf("%s %.2f\n", what, with / without);
}

int main(void)
{
	count_lines();
	count_air("nb-iot-ce0", 0.2);
	count_air("nb-iot-ce1", 0);
	count_air("nb-iot-ce2", 0);
	return kept ? EXIT_SUCCESS : EXIT_FAILURE;
}
