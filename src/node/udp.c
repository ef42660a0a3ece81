#include "node/udp.h"

#include "base/addr.h"

#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

static socklen_t encode(struct sockaddr_storage *out, const struct nb_addr *a)
{
	struct sockaddr_in *v4 = (void *)out;
	struct sockaddr_in6 *v6 = (void *)out;

	if (a->family == NB_FAMILY_IPV4) {
		*v4 = (struct sockaddr_in){.sin_family = AF_INET,
					   .sin_port = htons(a->port)};
		memcpy(&v4->sin_addr, a->ip, sizeof(v4->sin_addr));
		return sizeof(*v4);
	}
	*v6 = (struct sockaddr_in6){.sin6_family = AF_INET6,
				    .sin6_port = htons(a->port),
				    .sin6_scope_id = a->zone};
	memcpy(&v6->sin6_addr, a->ip, sizeof(v6->sin6_addr));
	return sizeof(*v6);
}

static struct nb_addr decode(const void *sockaddr)
{
	const struct sockaddr *sa = sockaddr;
	const struct sockaddr_in *v4 = sockaddr;
	const struct sockaddr_in6 *v6 = sockaddr;
	struct nb_addr a = {.family = NB_FAMILY_NONE};

	if (sa->sa_family == AF_INET) {
		a.family = NB_FAMILY_IPV4;
		a.port = ntohs(v4->sin_port);
		memcpy(a.ip, &v4->sin_addr, sizeof(v4->sin_addr));
	} else if (sa->sa_family == AF_INET6) {
		a.family = NB_FAMILY_IPV6;
		a.port = ntohs(v6->sin6_port);
		memcpy(a.ip, &v6->sin6_addr, sizeof(v6->sin6_addr));
		/* Of another address a zone would make two of one peer. */
		if (nb_addr_is_link_local(&a))
			a.zone = v6->sin6_scope_id;
	}
	return a;
}

static int bind_to(struct node_udp *u, const struct nb_addr *local)
{
	static const int on = 1;
	struct sockaddr_storage name;
	socklen_t len = encode(&name, local);

	if (local->family == NB_FAMILY_IPV6 &&
	    setsockopt(u->fd, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof(on)) < 0)
		return -1;
	if (bind(u->fd, (void *)&name, len) < 0 ||
	    getsockname(u->fd, (void *)&name, &len) < 0)
		return -1;
	u->port = decode(&name).port;
	return 0;
}

int node_udp_open(struct node_udp *u, const struct nb_addr *local)
{
	int domain = local->family == NB_FAMILY_IPV4 ? AF_INET : AF_INET6;

	u->family = local->family;
	u->fd = socket(domain, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (u->fd < 0)
		return NB_ERR_SYSTEM;
	if (bind_to(u, local) < 0) {
		int error = errno;

		close(u->fd);
		errno = error;
		return NB_ERR_SYSTEM;
	}
	return 0;
}

void node_udp_close(struct node_udp *u)
{
	close(u->fd);
}

static int send_datagram(void *self, const struct nb_addr *peer,
			 const void *data, size_t len)
{
	const struct node_udp *u = self;
	struct sockaddr_storage name;
	socklen_t name_len = encode(&name, peer);

	if (sendto(u->fd, data, len, 0, (void *)&name, name_len) >= 0)
		return 0;
	return errno == EAGAIN || errno == ENOBUFS ? NB_ERR_SPACE
						   : NB_ERR_SYSTEM;
}

static int receive_datagram(void *self, struct nb_addr *peer, void *buf,
			    size_t cap)
{
	const struct node_udp *u = self;
	struct sockaddr_storage name;
	socklen_t name_len = sizeof(name);
	ssize_t len = recvfrom(u->fd, buf, cap, 0, (void *)&name, &name_len);

	if (len < 0)
		return NB_ERR_SYSTEM;
	*peer = decode(&name);
	return (int)len;
}

struct nbcoap_socket node_udp_socket(struct node_udp *u)
{
	return (struct nbcoap_socket){
		.self = u,
		.send = send_datagram,
		.receive = receive_datagram,
		.fd = u->fd,
	};
}

int node_udp_resolve(struct nb_addr *out, const char *name, uint16_t port,
		     unsigned families)
{
	static const struct addrinfo hints = {.ai_socktype = SOCK_DGRAM};
	struct addrinfo *found;
	int result = NB_ERR_SYSTEM;

	if (getaddrinfo(name, NULL, &hints, &found) != 0)
		return NB_ERR_SYSTEM;
	for (const struct addrinfo *a = found; a && result < 0;
	     a = a->ai_next) {
		struct nb_addr addr = decode(a->ai_addr);

		if (!(families & 1u << addr.family))
			continue;
		addr.port = port;
		*out = addr;
		result = 0;
	}
	freeaddrinfo(found);
	return result;
}
