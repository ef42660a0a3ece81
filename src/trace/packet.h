/*
 * packet.h - a datagram as the IP packet that it never was
 *
 * A modem's UDP crosses no interface of this machine.  Knows the headers of
 * IPv4, IPv6 and UDP (RFC 791, 8200, 768) with their checksums, so that
 * readers of captures take it for what it was on the air.
 */
#ifndef TRACE_PACKET_H
#define TRACE_PACKET_H

#include <nbcoap/types.h>

#define TRACE_HEADERS 48 /* at most, before the payload */

/*
 * Writes the packet of @payload from one address to another.  Its length, or
 * NB_ERR_SPACE; NB_ERR_CALLER: the two are of different families.
 */
int trace_packet(uint8_t *buf, size_t cap, const struct nb_addr *from,
		 const struct nb_addr *to, struct nb_bytes payload);

#endif
