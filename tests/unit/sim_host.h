/*
 * sim_host.h - a host at the simulated modem's line, with time as a number
 *
 * Writes, lets time pass, and keeps what came back and what left the radio.
 */
#ifndef TESTS_SIM_HOST_H
#define TESTS_SIM_HOST_H

#include "sim/modem.h"
#include "unit/unit.h"

struct host {
	struct sim_modem *modem;
	nb_ms now;
	char heard[16384]; /* since the last write; a NUL behind it */
	size_t len;
	unsigned opened, closed; /* sockets, ever */
	unsigned sent;           /* datagrams that left the radio, ever */
	struct sim_event last;   /* of those; its bytes are in payload */
	uint8_t payload[1500];
	const char *violation; /* the last one */
};

/* A monarch2 that is ready: booted, no delay, registered on demand. */
void host_config(struct sim_config *config);
void host_open(struct host *h, const struct sim_config *config);
void host_close(struct host *h);

void host_write(struct host *h, const void *data, size_t len);
/* Time passes; everything that comes is kept. */
void host_wait(struct host *h, nb_ms ms);
/* Writes @line, waits 50 ms; what came since. */
const char *host_ask(struct host *h, const char *line);
/* Opens socket 1 to [2001:db8::1]:5683 from port 16001. */
void host_dial(struct host *h);
/* A datagram of text comes to socket 1 from its peer. */
void host_receive(struct host *h, const char *text);
struct nb_addr host_peer(void);
uint64_t host_violations(const struct host *h);

/* Asks and compares, to the byte. */
#define says(h, line, answer) ck_assert_str_eq(host_ask(h, line), answer)

#define OK    "\r\nOK\r\n"
#define ERROR "\r\nERROR\r\n"

#endif
