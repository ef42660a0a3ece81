#include "at/sync.h"

/* A line that the CR has ended is refused before AT comes. */
#define CR_PAUSE    50
#define FIRST_LIMIT 2000
#define AGAIN_LIMIT 3000
#define FILL_PAUSE  50
#define STUCK_LIMIT 3000
#define QUIET       100
#define QUIET_LIMIT 1000

static const char escape[] = "\x1b";
static const char attention[] = "AT\r";
static const char fill[AT_SYNC_FILL_CHUNK + 1] =
	"\r\r\r\r\r\r\r\r\r\r\r\r\r\r\r\r\r\r\r\r"
	"\r\r\r\r\r\r\r\r\r\r\r\r\r\r\r\r\r\r\r\r"
	"\r\r\r\r\r\r\r\r\r\r\r\r\r\r\r\r\r\r\r\r";

/* The bytes that belong to the state, written or not. */
static struct nb_bytes text_of(const struct at_sync *s)
{
	const char *text = fill;
	size_t len = 0;

	switch (s->state) {
	case AT_SYNC_CR:
		len = 1;
		break;
	case AT_SYNC_ESC:
		text = escape;
		len = sizeof(escape) - 1;
		break;
	case AT_SYNC_FILLS:
		len = sizeof(fill) - 1;
		break;
	case AT_SYNC_FIRST:
	case AT_SYNC_AGAIN:
		text = attention;
		len = sizeof(attention) - 1;
		break;
	case AT_SYNC_OFF:
	case AT_SYNC_BUSY:
	case AT_SYNC_QUIET:
	case AT_SYNC_DONE:
	case AT_SYNC_DEAD:
		break;
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
	enter(s, AT_SYNC_CR, now + STUCK_LIMIT);
}

void at_sync_escape(struct at_sync *s, nb_ms now)
{
	s->chunks = 0;
	enter(s, AT_SYNC_ESC, now + STUCK_LIMIT);
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

/* How long an answer to what has been written may take. */
static nb_ms answer_time(const struct at_sync *s)
{
	switch (s->state) {
	case AT_SYNC_CR:
	case AT_SYNC_ESC:
		return CR_PAUSE;
	case AT_SYNC_FIRST:
		return FIRST_LIMIT;
	case AT_SYNC_FILLS:
		return FILL_PAUSE;
	case AT_SYNC_AGAIN:
		return AGAIN_LIMIT;
	case AT_SYNC_OFF:
	case AT_SYNC_BUSY:
	case AT_SYNC_QUIET:
	case AT_SYNC_DONE:
	case AT_SYNC_DEAD:
		break;
	}
	return NB_NEVER;
}

void at_sync_output_done(struct at_sync *s, size_t n, nb_ms now)
{
	size_t left = at_sync_output(s).len;

	if (left == 0)
		return;
	s->written += n < left ? n : left;
	if (all_written(s))
		s->deadline = now + answer_time(s);
}

static nb_ms sooner(nb_ms a, nb_ms b)
{
	return a < b ? a : b;
}

void at_sync_wait(struct at_sync *s, nb_ms limit, nb_ms now)
{
	if (s->state == AT_SYNC_CR || s->state == AT_SYNC_FIRST)
		enter(s, AT_SYNC_BUSY, now + limit);
}

void at_sync_input(struct at_sync *s, enum at_result result, nb_ms now)
{
	bool ok = result == AT_RESULT_OK;

	if (s->state == AT_SYNC_BUSY && result != AT_RESULT_NONE) {
		enter(s, AT_SYNC_FIRST, now + STUCK_LIMIT);
	} else if (s->state == AT_SYNC_QUIET) {
		s->deadline = sooner(now + QUIET, s->quiet_end);
	} else if (ok && s->state == AT_SYNC_FILLS && all_written(s)) {
		enter(s, AT_SYNC_AGAIN, now + STUCK_LIMIT);
	} else if (ok && all_written(s) &&
		   (s->state == AT_SYNC_FIRST || s->state == AT_SYNC_AGAIN)) {
		enter(s, AT_SYNC_QUIET, now + QUIET);
		s->quiet_end = now + QUIET_LIMIT;
	}
}

static void next_fill(struct at_sync *s, nb_ms now)
{
	if (++s->chunks * AT_SYNC_FILL_CHUNK < AT_SYNC_FILL)
		enter(s, AT_SYNC_FILLS, now + STUCK_LIMIT);
	else
		enter(s, AT_SYNC_AGAIN, now + STUCK_LIMIT);
}

void at_sync_expire(struct at_sync *s, nb_ms now)
{
	if (now < s->deadline)
		return;
	if (!all_written(s)) {
		enter(s, AT_SYNC_DEAD, now);
		return;
	}
	switch (s->state) {
	case AT_SYNC_CR:
	case AT_SYNC_ESC:
	case AT_SYNC_BUSY:
		enter(s, AT_SYNC_FIRST, now + STUCK_LIMIT);
		break;
	case AT_SYNC_FIRST:
		enter(s, AT_SYNC_FILLS, now + STUCK_LIMIT);
		break;
	case AT_SYNC_FILLS:
		next_fill(s, now);
		break;
	case AT_SYNC_AGAIN:
		enter(s, AT_SYNC_DEAD, now);
		break;
	case AT_SYNC_QUIET:
		enter(s, AT_SYNC_DONE, now);
		break;
	case AT_SYNC_OFF:
	case AT_SYNC_DONE:
	case AT_SYNC_DEAD:
		break;
	}
}
