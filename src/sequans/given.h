/*
 * given.h - an operator's line, what is answered to it, and how it ends
 *
 * Knows one line at a time, and room for the lines of its answer.  Does not
 * know the modem, nor when the line is said.
 */
#ifndef SEQUANS_GIVEN_H
#define SEQUANS_GIVEN_H

#include "at/line.h"
#include "base/link.h"
#include "sequans/screen.h"

/* The longest answer, LF behind each line; the rest of a longer one is lost. */
#define SQN_GIVEN_ROOM 8192

enum sqn_given_state {
	SQN_GIVEN_FREE,
	SQN_GIVEN_WAITS, /* to be said                 */
	SQN_GIVEN_SAID,  /* it is in flight            */
	SQN_GIVEN_ENDED, /* its event has to be pulled */
};

struct sqn_given {
	enum sqn_given_state state;
	uint64_t tag;
	char line[SQN_SCREEN_LINE + 1];
	uint8_t lines[SQN_GIVEN_ROOM];
	size_t len;
	bool truncated;
	enum nb_answer answer;
	char final[AT_LINE_MAX];
};

/*
 * Takes @line, unless there is one already.  One that is refused has ended.
 * False when there is no room.
 */
bool sqn_given_add(struct sqn_given *g, const char *line, bool force,
		   uint64_t tag);
/* A line of the answer came; with data, which are told in digits. */
void sqn_given_answer(struct sqn_given *g, const char *text);
void sqn_given_data(struct sqn_given *g, struct nb_bytes data);
/* It ends, if there is one that has not; @final: its last line, or "". */
void sqn_given_end(struct sqn_given *g, enum nb_answer answer,
		   const char *final);
/* The event of one that has ended; false when none has. */
bool sqn_given_take(struct sqn_given *g, struct nb_link_event *ev);

#endif
