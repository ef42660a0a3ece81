#include "base/addr.h"
#include "base/assert.h"
#include "node/client.h"
#include "node/clock.h"
#include "node/socket.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/random.h>

static void set_default(unsigned *value, unsigned initial)
{
	if (*value == 0)
		*value = initial;
}

static void configure(struct nbcoap_node *n,
		      const struct nbcoap_node_config *config)
{
	if (config)
		n->config = *config;
	set_default(&n->config.requests, 16);
	set_default(&n->config.inbound, 8);
	set_default(&n->config.dedup, 64);
	set_default(&n->config.peers, 32);
	set_default(&n->config.resources, 32);
	set_default(&n->config.message_size, 1152);
	set_default(&n->config.observers, 16);
	set_default(&n->config.bodies, 4);
	if (n->config.body_size == 0)
		n->config.body_size = 16384;
	n->params =
		n->config.params ? *n->config.params : nbcoap_params_rfc7252;
}

static bool get_secret(uint8_t secret[16])
{
	return getrandom(secret, 16, 0) == 16;
}

static bool open_endpoint(struct nbcoap_node *n)
{
	struct nbcoap_endpoint_config c = {
		.exchanges = n->config.requests,
		.peers = n->config.peers,
		.replies = n->config.requests * 2,
		.message_size = n->config.message_size,
		.inbound = n->config.inbound,
		.dedup = n->config.dedup,
		.again = n->config.again,
		.ack_delay = n->config.ack_delay,
		.params = &n->params,
		.token_max = n->config.token_max,
	};
	size_t len = nbcoap_endpoint_footprint(&c);

	n->memory[0] = malloc(len);
	if (!n->memory[0] || !get_secret(c.secret))
		return false;
	n->endpoint = nbcoap_endpoint_init(n->memory[0], len, &c, node_now());
	return true;
}

static bool open_client(struct nbcoap_node *n)
{
	struct nbcoap_client_config c = {
		.transfers = n->config.requests,
		.options_size = n->config.message_size,
	};
	size_t len = nbcoap_client_footprint(&c);

	n->memory[1] = malloc(len);
	if (!n->memory[1] || !get_secret(c.secret))
		return false;
	n->client = nbcoap_client_init(n->memory[1], len, &c, n->endpoint);
	return true;
}

static bool open_server(struct nbcoap_node *n)
{
	struct nbcoap_server_config c = {
		.inbound = n->config.inbound,
		.bodies = n->config.bodies,
		.body_size = n->config.body_size,
		.observers = n->config.observers,
		.request_size = n->config.message_size,
	};
	size_t len = nbcoap_server_footprint(&c);

	n->memory[2] = malloc(len);
	if (!n->memory[2] || !get_secret(c.secret))
		return false;
	n->server = nbcoap_server_init(n->memory[2], len, &c, n->endpoint);
	return true;
}

/* Pages of bodies that are never touched cost nothing. */
static bool get_memory(struct nbcoap_node *n)
{
	unsigned requests = n->config.requests;
	size_t size = node_slot_size(&n->config);

	n->slots = calloc(requests, sizeof(*n->slots));
	n->bytes = calloc(requests, 2 * size);
	n->resources = calloc(n->config.resources, sizeof(*n->resources));
	n->links = calloc(n->config.resources, sizeof(*n->links));
	n->datagram = malloc(NODE_DATAGRAM);
	if (!n->slots || !n->bytes || !n->resources || !n->links ||
	    !n->datagram)
		return false;
	for (unsigned i = 0; i < requests; i++) {
		n->slots[i].bytes = n->bytes + 2 * i * size;
		n->slots[i].body = n->slots[i].bytes + size;
	}
	return true;
}

struct nbcoap_node *nbcoap_node_open(const struct nbcoap_node_config *config)
{
	struct nbcoap_node *n = calloc(1, sizeof(*n));

	if (!n)
		return NULL;
	configure(n, config);
	if (!get_memory(n) || !open_endpoint(n) || !open_client(n) ||
	    !open_server(n)) {
		nbcoap_node_close(n);
		return NULL;
	}
	return n;
}

void nbcoap_node_close(struct nbcoap_node *n)
{
	if (!n)
		return;
	nbcoap_node_stop(n);
	for (size_t i = 0; i < NB_COUNT(n->memory); i++)
		free(n->memory[i]);
	free(n->links);
	free(n->slots);
	free(n->bytes);
	free(n->resources);
	free(n->datagram);
	free(n);
}

static void link_is_up(struct nbcoap_node *n)
{
	nb_ms now = node_now();

	nbcoap_endpoint_link(n->endpoint, NB_LINK_UP, now);
	if (n->was_started)
		nbcoap_endpoint_rebound(n->endpoint, now);
	n->was_started = true;
	node_client_start(n, now);
	node_socket_send(n, now);
}

static int add_udp(struct nbcoap_node *n, const struct nb_addr *local)
{
	struct node_udp *u = &n->udp[n->udp_count];
	int result = node_udp_open(u, local);

	if (result < 0)
		return result;
	n->sockets[n->udp_count++] = node_udp_socket(u);
	n->socket_count = n->udp_count;
	return 0;
}

/* A host may have one family only. */
static int add_any(struct nbcoap_node *n, uint8_t family, uint16_t port)
{
	struct nb_addr any = {.family = family, .port = port};
	int result = add_udp(n, &any);

	return result < 0 && errno == EAFNOSUPPORT ? 0 : result;
}

static int add_both(struct nbcoap_node *n, uint16_t port)
{
	int result = add_any(n, NB_FAMILY_IPV6, port);

	if (result == 0)
		result = add_any(n, NB_FAMILY_IPV4,
				 port ? port : nbcoap_node_port(n));
	/* Another's already: of any port, then, one for each family. */
	if (result < 0 && errno == EADDRINUSE && port == 0)
		result = add_any(n, NB_FAMILY_IPV4, 0);
	return result;
}

static int add_literal(struct nbcoap_node *n, const char *text, uint16_t port)
{
	struct nb_addr local;

	if (nb_addr_parse_host(&local, text, strlen(text)) < 0)
		return NB_ERR_CALLER;
	local.port = port;
	return add_udp(n, &local);
}

int nbcoap_node_start(struct nbcoap_node *n, const char *address, uint16_t port)
{
	if (n->socket_count > 0)
		return NB_ERR_CALLER;
	int result =
		address ? add_literal(n, address, port) : add_both(n, port);
	if (result < 0) {
		int error = errno;

		nbcoap_node_stop(n);
		errno = error;
		return result;
	}
	link_is_up(n);
	return 0;
}

int nbcoap_node_start_socket(struct nbcoap_node *n,
			     const struct nbcoap_socket *socket)
{
	if (n->socket_count > 0 || !socket->send || !socket->receive ||
	    (socket->fd < 0 && socket->period <= 0))
		return NB_ERR_CALLER;
	n->sockets[n->socket_count++] = *socket;
	link_is_up(n);
	return 0;
}

void nbcoap_node_stop(struct nbcoap_node *n)
{
	for (size_t i = 0; i < n->udp_count; i++)
		node_udp_close(&n->udp[i]);
	n->udp_count = 0;
	n->socket_count = 0;
	n->full[0] = n->full[1] = false;
	if (n->endpoint)
		nbcoap_endpoint_link(n->endpoint, NB_LINK_DOWN, node_now());
}

uint16_t nbcoap_node_port(const struct nbcoap_node *n)
{
	return n->udp_count > 0 ? n->udp[0].port : 0;
}

void nbcoap_node_debug(struct nbcoap_node *n, bool on)
{
	n->debug = on;
}
