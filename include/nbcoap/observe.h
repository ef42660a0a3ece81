/*
 * observe.h - the numbers of Observe options (RFC 7641)
 *
 * Knows which of two notifications is the newer, how a server numbers its
 * own, and when a client that heard nothing registers again.  Does not know
 * observers, resources or tokens.
 */
#ifndef NBCOAP_OBSERVE_H
#define NBCOAP_OBSERVE_H

#include <nbcoap/types.h>

#ifdef __cplusplus
extern "C" {
#endif
#pragma GCC visibility push(default)

/* In a request (RFC 7641, 2). */
enum nbcoap_observe_wish {
	NBCOAP_OBSERVE_REGISTER = 0,
	NBCOAP_OBSERVE_DEREGISTER = 1,
};

/* The newest notification of one observation; all zero: none yet. */
struct nbcoap_observe_newest {
	bool any;
	uint32_t number;
	nb_ms at;
};

/*
 * A notification with @number (24 bits; the rest is not looked at) came at
 * @now.  True when it is newer than the newest, by its number or because that
 * is over 128 s old (3.4): then it is the newest from now on.  False: it was
 * overtaken on its way, and says nothing of the present.
 */
bool nbcoap_observe_input(struct nbcoap_observe_newest *newest, uint32_t number,
			  nb_ms now);

/*
 * How long after a notification of @max_age (s) a client registers again when
 * nothing newer came: Max-Age and 5 to 15 s, by @chance (3.3.1).
 */
nb_ms nbcoap_observe_patience(uint32_t max_age, uint64_t chance);

/*
 * The number behind @number, for a server's next notification (4.4): one
 * counter does for all of its resources, below 32768 notifications a second.
 */
static inline uint32_t nbcoap_observe_next(uint32_t number)
{
	return (number + 1) & 0xffffff;
}

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif
#endif
