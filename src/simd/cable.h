/*
 * cable.h - what lies between host and modem: the tty, its speed, the plug
 *
 * Moves bytes both ways, writes them into the transcript, and holds them as
 * long as a line of that speed would.  With the wrong speed on one side both
 * get garbage.  Does not know what the bytes mean.
 */
#ifndef SIMD_CABLE_H
#define SIMD_CABLE_H

#include "os/loop.h"
#include "simd/end.h"
#include "simd/pace.h"
#include "simd/pty.h"
#include "simd/transcript.h"

#define SIMD_CABLE_CHUNK 4096

struct simd_cable {
	struct os_loop *loop;
	struct simd_end end;
	struct simd_transcript *transcript;
	const char *link;
	bool paced;     /* else a byte takes no time and speeds do not matter */
	uint32_t speed; /* that the modem writes and hears with */

	bool plugged;
	struct simd_pty pty;
	struct os_watch *line, *left, *tick;
	int clock; /* a timer of nanoseconds */
	struct simd_pace in, out;
	uint8_t held[SIMD_CABLE_CHUNK]; /* of the host, on the way */
	size_t held_len;
};

/*
 * @c's first four members are set; @baud 0: not paced.  The link is made by
 * simd_cable_plug().  False: errno.
 */
bool simd_cable_open(struct simd_cable *c, uint32_t baud);
/* In: a tty, and the link to it.  False: errno, or it is so already. */
bool simd_cable_plug(struct simd_cable *c, bool in);
void simd_cable_close(struct simd_cable *c);

/* Moves what is through by now; before the loop waits. */
void simd_cable_pump(struct simd_cable *c);

#endif
