#include "sim/sockets.h"
#include "sim/answer.h"
#include <stdio.h>

#define FIRST_FREE_PORT 49152
/* A line that came so soon after +SQNSH crossed it on the way. */
#define GRACE_MS  500
#define LINGER_MS 5000

bool sim_sockets_port_taken(const struct sim_modem *s, uint16_t port)
{
	for (size_t i = 0; i < SIM_SOCKETS; i++)
		if (s->sockets[i].state != SIM_SOCKET_CLOSED &&
		    s->sockets[i].local_port == port)
			return true;
	return false;
}

bool sim_sockets_port_lingers(const struct sim_modem *s, uint16_t port)
{
	for (size_t i = 0; i < SIM_SOCKETS; i++)
		if (s->sockets[i].closed_at &&
		    s->sockets[i].last_port == port &&
		    s->now < s->sockets[i].closed_at + LINGER_MS)
			return true;
	return false;
}

uint16_t sim_sockets_free_port(struct sim_modem *s)
{
	uint16_t port;

	do {
		port = (uint16_t)(FIRST_FREE_PORT +
				  sim_air_chance(&s->air,
						 65536 - FIRST_FREE_PORT));
	} while (sim_sockets_port_taken(s, port));
	return port;
}

void sim_sockets_open(struct sim_modem *s, unsigned id)
{
	struct sim_socket *sock = sim_socket_at(s, id);
	const struct sim_event ev = {
		.type = SIM_EVENT_OPEN,
		.socket = id,
		.peer = sock->peer,
		.local_port = sock->local_port,
	};

	sim_socket_open(sock, s->now);
	sim_events_add(&s->events, &ev);
}

void sim_sockets_close(struct sim_modem *s, unsigned id, bool urc)
{
	struct sim_socket *sock = sim_socket_at(s, id);
	const struct sim_event ev = {.type = SIM_EVENT_CLOSE, .socket = id};

	if (sock->state == SIM_SOCKET_CLOSED)
		return;
	sim_socket_close(sock, s->now);
	sim_events_add(&s->events, &ev);
	if (!urc)
		return;
	if (s->config.profile == SIM_TELIT && !sock->numbers_close)
		sim_urc(s, "NO CARRIER");
	else
		sim_urc(s, "+SQNSH: %u", id);
	sock->told_at = s->now;
	sock->told_place = s->out_place;
}

void sim_sockets_close_all(struct sim_modem *s, bool urc)
{
	for (unsigned id = 1; id <= SIM_SOCKETS; id++)
		sim_sockets_close(s, id, urc);
}

void sim_sockets_send(struct sim_modem *s, unsigned id,
		      const struct nb_addr *peer, struct nb_bytes bytes,
		      enum sim_release release)
{
	struct sim_socket *sock = sim_socket_at(s, id);
	const struct sim_datagram d = {
		.way = SIM_WAY_UP,
		.peer = *peer,
		.socket = id,
		.local_port = sock->local_port,
		.release = release,
		.bytes = bytes,
	};

	sock->sent += bytes.len;
	sock->active = s->now;
	s->counters.datagrams_up++;
	s->counters.payload_up += bytes.len;
	sim_air_send(&s->air, &d, s->network.covered, s->now);
}

/* One that was dialled to the peer before one that hears everybody. */
static unsigned find(struct sim_modem *s, const struct nb_addr *peer,
		     uint16_t port)
{
	unsigned open_to_all = 0;

	for (unsigned id = 1; id <= SIM_SOCKETS; id++) {
		const struct sim_socket *sock = sim_socket_at(s, id);

		if (!sim_socket_accepts(sock, peer, port))
			continue;
		if (sock->remote == SIM_REMOTE_ONE)
			return id;
		open_to_all = id;
	}
	return open_to_all;
}

static void ring_with_data(struct sim_modem *s, unsigned id, const void *data,
			   size_t len)
{
	char head[32];

	snprintf(head, sizeof(head), "+SQNSRING: %u,%zu,", id, len);
	sim_urc_head(s, head);
	sim_payload(s, sim_extended_at(s, id)->recv_hex, data, len);
	sim_bytes(s, "\r\n", 2);
}

static void ring(struct sim_modem *s, unsigned id, const void *data, size_t len)
{
	if (s->lose_ring) {
		s->lose_ring = false;
		return;
	}
	s->counters.rings++;
	switch (sim_extended_at(s, id)->ring_mode) {
	case 0:
		sim_urc(s, "+SQNSRING: %u", id);
		return;
	case 1:
		sim_urc(s, "+SQNSRING: %u,%zu", id, len);
		return;
	default:
		ring_with_data(s, id, data, len);
	}
}

void sim_sockets_deliver(struct sim_modem *s, const struct sim_flight *d)
{
	unsigned id = find(s, &d->peer, d->local_port);
	struct sim_socket *sock;
	bool pushed, silent;

	if (!id || !s->network.covered) {
		s->counters.lost++;
		return;
	}
	sock = sim_socket_at(s, id);
	pushed = sim_extended_at(s, id)->ring_mode == 2;
	silent = s->config.ring_model == SIM_RING_ON_EMPTY && sock->count;
	if ((!pushed || s->config.keep_copy) &&
	    !sim_socket_push(sock, &d->peer, d->data, d->len)) {
		s->counters.overflows++;
		return;
	}
	sock->received += d->len;
	sock->active = s->now;
	s->counters.datagrams_down++;
	s->counters.payload_down += d->len;
	if (!silent)
		ring(s, id, d->data, d->len);
}

void sim_sockets_check_told(struct sim_modem *s, unsigned id)
{
	const struct sim_socket *sock = sim_socket_at(s, id);

	if (sock->told_place && s->typed.place >= sock->told_place &&
	    s->typed.began > sock->told_at + GRACE_MS)
		sim_violation(s, "send to a socket that +SQNSH closed");
}

nb_ms sim_sockets_deadline(const struct sim_modem *s)
{
	nb_ms first = NB_NEVER;

	for (size_t i = 0; i < SIM_SOCKETS; i++) {
		nb_ms due = sim_socket_deadline(&s->sockets[i]);

		if (due < first)
			first = due;
	}
	return first;
}

void sim_sockets_expire(struct sim_modem *s)
{
	for (unsigned id = 1; id <= SIM_SOCKETS; id++)
		if (sim_socket_deadline(sim_socket_at(s, id)) <= s->now)
			sim_sockets_close(s, id, true);
}
