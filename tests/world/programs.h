/*
 * programs.h - local programs that ask for this and that, as chance will have
 *
 * Knows what each asked and what it heard, and judges it: each request gets
 * exactly one answer or error, and what that says of a POST must be so.  Some
 * keep what they have to say, and ask again for what was not sent.
 */
#ifndef TESTS_WORLD_PROGRAMS_H
#define TESTS_WORLD_PROGRAMS_H

#include "world/weather.h"

#define PROGRAMS     4
#define PROGRAM_ASKS 8
/* With those that are asked again. */
#define PROGRAM_CALLS 64

/* What a request came to. */
enum heard {
	HEARD_NOTHING,
	HEARD_RESULT,
	HEARD_NOT_SENT, /* an error, and nothing was sent */
	HEARD_FAILED,   /* another error */
};

struct asked {
	unsigned post; /* its number; 0: no POST */
	enum heard heard;
	unsigned times;
	bool again; /* nothing was sent, and it was asked again */
	char params[120];
};

struct program {
	int client;  /* -1: it has closed its connection */
	nb_ms next;  /* when it does something */
	bool leaves; /* closes its connection in the middle */
	bool keeps;  /* asks again for what was not sent */
	struct asked asked[PROGRAM_CALLS];
	size_t count, asks; /* all, and without those asked again */
};

struct programs {
	struct world *world;
	struct weather *weather; /* NULL: fair */
	struct program all[PROGRAMS];
	unsigned posts; /* numbers given out */
};

void programs_open(struct programs *p, struct world *w,
		   struct weather *weather);

/* They and their world go on to @end. */
void programs_run(struct programs *p, nb_ms end);

/* Fails the test when something is not as it must be in the end. */
void programs_judge(struct programs *p);

#endif
