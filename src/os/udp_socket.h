/*
 * udp_socket.h - a UDP socket of one family, bound to our port
 *
 * Knows the kernel: whom ICMP says we cannot reach, when it takes no more.
 * Does not know a link.  Any peer may be sent to and heard from.
 */
#ifndef OS_UDP_SOCKET_H
#define OS_UDP_SOCKET_H

#include "os/loop.h"

#include <sys/types.h>

struct os_udp_socket {
	int fd; /* -1: closed, or the host has no such family */
	struct os_watch *watch;
	bool readable; /* there may be a datagram, or an error */
	bool full;     /* the kernel takes no more; ends by itself */
};

/*
 * Binds to @port of every address; 0: any port.  A family that the host does
 * not have leaves it closed, and is 0.  NB_ERR_SYSTEM: errno.  @s must not
 * move while it is open.
 */
int os_udp_socket_open(struct os_udp_socket *s, struct os_loop *loop,
		       enum nb_family family, uint16_t port);
void os_udp_socket_close(struct os_udp_socket *s);

/*
 * 0: the kernel took it; NB_ERR_SPACE: it is full; NB_ERR_SYSTEM: errno, which
 * may be an error of an earlier datagram: take those and try again.
 */
int os_udp_socket_send(struct os_udp_socket *s, const struct nb_addr *peer,
		       struct nb_bytes bytes);

/*
 * The length of the next datagram, which may be more than @cap (the rest is
 * lost); -1: there is none.
 */
ssize_t os_udp_socket_receive(struct os_udp_socket *s, struct nb_addr *peer,
			      void *buf, size_t cap);

/* The next peer that ICMP says we cannot reach; false: no more. */
bool os_udp_socket_next_unreachable(struct os_udp_socket *s,
				    struct nb_addr *peer);

#endif
