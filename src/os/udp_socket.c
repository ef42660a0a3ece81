#include "os/udp_socket.h"

#include "os/sockaddr.h"

#include <errno.h>
#include <netinet/in.h>
#include <unistd.h>

static int set_options(int fd, bool ipv6)
{
	static const int on = 1;

	if (!ipv6)
		return setsockopt(fd, IPPROTO_IP, IP_RECVERR, &on, sizeof(on));
	if (setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof(on)) < 0)
		return -1;
	return setsockopt(fd, IPPROTO_IPV6, IPV6_RECVERR, &on, sizeof(on));
}

static void ready(void *arg, uint32_t events)
{
	struct os_udp_socket *s = arg;

	if (events & EPOLLOUT && s->full) {
		s->full = false;
		os_watch_set(s->watch, EPOLLIN);
	}
	if (events & ~(uint32_t)EPOLLOUT)
		s->readable = true;
}

static int open_bound(enum nb_family family, uint16_t port)
{
	struct nb_addr any = {.family = (uint8_t)family, .port = port};
	bool ipv6 = family == NB_FAMILY_IPV6;
	struct sockaddr_storage local;
	socklen_t len = os_sockaddr_encode(&local, &any);
	int fd = socket(local.ss_family,
			SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);

	if (fd < 0)
		return -1;
	if (set_options(fd, ipv6) < 0 || bind(fd, (void *)&local, len) < 0) {
		int error = errno;

		close(fd);
		errno = error;
		return -1;
	}
	return fd;
}

int os_udp_socket_open(struct os_udp_socket *s, struct os_loop *loop,
		       enum nb_family family, uint16_t port)
{
	*s = (struct os_udp_socket){.fd = open_bound(family, port)};
	if (s->fd < 0)
		return errno == EAFNOSUPPORT ? 0 : NB_ERR_SYSTEM;
	s->watch = os_watch_add(loop, s->fd, EPOLLIN, ready, s);
	if (s->watch)
		return 0;
	close(s->fd);
	s->fd = -1;
	return NB_ERR_SYSTEM;
}

void os_udp_socket_close(struct os_udp_socket *s)
{
	if (s->fd < 0)
		return;
	os_watch_remove(s->watch);
	close(s->fd);
	s->fd = -1;
}

int os_udp_socket_send(struct os_udp_socket *s, const struct nb_addr *peer,
		       struct nb_bytes bytes)
{
	struct sockaddr_storage to;
	socklen_t len = os_sockaddr_encode(&to, peer);

	if (sendto(s->fd, bytes.data, bytes.len, MSG_NOSIGNAL, (void *)&to,
		   len) >= 0)
		return 0;
	if (errno != EAGAIN && errno != ENOBUFS)
		return NB_ERR_SYSTEM;
	s->full = true;
	os_watch_set(s->watch, EPOLLIN | EPOLLOUT);
	return NB_ERR_SPACE;
}

ssize_t os_udp_socket_receive(struct os_udp_socket *s, struct nb_addr *peer,
			      void *buf, size_t cap)
{
	while (s->readable) {
		struct sockaddr_storage from;
		socklen_t len = sizeof(from);
		ssize_t n = recvfrom(s->fd, buf, cap, MSG_TRUNC, (void *)&from,
				     &len);

		if (n >= 0) {
			*peer = os_sockaddr_decode((void *)&from);
			return n;
		}
		/* Other errors are those of datagrams that were sent. */
		s->readable = errno != EAGAIN;
	}
	return -1;
}

/* The name of a message of the error queue is whom we had sent to. */
bool os_udp_socket_next_unreachable(struct os_udp_socket *s,
				    struct nb_addr *peer)
{
	for (;;) {
		struct sockaddr_storage to = {.ss_family = AF_UNSPEC};
		char control[256];
		struct msghdr m = {
			.msg_name = &to,
			.msg_namelen = sizeof(to),
			.msg_control = control,
			.msg_controllen = sizeof(control),
		};

		if (recvmsg(s->fd, &m, MSG_ERRQUEUE) < 0)
			return false;
		*peer = os_sockaddr_decode((void *)&to);
		if (peer->family != NB_FAMILY_NONE)
			return true;
	}
}
