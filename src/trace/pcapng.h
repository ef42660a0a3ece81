/*
 * pcapng.h - a capture file: its head, and a block for each packet
 *
 * Knows the blocks of pcapng (draft-ietf-opsawg-pcapng): one section, one
 * interface of raw IP packets, time in nanoseconds.  Each call writes whole
 * blocks into the caller's buffer: what stands is a good file at any time.
 */
#ifndef TRACE_PCAPNG_H
#define TRACE_PCAPNG_H

#include <nbcoap/types.h>

#define TRACE_COMMENT 128 /* longest, with its NUL */
/* Room for a head, and for the block around a packet. */
#define TRACE_PCAPNG_HEAD  512
#define TRACE_PCAPNG_EXTRA 256

enum trace_way { TRACE_IN = 1, TRACE_OUT = 2 };

struct trace_note {
	enum trace_way way;
	int64_t time_ns;     /* since 1970 */
	const char *comment; /* shorter than TRACE_COMMENT */
};

/*
 * The head of a file whose packets are of @interface.  Its length, or
 * NB_ERR_SPACE.
 */
int trace_pcapng_head(uint8_t *buf, size_t cap, const char *application,
		      const char *interface);
int trace_pcapng_packet(uint8_t *buf, size_t cap, const struct trace_note *note,
			struct nb_bytes packet);

#endif
