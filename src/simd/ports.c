#include "simd/ports.h"
#include "base/addr.h"
#include "base/assert.h"
#include "os/sockaddr.h"
#include "simd/nat.h"

#include <errno.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

#define DATAGRAM_MAX 2048

static struct nb_addr loopback(enum nb_family family)
{
	struct nb_addr a = {.family = (uint8_t)family};

	if (family == NB_FAMILY_IPV4) {
		a.ip[0] = 127;
		a.ip[3] = 1;
	} else {
		a.ip[15] = 1;
	}
	return a;
}

/* Replies of the peer sent to last come from the name it was sent to by. */
static struct nb_addr shown(const struct simd_port *port,
			    const struct nb_addr *real)
{
	if (nb_addr_equal(real, &port->last_real))
		return port->last_public;
	return simd_nat_inward(port->ports->rules, real);
}

static void readable(void *arg, uint32_t events)
{
	struct simd_port *port = arg;
	uint8_t data[DATAGRAM_MAX];
	struct sockaddr_storage from;
	struct sockaddr *sa = (struct sockaddr *)&from;
	ssize_t n;

	(void)events;
	for (;;) {
		socklen_t len = sizeof(from);
		struct nb_addr real, peer;

		n = recvfrom(port->fd, data, sizeof(data), MSG_DONTWAIT, sa,
			     &len);
		if (n < 0)
			return;
		real = os_sockaddr_decode(sa);
		peer = shown(port, &real);
		port->ports->came(port->ports->arg, port->local_port, &peer,
				  data, (size_t)n);
	}
}

static struct simd_port *find(struct simd_ports *p, uint16_t local_port,
			      enum nb_family family)
{
	for (size_t i = 0; i < SIMD_PORTS; i++) {
		struct simd_port *port = &p->table[i];

		if (port->fd >= 0 && port->local_port == local_port &&
		    port->family == family)
			return port;
	}
	return NULL;
}

static struct simd_port *find_free(struct simd_ports *p)
{
	for (size_t i = 0; i < SIMD_PORTS; i++)
		if (p->table[i].fd < 0)
			return &p->table[i];
	errno = ENOBUFS;
	return NULL;
}

static struct simd_port *open_port(struct simd_ports *p, uint16_t local_port,
				   const struct nb_addr *at)
{
	struct simd_port *port = find_free(p);
	int family = at->family == NB_FAMILY_IPV4 ? AF_INET : AF_INET6;
	struct sockaddr_storage sa;
	socklen_t len = os_sockaddr_encode(&sa, at);
	int fd;

	if (!port)
		return NULL;
	fd = socket(family, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd < 0)
		return NULL;
	port->ports = p;
	port->fd = fd;
	port->local_port = local_port;
	port->family = at->family;
	if (!bind(fd, (struct sockaddr *)&sa, len))
		port->watch =
			os_watch_add(p->loop, fd, EPOLLIN, readable, port);
	if (port->watch)
		return port;
	close(fd);
	port->fd = -1;
	return NULL;
}

bool simd_ports_open(struct simd_ports *p)
{
	const struct simd_rules *r = p->rules;

	for (size_t i = 0; i < SIMD_PORTS; i++)
		p->table[i] = (struct simd_port){.fd = -1};
	for (size_t i = 0; i < r->listen_count; i++)
		if (!open_port(p, r->listens[i].local_port,
			       &r->listens[i].real))
			return false;
	return true;
}

void simd_ports_close(struct simd_ports *p)
{
	for (size_t i = 0; i < SIMD_PORTS; i++) {
		if (p->table[i].fd < 0)
			continue;
		os_watch_remove(p->table[i].watch);
		close(p->table[i].fd);
		p->table[i].fd = -1;
	}
}

static void tell_unreachable(struct simd_ports *p, const struct nb_addr *peer)
{
	char text[NB_ADDR_TEXT];

	p->unreachable++;
	nb_addr_format(peer, text, sizeof(text));
	fprintf(stderr,
		"nbgate-sim: %s is not on the loopback and has no --map: "
		"dropped\n",
		text);
}

void simd_ports_send(struct simd_ports *p, uint16_t local_port,
		     const struct nb_addr *peer, struct nb_bytes bytes)
{
	struct simd_port *port;
	struct nb_addr real, any;
	struct sockaddr_storage to;
	socklen_t len;

	if (!simd_nat_outward(p->rules, peer, &real)) {
		tell_unreachable(p, peer);
		return;
	}
	any = loopback(real.family);
	port = find(p, local_port, real.family);
	if (!port)
		port = open_port(p, local_port, &any);
	if (!port) {
		perror("nbgate-sim: a UDP socket");
		return;
	}
	NB_ASSERT(nb_addr_is_loopback(&real));
	port->last_real = real;
	port->last_public = *peer;
	len = os_sockaddr_encode(&to, &real);
	if (sendto(port->fd, bytes.data, bytes.len, 0, (struct sockaddr *)&to,
		   len) < 0)
		perror("nbgate-sim: sendto");
}
