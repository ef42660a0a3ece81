/*
 * sequans_replay.h - plays the modem's side of a transcript against the driver
 *
 * Knows the format of STYLE.md and two line kinds more, for what stands above
 * the driver.  Time is virtual: only '@' moves it, and what the driver says
 * must come exactly then.
 *
 *	# text for people
 *	= name value        a key of [modem], before anything else
 *	+ words             the link's or the port's owner does something
 *	> bytes             the driver says this, next and now
 *	< bytes             the modem says this
 *	@ 40ms              so much time passes, in silence until its end
 *	! words             the driver tells its owner this, next and now
 *
 * Bytes are written as they are, but for \r, \n, \\ and \xNN.
 */
#ifndef TESTS_SEQUANS_REPLAY_H
#define TESTS_SEQUANS_REPLAY_H

#include <stdbool.h>
#include <stddef.h>

enum replay_mode {
	REPLAY_WHOLE,   /* lines that follow each other come at once     */
	REPLAY_BYTES,   /* each byte of the modem's comes alone          */
	REPLAY_CUT,     /* the modem's bytes are cut once, at @cut       */
	REPLAY_RINGS,   /* before each line comes a ring of no socket    */
	REPLAY_REPORTS, /* before each line the registration is reported */
	REPLAY_NULS,    /* before each line comes noise: NUL             */
};

/*
 * Replays the file @name of tests/transcripts; fails the test with the line's
 * number when the driver does otherwise.  Returns how many bytes the modem
 * said.
 */
size_t replay(const char *name, enum replay_mode mode, size_t cut);

#endif
