#include "sim/socket.h"
#include "base/addr.h"
#include "base/assert.h"
#include <string.h>

/* LR5's table of AT+SQNSCFG. */
static const struct sim_settings defaults = {
	.cid = 1,
	.packet = 300,
	.max_to = 90,
	.conn_to = 600,
	.tx_to = 50,
};

void sim_socket_init(struct sim_socket *sock)
{
	memset(sock, 0, sizeof(*sock));
	sock->settings = defaults;
}

void sim_socket_open(struct sim_socket *sock, nb_ms now)
{
	sock->state = SIM_SOCKET_OPEN;
	sock->active = now;
	sock->sent = sock->received = 0;
	sock->told_place = 0;
}

void sim_socket_close(struct sim_socket *sock, nb_ms now)
{
	sock->state = SIM_SOCKET_CLOSED;
	sock->last_port = sock->local_port;
	sock->closed_at = now;
	sock->listening = false;
	sock->local_port = 0;
	sock->count = sock->unread = 0;
}

bool sim_socket_accepts(const struct sim_socket *sock,
			const struct nb_addr *peer, uint16_t port)
{
	if (sock->state == SIM_SOCKET_CLOSED || sock->local_port != port)
		return false;
	return sock->remote != SIM_REMOTE_ONE ||
	       nb_addr_equal(&sock->peer, peer);
}

bool sim_socket_push(struct sim_socket *sock, const struct nb_addr *peer,
		     const void *data, size_t len)
{
	if (sock->count == SIM_UNREAD_DATAGRAMS ||
	    len > SIM_UNREAD_BYTES - sock->unread)
		return false;
	if (len)
		memcpy(sock->data + sock->unread, data, len);
	sock->unread += len;
	sock->from[sock->count] = *peer;
	sock->lens[sock->count] = len;
	sock->count++;
	return true;
}

/* Takes @n bytes of the first datagram; it goes when nothing is left. */
static void take_first(struct sim_socket *sock, size_t n, bool drop_tail,
		       uint8_t *buf)
{
	size_t gone = drop_tail ? sock->lens[0] : n;

	memcpy(buf, sock->data, n);
	memmove(sock->data, sock->data + gone, sock->unread - gone);
	sock->unread -= gone;
	sock->lens[0] -= gone;
	if (sock->lens[0])
		return;
	sock->count--;
	memmove(sock->lens, sock->lens + 1, sock->count * sizeof(*sock->lens));
	memmove(sock->from, sock->from + 1, sock->count * sizeof(*sock->from));
}

size_t sim_socket_take(struct sim_socket *sock, const struct sim_take *how,
		       uint8_t *buf, struct nb_addr *from)
{
	size_t len = 0;

	NB_ASSERT(sock->count);
	*from = sock->from[0];
	do {
		size_t n = how->max - len;

		if (n > sock->lens[0])
			n = sock->lens[0];
		take_first(sock, n, how->drop_tail, buf + len);
		len += n;
	} while (how->model == SIM_RECV_MERGE && sock->count &&
		 len < how->max && nb_addr_equal(from, &sock->from[0]));
	return len;
}

nb_ms sim_socket_deadline(const struct sim_socket *sock)
{
	if (sock->state == SIM_SOCKET_CLOSED || !sock->settings.max_to)
		return NB_NEVER;
	return sock->active + sock->settings.max_to * 1000;
}
