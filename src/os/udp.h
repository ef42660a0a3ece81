/*
 * udp.h - the host's own UDP as a link (base/link.h)
 *
 * Knows a socket for each family that the host has, bound to one port, and
 * the host's resolver.  Does not know a modem: it is always up.  A datagram
 * is accepted when the kernel took it; an ICMP error that comes later makes
 * the next transmission to that peer unreachable.
 */
#ifndef OS_UDP_H
#define OS_UDP_H

#include "base/link.h"
#include "os/loop.h"

struct os_udp;

#define OS_UDP_WHY 128

/*
 * Binds to @port (0: any; then both families have one of their own).  @mtu
 * is the largest IP packet in bytes.  NULL and @why: the port is taken, or
 * there is no UDP.  Whenever the loop comes to its idle call the link may
 * have events.
 */
struct os_udp *os_udp_open(struct os_loop *loop, uint16_t port, size_t mtu,
			   char why[OS_UDP_WHY]);
void os_udp_close(struct os_udp *u);

struct nb_link os_udp_link(struct os_udp *u);

#endif
