/*
 * addr.h - what kind of address it is
 *
 * Adds to the public part, <nbcoap/addr.h>.  Knows the ranges that IPv4 and
 * IPv6 set apart.  Does not know names (a link resolves those) and no libc:
 * base is freestanding.
 */
#ifndef BASE_ADDR_H
#define BASE_ADDR_H

#include <nbcoap/addr.h>

/* The same without the port. */
bool nb_addr_same_host(const struct nb_addr *a, const struct nb_addr *b);
bool nb_addr_is_set(const struct nb_addr *a);
/* fe80::/10 or 169.254.0.0/16 */
bool nb_addr_is_link_local(const struct nb_addr *a);
/* ff00::/8 or 224.0.0.0/4 or 255.255.255.255 */
bool nb_addr_is_multicast(const struct nb_addr *a);
/* ::1 or 127.0.0.0/8 */
bool nb_addr_is_loopback(const struct nb_addr *a);
/* Not unspecified, link-local, loopback or multicast. */
bool nb_addr_is_global(const struct nb_addr *a);

#endif
