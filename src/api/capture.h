/*
 * capture.h - the capture that a client wants, for who makes and who writes it
 *
 * Knows whether there is one, takes its pieces, and tells the owner of files
 * what to write.  Does not know what is captured, nor (trace.h does) how the
 * client asks for it.
 */
#ifndef API_CAPTURE_H
#define API_CAPTURE_H

#include <nbcoap/types.h>

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

/* What whoever owns the file of a capture is to do next. */
struct api_trace_step {
	enum {
		API_TRACE_OPEN,  /* kind: AT, if lines are wanted, too     */
		API_TRACE_WRITE, /* kind, bytes: valid until the next call */
		API_TRACE_CLOSE,
	} act;
	enum api_trace_kind kind;
	struct nb_bytes bytes;
};
bool api_trace_next(struct api *api, struct api_trace_step *step);

/* It is open, under these names; @at_path NULL: no AT lines are wanted. */
void api_trace_opened(struct api *api, const char *path, const char *at_path);
/* It cannot be opened, or no more be written: the capture is over. */
void api_trace_failed(struct api *api, const char *why);

#endif
