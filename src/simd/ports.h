/*
 * ports.h - the modem's local ports as real UDP sockets on the loopback
 *
 * Knows one socket for each local port and family: an ephemeral port that
 * stays, or the one of --listen.  Nothing leaves the loopback.
 */
#ifndef SIMD_PORTS_H
#define SIMD_PORTS_H

#include "os/loop.h"
#include "simd/rules.h"

#define SIMD_PORTS 64

struct simd_ports;

struct simd_port {
	struct simd_ports *ports;
	int fd; /* -1: free */
	uint16_t local_port;
	enum nb_family family;
	struct os_watch *watch;
	struct nb_addr last_public, last_real; /* of what was sent last */
};

struct simd_ports {
	const struct simd_rules *rules;
	struct os_loop *loop;
	struct simd_port table[SIMD_PORTS];
	/* Called with each datagram that comes. */
	void (*came)(void *arg, uint16_t local_port, const struct nb_addr *peer,
		     const void *data, size_t len);
	void *arg;
	uint64_t unreachable;
};

/* Opens those of --listen; false: errno. */
bool simd_ports_open(struct simd_ports *p);
void simd_ports_close(struct simd_ports *p);
/*
 * Sends from @local_port to the public @peer.  One that leads nowhere is
 * dropped, as the net does, counted, and told on stderr.
 */
void simd_ports_send(struct simd_ports *p, uint16_t local_port,
		     const struct nb_addr *peer, struct nb_bytes bytes);

#endif
