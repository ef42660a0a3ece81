/*
 * address.h - the addresses that the modem writes
 *
 * Knows the dotted form of 3GPP TS 27.007 (4 octets for IPv4, 16 for IPv6)
 * beside the usual ones.  Does not know where they stand.
 */
#ifndef SEQUANS_ADDRESS_H
#define SEQUANS_ADDRESS_H

#include "at/args.h"
#include "base/addr.h"

/* Without a port.  NB_ERR_PEER: no address; *@out is untouched then. */
int sqn_address_parse(struct nb_addr *out, const struct at_text *text);

#endif
