/*
 * engine.h - the parts of the driver in their turns
 *
 * Knows which part's command is in flight, what goes to it, and whose time has
 * come.  Does not know what any of them says.
 */
#ifndef SEQUANS_ENGINE_H
#define SEQUANS_ENGINE_H

#include "sequans/driver.h"

/* All bytes are taken. */
void sqn_engine_input(struct sqn_modem *m, const void *data, size_t len,
		      nb_ms now);
/* Starts the next command, if one may start, and offers what is unwritten. */
size_t sqn_engine_output(struct sqn_modem *m, void *buf, size_t cap, nb_ms now);

nb_ms sqn_engine_deadline(const struct sqn_modem *m);
void sqn_engine_expire(struct sqn_modem *m, nb_ms now);

#endif
