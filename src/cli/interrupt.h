/*
 * interrupt.h - SIGINT and SIGTERM as something to poll() for
 *
 * Knows signals.  Does not know what an interrupt ends.  A signal that was
 * ignored when the program started (nohup, a script's background job) stays
 * ignored.
 */
#ifndef CLI_INTERRUPT_H
#define CLI_INTERRUPT_H

#include <stdbool.h>

/* A descriptor that is readable when one has come; negative: errno. */
int cli_interrupt_open(void);
/* Takes it; true when there was one. */
bool cli_interrupt_take(int fd);
/* Signals work as before. */
void cli_interrupt_close(int fd);

#endif
