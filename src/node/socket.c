#include "node/socket.h"

#include "node/debug.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>

/* The socket for @peer, by its number; none: socket_count. */
static size_t socket_of(const struct nbcoap_node *n, const struct nb_addr *peer)
{
	size_t i = 0;

	while (i < n->udp_count && n->udp[i].family != peer->family)
		i++;
	return i;
}

static bool ready(void *arg, const struct nb_addr *peer)
{
	const struct nbcoap_node *n = arg;
	size_t i = socket_of(n, peer);

	return i == n->socket_count || !n->full[i];
}

static enum nb_verdict send_one(struct nbcoap_node *n,
				const struct nb_datagram *d)
{
	size_t i = socket_of(n, &d->peer);

	if (i == n->socket_count)
		return NB_VERDICT_UNREACHABLE;
	const struct nbcoap_socket *s = &n->sockets[i];
	int result = s->send(s->self, &d->peer, d->bytes.data, d->bytes.len);

	if (result == NB_ERR_SPACE) {
		n->full[i] = true;
		return NB_VERDICT_NOT_SENT;
	}
	if (result < 0)
		return NB_VERDICT_UNREACHABLE;
	if (n->debug)
		node_debug_print('>', &d->peer, d->bytes.data, d->bytes.len);
	return NB_VERDICT_ACCEPTED;
}

bool node_socket_send(struct nbcoap_node *n, nb_ms now)
{
	struct nb_datagram d;
	bool sent = false;

	if (n->socket_count == 0)
		return false;
	while (nbcoap_endpoint_output(n->endpoint, &d, ready, n, now)) {
		nbcoap_endpoint_verdict(n->endpoint, d.tag, send_one(n, &d),
					now);
		sent = true;
	}
	n->sent |= sent;
	return sent;
}

static int milliseconds(nb_ms wait)
{
	if (wait < 0)
		return -1;
	return wait > INT_MAX ? INT_MAX : (int)wait;
}

/* A socket without a descriptor is looked at every so often. */
static nb_ms until_look(const struct nbcoap_node *n, nb_ms wait)
{
	for (size_t i = 0; i < n->socket_count; i++) {
		const struct nbcoap_socket *s = &n->sockets[i];

		if (s->fd < 0 && (wait < 0 || s->period < wait))
			wait = s->period;
	}
	return wait;
}

int node_socket_wait(struct nbcoap_node *n, nb_ms wait, unsigned *come)
{
	struct pollfd fds[2] = {{.fd = -1}, {.fd = -1}};

	for (size_t i = 0; i < n->socket_count; i++) {
		fds[i].fd = n->sockets[i].fd;
		fds[i].events = n->full[i] ? POLLIN | POLLOUT : POLLIN;
	}
	int count =
		poll(fds, n->socket_count, milliseconds(until_look(n, wait)));
	if (count < 0 && errno != EINTR)
		return NB_ERR_SYSTEM;
	*come = 0;
	if (count < 0)
		return NODE_SIGNAL;
	for (size_t i = 0; i < n->socket_count; i++) {
		if (fds[i].fd < 0 || fds[i].revents & POLLOUT)
			n->full[i] = false;
		if (fds[i].fd < 0 || fds[i].revents & ~POLLOUT)
			*come |= 1u << i;
	}
	return 0;
}

bool node_socket_receive(struct nbcoap_node *n, size_t i, nb_ms now)
{
	const struct nbcoap_socket *s = &n->sockets[i];
	struct nb_addr peer;
	int len = s->receive(s->self, &peer, n->datagram, NODE_DATAGRAM);

	if (len < 0)
		return false;
	if (n->debug)
		node_debug_print('<', &peer, n->datagram, (size_t)len);
	nbcoap_endpoint_input(n->endpoint, &peer, n->datagram, (size_t)len,
			      now);
	return true;
}
