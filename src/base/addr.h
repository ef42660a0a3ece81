/*
 * addr.h - addresses and ports as text, both ways
 *
 * Knows RFC 4291 and 5952 for IPv6 and dotted decimals for IPv4.  Does not
 * know names (a link resolves those) and no libc: base is freestanding.
 */
#ifndef BASE_ADDR_H
#define BASE_ADDR_H

#include <nbcoap/types.h>

/* Room for "[" IPv6 "%" zone "]:65535" and a NUL. */
#define NB_ADDR_TEXT 64

bool nb_addr_equal(const struct nb_addr *a, const struct nb_addr *b);
/* The same without the port. */
bool nb_addr_same_host(const struct nb_addr *a, const struct nb_addr *b);
bool nb_addr_is_set(const struct nb_addr *a);
/* fe80::/10 or 169.254.0.0/16 */
bool nb_addr_is_link_local(const struct nb_addr *a);
/* ff00::/8 or 224.0.0.0/4 or 255.255.255.255 */
bool nb_addr_is_multicast(const struct nb_addr *a);
/* ::1 or 127.0.0.0/8 */
bool nb_addr_is_loopback(const struct nb_addr *a);
/* Not unspecified, link-local, loopback or multicast (modem.md, "up"). */
bool nb_addr_is_global(const struct nb_addr *a);

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

/* A number for tables of peers; keyed by nothing, so for trusted use only. */
uint32_t nb_addr_hash(const struct nb_addr *a);

#endif
