/*
 * echo.h - Echo values that prove an address and a time (RFC 9175, 2)
 *
 * Knows how a server makes a value that nobody else can make, and tells one of
 * its own again.  Keeps nothing of what it made: a value is its time and a
 * keyed hash of the time and the peer's address and port.  Does not know what
 * a request that is not fresh would do.
 */
#ifndef NBCOAP_ECHO_H
#define NBCOAP_ECHO_H

#include <nbcoap/types.h>

#ifdef __cplusplus
extern "C" {
#endif
#pragma GCC visibility push(default)

enum {
	NBCOAP_ECHO_LEN = 12,
	NBCOAP_ECHO_SECRET_LEN = 16, /* random, another at each start: @now
					may begin at 0 again */
};

/* The value of an Echo option for @peer, made at @now (ms). */
void nbcoap_echo_make(const uint8_t secret[NBCOAP_ECHO_SECRET_LEN],
		      const struct nb_addr *peer, nb_ms now,
		      uint8_t value[NBCOAP_ECHO_LEN]);

/*
 * How long ago, in ms, @value was made here for @peer: it has the address, and
 * its request is so fresh.  NB_ERR_PEER: it was not, or over 24 days ago.
 */
nb_ms nbcoap_echo_age(const uint8_t secret[NBCOAP_ECHO_SECRET_LEN],
		      const struct nb_addr *peer, struct nb_bytes value,
		      nb_ms now);

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif
#endif
