/*
 * socket.h - one of the modem's UDP sockets, with what waits unread in it
 *
 * Knows its settings, its peer and a bounded queue of datagrams.  Does not
 * know rings or the line.
 */
#ifndef SIM_SOCKET_H
#define SIM_SOCKET_H

#include "sim/config.h"

#define SIM_UNREAD_BYTES     8192
#define SIM_UNREAD_DATAGRAMS 32

enum sim_socket_state { SIM_SOCKET_CLOSED, SIM_SOCKET_OPEN };

/* AT+SQNSD's acceptAnyRemote. */
enum sim_remote { SIM_REMOTE_ONE, SIM_REMOTE_HEARD, SIM_REMOTE_ANY };

/* AT+SQNSCFG: lost at a reset. */
struct sim_settings {
	unsigned cid, packet, max_to, conn_to, tx_to;
};

/* AT+SQNSCFGEXT: in NVRAM. */
struct sim_extended {
	unsigned ring_mode, recv_hex, keepalive, listen_auto, send_hex;
};

struct sim_socket {
	enum sim_socket_state state;
	enum sim_remote remote;
	bool listening; /* by AT+SQNSLUDP: no peer */
	struct nb_addr peer;
	uint16_t local_port;
	struct sim_settings settings;
	bool numbers_close; /* of a Telit: NO CARRIER says which */
	nb_ms active;       /* when data last went either way */
	uint64_t sent, received;
	uint16_t last_port;  /* that it had when it was closed, ... */
	nb_ms closed_at;     /* ... and when; 0: never */
	nb_ms told_at;       /* when +SQNSH said that it is closed, ... */
	uint64_t told_place; /* ... where in all bytes to the host; 0: not */
	struct nb_addr from[SIM_UNREAD_DATAGRAMS];
	size_t lens[SIM_UNREAD_DATAGRAMS];
	size_t count;  /* of datagrams */
	size_t unread; /* bytes of them */
	uint8_t data[SIM_UNREAD_BYTES];
};

/* How AT+SQNSRECV takes. */
struct sim_take {
	enum sim_recv_model model;
	bool drop_tail;
	size_t max;
};

void sim_socket_init(struct sim_socket *sock);
void sim_socket_open(struct sim_socket *sock, nb_ms now);
/* Forgets what is unread; keeps the settings. */
void sim_socket_close(struct sim_socket *sock, nb_ms now);

/* Does it want a datagram of @peer to @port? */
bool sim_socket_accepts(const struct sim_socket *sock,
			const struct nb_addr *peer, uint16_t port);

/* False when there is no room. */
bool sim_socket_push(struct sim_socket *sock, const struct nb_addr *peer,
		     const void *data, size_t len);
/*
 * Takes up to @how->max bytes into @buf and their source into *@from; there
 * must be a datagram.  How many, which may be 0.
 */
size_t sim_socket_take(struct sim_socket *sock, const struct sim_take *how,
		       uint8_t *buf, struct nb_addr *from);

/* When its idle close is due. */
nb_ms sim_socket_deadline(const struct sim_socket *sock);

#endif
