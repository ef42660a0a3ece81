/*
 * control.h - the socket of --control: orders in, answers out
 *
 * Knows connections and lines.  What an order does is orders.h's.
 */
#ifndef SIMD_CONTROL_H
#define SIMD_CONTROL_H

#include "os/listener.h"
#include "simd/orders.h"

#define SIMD_CONTROL_CLIENTS 4

struct simd_control;

struct simd_client {
	struct simd_control *control;
	int fd; /* -1: free */
	struct os_watch *watch;
	size_t len;
	char line[SIMD_ORDER];
};

struct simd_control {
	struct os_loop *loop;
	struct simd_board *board;
	struct os_listener *listener; /* NULL: there is no --control */
	struct simd_client clients[SIMD_CONTROL_CLIENTS];
};

/* @c must not move.  False: @why. */
bool simd_control_open(struct simd_control *c, struct os_loop *loop,
		       struct simd_board *board, const char *path,
		       char why[OS_LISTENER_WHY]);
void simd_control_close(struct simd_control *c);

#endif
