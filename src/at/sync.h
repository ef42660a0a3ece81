/*
 * sync.h - finds out whether a modem listens, whatever state it was left in
 *
 * Knows the opening (DESIGN, "On the line"): one CR, then AT; then CRs, in case
 * a prompt is open that a killed predecessor left behind, or that lost some of
 * its data; then AT again.  After the OK it waits for silence, so that the
 * late end of an older command cannot answer a newer one.  Does not know
 * lines: its owner cuts them and tells it of each.
 */
#ifndef AT_SYNC_H
#define AT_SYNC_H

#include "at/result.h"

/* The most that a prompt can want, and how much is offered at a time. */
#define AT_SYNC_FILL       1500
#define AT_SYNC_FILL_CHUNK 60

enum at_sync_state {
	AT_SYNC_OFF,
	AT_SYNC_CR,    /* one CR: it may end what is left of a line */
	AT_SYNC_ESC,   /* one ESC: it may end a prompt              */
	AT_SYNC_BUSY,  /* an older command runs: its end is awaited */
	AT_SYNC_FIRST, /* AT is written, OK awaited         */
	AT_SYNC_FILLS, /* CRs are written, piece by piece   */
	AT_SYNC_AGAIN, /* AT is written, OK awaited         */
	AT_SYNC_QUIET, /* OK came: silence is awaited       */
	AT_SYNC_DONE,  /* the modem listens                 */
	AT_SYNC_DEAD,  /* it does not answer                */
};

struct at_sync {
	enum at_sync_state state;
	size_t written;  /* of this state's bytes */
	unsigned chunks; /* of CRs written */
	nb_ms deadline;
	nb_ms quiet_end; /* silence or not, it ends then */
};

void at_sync_start(struct at_sync *s, nb_ms now);
/* The same in a prompt that nobody has data for (3GPP TS 27.005, 3.5.1). */
void at_sync_escape(struct at_sync *s, nb_ms now);
void at_sync_stop(struct at_sync *s);
/* Dead without a try: nothing may be written. */
void at_sync_fail(struct at_sync *s, nb_ms now);

/* What to write now, in place; the owner says how much of it went out. */
struct nb_bytes at_sync_output(const struct at_sync *s);
void at_sync_output_done(struct at_sync *s, size_t n, nb_ms now);

/* A line came; @result says which final result code it is, if any. */
void at_sync_input(struct at_sync *s, enum at_result result, nb_ms now);
/*
 * The modem has begun an older command, which may take @limit: nothing is
 * written before its end.
 */
void at_sync_wait(struct at_sync *s, nb_ms limit, nb_ms now);
void at_sync_expire(struct at_sync *s, nb_ms now);

#endif
