/*
 * types.h - the words that every part of nbgate shares: time, errors,
 * addresses, datagrams and what a link says of them
 *
 * Knows plain values only.  Does not know CoAP, a modem or a socket.  This is
 * the public part of src/base, so that libnbcoap's headers stand on nothing
 * else.
 */
#ifndef NBCOAP_TYPES_H
#define NBCOAP_TYPES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Milliseconds on the caller's monotonic clock; engines never read a clock. */
typedef int64_t nb_ms;

/* A deadline that never comes. */
#define NB_NEVER INT64_MAX

/* What a call returns when it fails: who is at fault.  0 or a count is good. */
enum nb_error {
	NB_ERR_CALLER = -1, /* an argument makes no sense                    */
	NB_ERR_PEER = -2,   /* the bytes that came are malformed             */
	NB_ERR_SPACE = -3,  /* a buffer or a table is full                   */
	NB_ERR_SYSTEM = -4, /* the operating system refused; errno tells why */
};

/* Bytes that belong to somebody else. */
struct nb_bytes {
	const uint8_t *data;
	size_t len;
};

enum nb_family {
	NB_FAMILY_NONE = 0, /* no address */
	NB_FAMILY_IPV4 = 4,
	NB_FAMILY_IPV6 = 6,
};

/*
 * An IPv4 or IPv6 address with a UDP port in host byte order.  IPv4 stands in
 * ip[0..3], the rest is zero; unused members are zero, so that two equal
 * endpoints compare equal member by member (nb_addr_equal, <nbcoap/addr.h>).
 */
struct nb_addr {
	uint8_t ip[16];
	uint32_t zone; /* interface index of a link-local address, or 0 */
	uint16_t port;
	uint8_t family; /* enum nb_family */
};

/*
 * What the sender of a datagram expects back.  A modem decides the release
 * assistance (RAI) from it: nothing = 1, one reply = 2, more = 0.
 */
enum nb_expect {
	NB_EXPECT_NOTHING,
	NB_EXPECT_ONE,
	NB_EXPECT_MORE,
};

/*
 * A datagram on its way down to a link.  @data stays the sender's, is not
 * copied, and must stay valid until the verdict with the same @tag.
 */
struct nb_datagram {
	struct nb_addr peer;
	struct nb_bytes bytes;
	enum nb_expect expect;
	unsigned transmission; /* counts from 1; over 1: sent before */
	bool answers; /* what the peer sent: it leaves from where that came */
	uint64_t tag; /* the sender's; unique among those without a verdict */
};

/* What became of a datagram; each gets exactly one. */
enum nb_verdict {
	NB_VERDICT_ACCEPTED,    /* the link took it: it is on its way       */
	NB_VERDICT_NOT_SENT,    /* it certainly did not leave               */
	NB_VERDICT_UNKNOWN,     /* handed over, then the link died          */
	NB_VERDICT_UNREACHABLE, /* the link cannot reach that peer: not sent */
};

enum nb_link_state {
	NB_LINK_ABSENT,    /* no device, or it does not answer           */
	NB_LINK_DOWN,      /* a device, but no network and not searching */
	NB_LINK_SEARCHING, /* looking for a network                      */
	NB_LINK_UP,        /* datagrams go out and come in               */
	NB_LINK_ASLEEP,    /* up; an uplink wakes it, a downlink waits   */
	NB_LINK_RELEASED,  /* given away to another tool                 */
};

#ifdef __cplusplus
}
#endif
#endif
