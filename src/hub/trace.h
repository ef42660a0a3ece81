/*
 * trace.h - the capture of what crosses the link, while a client wants one
 *
 * Knows which datagrams have gone down and wait for their verdict, and makes
 * packets of them and of those that come up.  Does not know who reads them.
 */
#ifndef HUB_TRACE_H
#define HUB_TRACE_H

#include "hub/core.h"

/* Begins or ends as the API says. */
void hub_trace_follow(struct hub *h, nb_ms now);

/* @d goes down; its bytes stay until its verdict. */
void hub_trace_sent(struct hub *h, const struct nb_datagram *d);
void hub_trace_verdict(struct hub *h, uint64_t tag, enum nb_verdict verdict,
		       nb_ms now);
void hub_trace_received(struct hub *h, const struct nb_addr *peer,
			struct nb_bytes bytes, nb_ms now);

#endif
