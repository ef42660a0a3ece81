/*
 * clients.h - the connections of the local API
 *
 * Knows descriptors and which of the hub's clients each is.  Does not know a
 * word of what is said.  What the hub does not take stays in the kernel, so
 * that a client which says too much waits.
 */
#ifndef DAEMON_CLIENTS_H
#define DAEMON_CLIENTS_H

#include "hub/hub.h"
#include "os/listener.h"

struct clients;

/* NULL without memory.  @hub must outlive them. */
struct clients *clients_open(struct os_loop *loop, struct hub *hub);
/* Closes all, whatever they still wait for. */
void clients_close(struct clients *c);

/* @fd has connected: it is ours to close. */
void clients_accept(struct clients *c, int fd, const struct os_peer *who);

/* The hub has something new for or of its client @number. */
void clients_serve(struct clients *c, int number, nb_ms now);

/* Takes what the clients have sent so far: the daemon ends. */
void clients_take_rest(struct clients *c, nb_ms now);

size_t clients_count(const struct clients *c);

#endif
