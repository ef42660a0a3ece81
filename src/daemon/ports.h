/*
 * ports.h - local ports that stand in place of others, over restarts
 *
 * Knows, by a target's name, which port was wanted and which one the modem
 * gave instead, and keeps them in a small file of the state directory: a line
 * "NAME WANTED PORT" for each.  Another port wanted (a changed configuration)
 * begins anew.  Does not know addresses.
 */
#ifndef DAEMON_PORTS_H
#define DAEMON_PORTS_H

#include "base/key.h"

#define PORTS_MAX 32

struct ports_row {
	char name[NB_NAME_MAX + 1];
	uint16_t wanted, port;
};

struct ports {
	char path[256];
	struct ports_row rows[PORTS_MAX];
	size_t count;
};

/* Reads what was kept in the directory @dir; what is no such line is dropped. */
void ports_read(struct ports *p, const char *dir);
/* The port toward the target @name, which wants @wanted. */
uint16_t ports_find(const struct ports *p, const char *name, uint16_t wanted);
/* From now on it is @port; false: errno says why it could not be kept. */
bool ports_keep(struct ports *p, const char *name, uint16_t wanted,
		uint16_t port);

#endif
