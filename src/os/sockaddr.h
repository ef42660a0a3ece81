/*
 * sockaddr.h - our addresses as the kernel's, both ways
 *
 * Knows struct sockaddr of IPv4 and IPv6.
 */
#ifndef OS_SOCKADDR_H
#define OS_SOCKADDR_H

#include <nbcoap/types.h>
#include <sys/socket.h>

/* Writes @a, which has an address; the length of what was written. */
socklen_t os_sockaddr_encode(struct sockaddr_storage *out,
			     const struct nb_addr *a);

/*
 * Reads IPv4 and IPv6; anything else has family NONE.  The zone of an address
 * that is not link-local is left out: it would make two of one peer.
 */
struct nb_addr os_sockaddr_decode(const struct sockaddr *sa);

#endif
