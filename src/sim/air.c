#include "sim/air.h"
#include <string.h>

/* Bits of states. */
#define HELD   (1u << SIM_FLIGHT_HELD)
#define FLYING (1u << SIM_FLIGHT_UP | 1u << SIM_FLIGHT_DOWN)
#define LANDED (1u << SIM_FLIGHT_LANDED)

void sim_air_init(struct sim_air *air, const struct sim_config *config,
		  struct sim_counters *counters, nb_ms now)
{
	uint8_t secret[NB_SECRET_LEN] = {0};

	air->config = config;
	air->counters = counters;
	sim_radio_init(&air->radio, config, counters, now);
	for (size_t i = 0; i < sizeof(config->seed); i++)
		secret[i] = (uint8_t)(config->seed >> (8 * i));
	nb_chance_init(&air->chance, secret);
}

uint64_t sim_air_chance(struct sim_air *air, uint64_t below)
{
	return nb_chance_below(&air->chance, below);
}

static bool happens(struct sim_air *air, unsigned milli)
{
	return milli && sim_air_chance(air, 1000) < milli;
}

static struct sim_flight *find_free(struct sim_air *air)
{
	for (size_t i = 0; i < SIM_FLIGHTS; i++)
		if (air->flights[i].state == SIM_FLIGHT_FREE)
			return &air->flights[i];
	return NULL;
}

static bool sooner(const struct sim_flight *a, const struct sim_flight *b)
{
	return a->due < b->due || (a->due == b->due && a->order < b->order);
}

/* The first of those in one of @states. */
static struct sim_flight *first(struct sim_air *air, unsigned states)
{
	struct sim_flight *best = NULL;

	for (size_t i = 0; i < SIM_FLIGHTS; i++) {
		struct sim_flight *f = &air->flights[i];

		if (states & 1u << f->state && (!best || sooner(f, best)))
			best = f;
	}
	return best;
}

void sim_air_free(struct sim_flight *flight)
{
	flight->state = SIM_FLIGHT_FREE;
}

/* On the air, UDP and IP stand before the payload. */
static uint64_t size_on_air(const struct sim_flight *flight)
{
	return flight->len + (flight->peer.family == NB_FAMILY_IPV4 ? 28 : 48);
}

/* When what leaves now, behind @delay, arrives. */
static nb_ms arrival(struct sim_air *air, enum sim_way way, nb_ms leaves)
{
	const struct sim_config *c = air->config;
	nb_ms *last = &air->last_due[way];
	nb_ms due = leaves + c->rtt / 2;

	if (c->jitter)
		due += (nb_ms)sim_air_chance(air, (uint64_t)c->jitter + 1);
	if (happens(air, c->reorder_milli))
		return due + c->rtt + c->jitter;
	if (due < *last)
		due = *last;
	*last = due;
	return due;
}

static void come_down(struct sim_air *air, struct sim_flight *flight,
		      nb_ms leaves)
{
	flight->state = SIM_FLIGHT_DOWN;
	flight->due = arrival(air, SIM_WAY_DOWN, leaves);
	air->counters->air_bytes_down += size_on_air(flight);
	sim_radio_received(&air->radio, flight->due);
}

/* Sets the connection up if it idles; what was held comes down, then. */
static nb_ms connect(struct sim_air *air, nb_ms now)
{
	nb_ms ready = now + sim_radio_connect(&air->radio, now);
	struct sim_flight *flight;

	while ((flight = first(air, HELD)))
		come_down(air, flight, ready);
	return ready;
}

static void go_up(struct sim_air *air, struct sim_flight *flight,
		  enum sim_release release, nb_ms now)
{
	nb_ms ready = connect(air, now);

	flight->state = SIM_FLIGHT_UP;
	flight->due = arrival(air, SIM_WAY_UP, ready);
	air->counters->air_bytes_up += size_on_air(flight);
	sim_radio_sent(&air->radio, release, flight->due);
}

/* A datagram from the network's edge. */
static void page(struct sim_air *air, struct sim_flight *flight, nb_ms now)
{
	flight->state = SIM_FLIGHT_HELD;
	flight->due = sim_radio_page(&air->radio, now);
	if (flight->due == now) {
		connect(air, now);
	} else if (flight->due == NB_NEVER && air->config->sleep_drops) {
		air->counters->lost++;
		sim_air_free(flight);
	}
}

static void launch(struct sim_air *air, const struct sim_datagram *d, nb_ms now)
{
	struct sim_flight *flight = find_free(air);

	if (!flight) {
		air->counters->lost++;
		return;
	}
	flight->peer = d->peer;
	flight->socket = d->socket;
	flight->local_port = d->local_port;
	flight->len = d->bytes.len;
	flight->order = air->order++;
	if (flight->len)
		memcpy(flight->data, d->bytes.data, flight->len);
	if (d->way == SIM_WAY_UP)
		go_up(air, flight, d->release, now);
	else
		page(air, flight, now);
}

void sim_air_send(struct sim_air *air, const struct sim_datagram *d,
		  bool covered, nb_ms now)
{
	bool lost = happens(air, air->config->loss_milli);

	if (!covered || lost || d->bytes.len > SIM_DATAGRAM_MAX) {
		air->counters->lost++;
		return;
	}
	launch(air, d, now);
	if (happens(air, air->config->dup_milli)) {
		air->counters->duplicated++;
		launch(air, d, now);
	}
}

void sim_air_attach(struct sim_air *air, nb_ms now)
{
	connect(air, now);
	sim_radio_sent(&air->radio, SIM_RELEASE_NONE, now);
}

void sim_air_detach(struct sim_air *air, nb_ms now)
{
	struct sim_flight *flight;

	sim_radio_off(&air->radio, now);
	while ((flight = first(air, HELD))) {
		air->counters->lost++;
		sim_air_free(flight);
	}
}

struct sim_flight *sim_air_due(struct sim_air *air, nb_ms now)
{
	struct sim_flight *flight = first(air, FLYING);

	return flight && flight->due <= now ? flight : NULL;
}

struct sim_flight *sim_air_landed(struct sim_air *air)
{
	return first(air, LANDED);
}

nb_ms sim_air_deadline(const struct sim_air *air)
{
	nb_ms update = sim_radio_update(&air->radio);
	nb_ms due = NB_NEVER;

	for (size_t i = 0; i < SIM_FLIGHTS; i++) {
		const struct sim_flight *f = &air->flights[i];

		if (1u << f->state & (FLYING | HELD) && f->due < due)
			due = f->due;
	}
	return due < update ? due : update;
}

void sim_air_expire(struct sim_air *air, nb_ms now)
{
	struct sim_flight *held = first(air, HELD);

	if (sim_radio_update(&air->radio) <= now) {
		air->counters->tracking_updates++;
		connect(air, now);
		sim_radio_sent(&air->radio, SIM_RELEASE_NONE, now);
	} else if (held && held->due <= now) {
		connect(air, now);
	}
}
