/*
 * capture.h - what only the owner can add to a capture of the link, and its file
 *
 * Knows the wall clock and the serial line by being told.  What the hub moves
 * by itself is captured by trace.h.  Does not know a file: a capture to one
 * comes as events, HUB_EVENT_TRACE_OPEN first.
 */
#ifndef HUB_CAPTURE_H
#define HUB_CAPTURE_H

#include <nbcoap/types.h>

struct hub;

/*
 * Is there a capture (trace.start)?  Then its owner tells what the wall clock
 * says at 0 of ours, in ns since 1970, before it pumps, ...
 */
bool hub_is_traced(const struct hub *h);
void hub_trace_clock(struct hub *h, int64_t clock_ns);
/* ... and what crosses the serial line. */
void hub_trace_serial(struct hub *h, bool from_modem, const void *data,
		      size_t len, nb_ms now);

/*
 * What HUB_EVENT_TRACE_OPEN asked for is open under these names, @at_path NULL
 * without AT lines; or it cannot be opened, or no more be written, and the
 * capture is over.
 */
void hub_trace_opened(struct hub *h, const char *path, const char *at_path);
void hub_trace_failed(struct hub *h, const char *why);

#endif
