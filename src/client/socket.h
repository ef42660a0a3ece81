/*
 * socket.h - where the daemon's socket is, and connecting to it
 *
 * Knows paths and the system's calls.  Does not know what is said over it.
 */
#ifndef CLIENT_SOCKET_H
#define CLIENT_SOCKET_H

/*
 * A connected descriptor that does not block and is closed on exec; the
 * caller's to close.  Negative: errno.
 */
int client_socket_open(const char *path);

#endif
