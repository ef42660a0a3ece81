#include "sim/modem.h"
#include "base/assert.h"
#include "sim/answer.h"
#include "sim/input.h"
#include "sim/network.h"
#include "sim/power.h"
#include "sim/sockets.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

size_t sim_modem_footprint(void)
{
	return sizeof(struct sim_modem);
}

struct sim_modem *sim_modem_init(void *memory, const struct sim_config *config,
				 nb_ms now)
{
	struct sim_modem *s = memory;

	memset(s, 0, sizeof(*s));
	s->config = *config;
	s->now = now;
	s->network.covered = true;
	s->nvram.pin_tries = SIM_PIN_TRIES;
	sim_air_init(&s->air, &s->config, &s->counters, now);
	sim_power_factory(s);
	if (config->booted || config->registered)
		sim_power_ready(s, config->registered);
	else
		sim_power_reboot(s);
	return s;
}

/* Everything that was due before @now happens first, in order. */
static void catch_up(struct sim_modem *s, nb_ms now)
{
	nb_ms due;

	while ((due = sim_modem_deadline(s)) <= now) {
		nb_ms before = s->now;

		sim_modem_expire(s, due > before ? due : before);
	}
	if (now > s->now)
		s->now = now;
}

void sim_modem_input_bytes(struct sim_modem *s, const void *data, size_t len,
			   nb_ms now)
{
	catch_up(s, now);
	sim_input_bytes(s, data, len);
}

size_t sim_modem_output_bytes(struct sim_modem *s, void *buf, size_t cap,
			      nb_ms now)
{
	catch_up(s, now);
	if (s->hung || s->held)
		return 0;
	if (s->config.split_writes && cap > 1)
		cap = 1 + sim_air_chance(&s->air, cap < 7 ? cap : 7);
	return sim_fifo_peek(&s->out, buf, cap);
}

void sim_modem_output_done(struct sim_modem *s, size_t n, nb_ms now)
{
	catch_up(s, now);
	sim_fifo_drop(&s->out, n);
	if (n)
		s->out_full = false;
	s->counters.bytes_out += n;
}

/* The datagram that the owner had is done with; the next that has landed. */
static bool next_landed(struct sim_modem *s, struct sim_event *ev)
{
	struct sim_flight *flight;

	if (s->landed)
		sim_air_free(s->landed);
	s->landed = flight = sim_air_landed(&s->air);
	if (!flight)
		return false;
	*ev = (struct sim_event){
		.type = SIM_EVENT_SEND,
		.socket = flight->socket,
		.peer = flight->peer,
		.local_port = flight->local_port,
		.bytes = {flight->data, flight->len},
	};
	return true;
}

bool sim_modem_next_event(struct sim_modem *s, struct sim_event *ev)
{
	return sim_events_next(&s->events, ev) || next_landed(s, ev);
}

void sim_modem_input_datagram(struct sim_modem *s, unsigned socket,
			      const struct nb_addr *peer, const void *data,
			      size_t len, nb_ms now)
{
	catch_up(s, now);
	sim_modem_input_to_port(s, sim_socket_at(s, socket)->local_port, peer,
				data, len, now);
}

void sim_modem_input_to_port(struct sim_modem *s, uint16_t local_port,
			     const struct nb_addr *peer, const void *data,
			     size_t len, nb_ms now)
{
	const struct sim_datagram d = {
		.way = SIM_WAY_DOWN,
		.peer = *peer,
		.local_port = local_port,
		.bytes = {data, len},
	};

	catch_up(s, now);
	sim_air_send(&s->air, &d, s->network.covered, s->now);
}

nb_ms sim_modem_deadline(const struct sim_modem *s)
{
	const nb_ms all[] = {
		sim_input_deadline(s),     sim_network_deadline(s),
		sim_sockets_deadline(s),   sim_power_deadline(s),
		sim_air_deadline(&s->air), s->stray_due,
	};
	nb_ms first = NB_NEVER;

	for (size_t i = 0; i < NB_COUNT(all); i++)
		if (all[i] < first)
			first = all[i];
	return first;
}

static void land(struct sim_modem *s)
{
	struct sim_flight *flight;

	while ((flight = sim_air_due(&s->air, s->now))) {
		if (flight->state == SIM_FLIGHT_UP) {
			flight->state = SIM_FLIGHT_LANDED;
			continue;
		}
		sim_sockets_deliver(s, flight);
		sim_air_free(flight);
	}
}

void sim_modem_expire(struct sim_modem *s, nb_ms now)
{
	if (now > s->now)
		s->now = now;
	sim_power_expire(s);
	sim_network_expire(s);
	sim_air_expire(&s->air, s->now);
	land(s);
	sim_sockets_expire(s);
	if (s->stray_due <= s->now) {
		s->stray_due = NB_NEVER;
		sim_final(s, SIM_NO_CARRIER);
	}
	sim_input_run(s);
	sim_radio_count(&s->air.radio, s->now);
}

void sim_modem_reset(struct sim_modem *s, nb_ms now)
{
	catch_up(s, now);
	s->hung = false;
	sim_power_reboot(s);
}

void sim_modem_hang(struct sim_modem *s, bool hang)
{
	s->hung = hang;
}

void sim_modem_coverage(struct sim_modem *s, bool on, nb_ms now)
{
	catch_up(s, now);
	sim_network_cover(s, on);
}

void sim_modem_close_socket(struct sim_modem *s, unsigned socket, nb_ms now)
{
	catch_up(s, now);
	sim_sockets_close(s, socket, true);
}

void sim_modem_lose_ring(struct sim_modem *s)
{
	s->lose_ring = true;
}

void sim_modem_lose_prompt(struct sim_modem *s)
{
	s->lose_prompt = true;
}

void sim_modem_deny(struct sim_modem *s, bool on, nb_ms now)
{
	catch_up(s, now);
	sim_network_deny(s, on);
}

void sim_modem_hold(struct sim_modem *s, bool on)
{
	s->held = on;
}

void sim_modem_crash(struct sim_modem *s, nb_ms now)
{
	catch_up(s, now);
	sim_urc(s, "^EXIT: File: rfcChar.c@107");
	sim_modem_reset(s, now);
}

void sim_modem_cut(struct sim_modem *s)
{
	s->missed = true;
}

uint32_t sim_modem_baud(const struct sim_modem *s)
{
	return (uint32_t)strtoul(s->nvram.stored[SIM_STORED_IPR], NULL, 10);
}

void sim_modem_set_baud(struct sim_modem *s, uint32_t baud)
{
	snprintf(s->nvram.stored[SIM_STORED_IPR],
		 sizeof(s->nvram.stored[SIM_STORED_IPR]), "%u", (unsigned)baud);
}

void sim_modem_noise(struct sim_modem *s, const void *data, size_t len,
		     nb_ms now)
{
	catch_up(s, now);
	sim_bytes(s, data, len);
}

void sim_modem_fail_next(struct sim_modem *s)
{
	s->fail_next = true;
}

const struct sim_counters *sim_modem_counters(const struct sim_modem *s)
{
	return &s->counters;
}
