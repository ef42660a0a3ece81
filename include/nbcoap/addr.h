/*
 * addr.h - addresses and ports as text, both ways
 *
 * Knows RFC 4291 and 5952 for IPv6 and dotted decimals for IPv4.  Does not
 * know names, nor the names of zones.
 */
#ifndef NBCOAP_ADDR_H
#define NBCOAP_ADDR_H

#include <nbcoap/types.h>

#ifdef __cplusplus
extern "C" {
#endif
#pragma GCC visibility push(default)

/* Room for "[" IPv6 "%" zone "]:65535" and a NUL. */
#define NB_ADDR_TEXT 64

bool nb_addr_equal(const struct nb_addr *a, const struct nb_addr *b);

/*
 * Reads an address literal without a port: "192.0.2.1", "2001:db8::1", and
 * for IPv6 every form of RFC 4291, 2.2 (mixed notation too).  No brackets, no
 * zone, no leading zeros in IPv4.  The whole text of @len bytes must be the
 * literal.  Sets port and zone to 0.  0, or NB_ERR_PEER; *@out is untouched on
 * failure.
 */
int nb_addr_parse_host(struct nb_addr *out, const char *text, size_t len);

/*
 * Reads "192.0.2.1:5683" or "[2001:db8::1]:5683"; the port may be missing and
 * is @port then.  0, or NB_ERR_PEER.
 */
int nb_addr_parse(struct nb_addr *out, const char *text, size_t len,
		  uint16_t port);

/*
 * Writes the host alone as RFC 5952 says (lower case, longest run of zeros
 * compressed, IPv4-mapped in mixed notation), no brackets, with a NUL.
 * Returns its length, or NB_ERR_SPACE; NB_ADDR_TEXT is always enough.
 */
int nb_addr_format_host(const struct nb_addr *a, char *buf, size_t cap);

/* Writes "192.0.2.1:5683" or "[2001:db8::1]:5683"; "%zone" inside if set. */
int nb_addr_format(const struct nb_addr *a, char *buf, size_t cap);

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif
#endif
