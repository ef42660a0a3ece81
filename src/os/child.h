/*
 * child.h - a command that runs beside us, with an end
 *
 * Knows an argv without a shell, how long it may take and how much of what it
 * says is kept.  Does not know what it is for.  It has no input, our
 * environment, and a process group of its own, which is killed at the limit.
 */
#ifndef OS_CHILD_H
#define OS_CHILD_H

#include "os/loop.h"

/* The most arguments, and the most that is kept of its output, with the NUL. */
#define OS_CHILD_ARGS   32
#define OS_CHILD_OUTPUT 256

enum os_child_how {
	OS_CHILD_EXITED, /* code: its exit status */
	OS_CHILD_KILLED, /* code: the signal      */
	OS_CHILD_LATE,   /* at its limit, by us   */
};

struct os_child_end {
	enum os_child_how how;
	int code;
	const char *output; /* what it said first, control characters are '?' */
};

struct os_child;

/*
 * Runs @line, split at blanks; a name without a slash is looked for in PATH.
 * @ended is told how it went, once, never from inside this call; then the child
 * is gone.  NULL: errno says why not, EINVAL: no or too many words.
 */
struct os_child *
os_child_run(struct os_loop *loop, const char *line, nb_ms limit,
	     void (*ended)(void *arg, const struct os_child_end *end),
	     void *arg);
/* Ends it at once; @ended is not called. */
void os_child_kill(struct os_child *child);

#endif
