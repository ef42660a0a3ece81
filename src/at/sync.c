#include "at/sync.h"

#define FIRST_LIMIT 2000
#define AGAIN_LIMIT 3000
#define FILL_PAUSE  50
#define STUCK_LIMIT 3000
#define QUIET       100
#define QUIET_LIMIT 1000

static const char first[] = "\rAT\r";
static const char again[] = "AT\r";
static const char fill[AT_SYNC_FILL_CHUNK + 1] =
	"\r\r\r\r\r\r\r\r\r\r\r\r\r\r\r\r\r\r\r\r"
	"\r\r\r\r\r\r\r\r\r\r\r\r\r\r\r\r\r\r\r\r"
	"\r\r\r\r\r\r\r\r\r\r\r\r\r\r\r\r\r\r\r\r";

/* The bytes that belong to the state, written or not. */
static struct nb_bytes text_of(const struct at_sync *s)
{
	const char *text = "";
	size_t len = 0;

	if (s->state == AT_SYNC_FIRST) {
		text = first;
		len = sizeof(first) - 1;
	} else if (s->state == AT_SYNC_FILLS) {
		text = fill;
		len = sizeof(fill) - 1;
	} else if (s->state == AT_SYNC_AGAIN) {
		text = again;
		len = sizeof(again) - 1;
	}
	return (struct nb_bytes){(const uint8_t *)text, len};
}

static void enter(struct at_sync *s, enum at_sync_state state, nb_ms deadline)
{
	s->state = state;
	s->written = 0;
	s->deadline = deadline;
}

void at_sync_start(struct at_sync *s, nb_ms now)
{
	s->chunks = 0;
	enter(s, AT_SYNC_FIRST, now + FIRST_LIMIT);
}

void at_sync_stop(struct at_sync *s)
{
	enter(s, AT_SYNC_OFF, NB_NEVER);
}

void at_sync_fail(struct at_sync *s, nb_ms now)
{
	enter(s, AT_SYNC_DEAD, now);
}

struct nb_bytes at_sync_output(const struct at_sync *s)
{
	struct nb_bytes left = text_of(s);

	left.data += s->written;
	left.len -= s->written;
	return left;
}

static bool all_written(const struct at_sync *s)
{
	return s->written == text_of(s).len;
}

void at_sync_output_done(struct at_sync *s, size_t n, nb_ms now)
{
	size_t left = at_sync_output(s).len;

	s->written += n < left ? n : left;
	if (s->state == AT_SYNC_FIRST)
		s->deadline = now + FIRST_LIMIT;
	else if (s->state == AT_SYNC_FILLS)
		s->deadline = now + (all_written(s) ? FILL_PAUSE : STUCK_LIMIT);
	else if (s->state == AT_SYNC_AGAIN)
		s->deadline = now + AGAIN_LIMIT;
}

static nb_ms sooner(nb_ms a, nb_ms b)
{
	return a < b ? a : b;
}

void at_sync_input(struct at_sync *s, bool ok, nb_ms now)
{
	if (s->state == AT_SYNC_QUIET) {
		s->deadline = sooner(now + QUIET, s->quiet_end);
	} else if (ok && s->state == AT_SYNC_FILLS && all_written(s)) {
		enter(s, AT_SYNC_AGAIN, now + AGAIN_LIMIT);
	} else if (ok && all_written(s) &&
		   (s->state == AT_SYNC_FIRST || s->state == AT_SYNC_AGAIN)) {
		enter(s, AT_SYNC_QUIET, now + QUIET);
		s->quiet_end = now + QUIET_LIMIT;
	}
}

/* A piece of CRs has changed nothing, or could not be written at all. */
static void next_fill(struct at_sync *s, nb_ms now)
{
	if (!all_written(s))
		enter(s, AT_SYNC_DEAD, NB_NEVER);
	else if (++s->chunks * AT_SYNC_FILL_CHUNK < AT_SYNC_FILL)
		enter(s, AT_SYNC_FILLS, now + STUCK_LIMIT);
	else
		enter(s, AT_SYNC_AGAIN, now + AGAIN_LIMIT);
}

void at_sync_expire(struct at_sync *s, nb_ms now)
{
	if (now < s->deadline)
		return;
	switch (s->state) {
	case AT_SYNC_FIRST:
		if (all_written(s))
			enter(s, AT_SYNC_FILLS, now + STUCK_LIMIT);
		else
			enter(s, AT_SYNC_DEAD, NB_NEVER);
		break;
	case AT_SYNC_FILLS:
		next_fill(s, now);
		break;
	case AT_SYNC_AGAIN:
		enter(s, AT_SYNC_DEAD, NB_NEVER);
		break;
	case AT_SYNC_QUIET:
		enter(s, AT_SYNC_DONE, NB_NEVER);
		break;
	case AT_SYNC_OFF:
	case AT_SYNC_DONE:
	case AT_SYNC_DEAD:
		break;
	}
}
