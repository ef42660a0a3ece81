#include "node/client.h"
#include "node/clock.h"
#include "node/server.h"
#include "node/socket.h"

/* How often a request that waits is looked at though nothing happens. */
#define LOOK_MS 1000

static void take_event(struct nbcoap_node *n, const struct nbcoap_event *event,
		       nb_ms now)
{
	struct nbcoap_client_event own;

	if (event->type == NBCOAP_EVENT_REQUEST)
		node_server_asked(n, event, now);
	else if (nbcoap_client_take(n->client, event, &own, now))
		node_client_tell(n, &own);
}

static void take_events(struct nbcoap_node *n, nb_ms now)
{
	struct nbcoap_client_event own;
	struct nbcoap_event event;

	while (nbcoap_server_next_event(n->server, &event, now))
		take_event(n, &event, now);
	while (nbcoap_client_begin(n->client, &own, now))
		node_client_tell(n, &own);
}

/* Everything that can be done without waiting. */
static void turn(struct nbcoap_node *n)
{
	nb_ms now = node_now();

	nbcoap_client_expire(n->client, now);
	nbcoap_server_expire(n->server, now);
	/* What could not be sent makes room for something else. */
	do {
		take_events(n, now);
		node_client_start(n, now);
	} while (node_socket_send(n, now));
	n->sent = false;
}

static nb_ms sooner(nb_ms a, nb_ms b)
{
	return a < b ? a : b;
}

/* Milliseconds until something is to be done; NB_NEVER. */
static nb_ms until_due(const struct nbcoap_node *n, nb_ms now)
{
	nb_ms due = sooner(nbcoap_client_deadline(n->client),
			   nbcoap_server_deadline(n->server));
	nb_ms wait = due == NB_NEVER ? NB_NEVER : due > now ? due - now : 0;

	if (n->sent)
		return 0;
	return n->waiting > 0 || n->full[0] || n->full[1]
		       ? sooner(wait, LOOK_MS)
		       : wait;
}

/* Datagram by datagram: callbacks need its bytes. */
static void receive(struct nbcoap_node *n, unsigned come)
{
	for (size_t i = 0; i < n->socket_count && n->called == 0;) {
		nb_ms now = node_now();

		if (come & 1u << i && node_socket_receive(n, i, now))
			take_events(n, now);
		else
			i++;
	}
}

static int wait_and_receive(struct nbcoap_node *n, nb_ms wait)
{
	unsigned come;
	int result = node_socket_wait(n, wait == NB_NEVER ? -1 : wait, &come);

	if (result >= 0)
		receive(n, come);
	return result;
}

static nb_ms left_until(nb_ms end, nb_ms now)
{
	if (end == NB_NEVER)
		return NB_NEVER;
	return end > now ? end - now : 0;
}

static int poll_until(struct nbcoap_node *n, nb_ms end)
{
	for (bool over = false;;) {
		turn(n);
		if (n->called > 0 || over)
			return n->called;
		nb_ms now = node_now();
		nb_ms left = left_until(end, now);
		int result =
			wait_and_receive(n, sooner(left, until_due(n, now)));
		if (result < 0)
			return result;
		over = left == 0 || result == NODE_SIGNAL;
	}
}

int nbcoap_node_poll(struct nbcoap_node *n, nb_ms timeout)
{
	if (n->polling)
		return NB_ERR_CALLER;
	n->polling = true;
	n->called = 0;
	int result =
		poll_until(n, timeout < 0 ? NB_NEVER : node_now() + timeout);
	n->polling = false;
	return result;
}

int nbcoap_node_fds(const struct nbcoap_node *n, int fds[2])
{
	int count = 0;

	for (size_t i = 0; i < n->socket_count; i++)
		if (n->sockets[i].fd >= 0)
			fds[count++] = n->sockets[i].fd;
	return count;
}

nb_ms nbcoap_node_timeout(const struct nbcoap_node *n)
{
	nb_ms wait = until_due(n, node_now());

	for (size_t i = 0; i < n->socket_count; i++)
		if (n->sockets[i].fd < 0)
			wait = sooner(wait, n->sockets[i].period);
	return wait == NB_NEVER ? -1 : wait;
}
