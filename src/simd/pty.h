/*
 * pty.h - the tty that the modem sits on, and the link that names it
 *
 * Knows pseudo-terminals.  Keeps one slave descriptor open, so that clients
 * come and go as on a UART, and clears what a client that died left on it:
 * its exclusive mode, and bytes that nobody read.
 */
#ifndef SIMD_PTY_H
#define SIMD_PTY_H

#include <stdbool.h>
#include <stdint.h>

struct simd_pty {
	int master;
	int slave;
	int watch; /* readable when a client has closed the slave */
	char name[64];
	const char *link; /* NULL: there is none yet */
};

/* False: errno.  Who does not set a speed has @baud, if there is such one. */
bool simd_pty_open(struct simd_pty *pty, uint32_t baud);
/* The speed that the client set. */
uint32_t simd_pty_speed(const struct simd_pty *pty);
/* Makes @link, which must outlive it, lead to it.  False: errno. */
bool simd_pty_link(struct simd_pty *pty, const char *link);
/* A client has closed it. */
void simd_pty_left(struct simd_pty *pty);
/* Removes the link if it is still ours. */
void simd_pty_close(struct simd_pty *pty);

#endif
