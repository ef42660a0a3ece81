/*
 * capture.h - the capture that a client wants, for who makes it
 *
 * Knows whether there is one and takes its pieces.  Does not know what is
 * captured, nor (trace.h does) how the client asks and gets it.
 */
#ifndef API_CAPTURE_H
#define API_CAPTURE_H

#include <stdbool.h>
#include <stddef.h>

struct api;

/*
 * The number of the capture that a client wants, from 1 on; 0: none does.  A
 * new number is a new capture.
 */
unsigned api_trace_number(const struct api *api);
bool api_trace_wants_at(const struct api *api);

enum api_trace_kind {
	API_TRACE_PCAPNG, /* whole blocks of the file             */
	API_TRACE_AT,     /* whole lines of the AT transcript     */
};

/* The next piece of it; copied. */
void api_trace_add(struct api *api, enum api_trace_kind kind, const void *data,
		   size_t len);

#endif
