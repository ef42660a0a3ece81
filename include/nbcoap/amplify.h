/*
 * amplify.h - how much may be sent to a peer that has not proved its address
 * (RFC 7252, 11.3; RFC 9175, 2.4)
 *
 * Knows the bytes that came from one peer and went to it.  Does not know how
 * an address is proved: by an Echo value (echo.h), or by a response with the
 * token of a request of ours.  Plain data inside the peer that owns it; all
 * zero is a stranger.
 *
 * A stranger's address may be somebody else's, who then gets what we send.  So
 * each datagram from it allows us three times its length, or 136 bytes where
 * that is more: enough to ask for an Echo.
 */
#ifndef NBCOAP_AMPLIFY_H
#define NBCOAP_AMPLIFY_H

#include <nbcoap/types.h>

#ifdef __cplusplus
extern "C" {
#endif
#pragma GCC visibility push(default)

enum {
	NBCOAP_AMPLIFY_FACTOR = 3,
	NBCOAP_AMPLIFY_ALWAYS = 136,
};

struct nbcoap_amplify {
	bool proved;      /* that it is where it says   */
	uint32_t allowed; /* bytes that may still be sent */
};

/* A datagram of @len bytes came. */
void nbcoap_amplify_received(struct nbcoap_amplify *a, size_t len);
/* May a datagram of @len bytes be sent?  Then it is counted as sent. */
bool nbcoap_amplify_take(struct nbcoap_amplify *a, size_t len);

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif
#endif
