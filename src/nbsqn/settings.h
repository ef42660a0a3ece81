/*
 * settings.h - the settings of libnbsqn's user into the driver's setup
 *
 * Knows <nbsqn/modem.h> and the table of [modem], whose defaults and checks it
 * uses.  Does not know files: a key that names one is the user's own.
 */
#ifndef NBSQN_SETTINGS_H
#define NBSQN_SETTINGS_H

#include "sequans/setup.h"

#include <nbsqn/modem.h>

/*
 * Fills *@config and *@out, which points to it, from @in.  False: something
 * in @in is not good.
 */
bool nbsqn_settings_apply(struct sqn_config *config, struct sqn_setup *out,
			  const struct nbsqn_setup *in);

#endif
