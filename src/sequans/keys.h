/*
 * keys.h - the table of [modem]: how each value is written and checked
 *
 * Knows keys, ranges, words and defaults.  Does not know INI or files: conf
 * fills struct sqn_config by it.
 */
#ifndef SEQUANS_KEYS_H
#define SEQUANS_KEYS_H

#include "base/key.h"
#include "sequans/config.h"

extern const struct nb_section sqn_section_modem;

/* Fills in the defaults of @c that follow from its other values. */
void sqn_config_derive(struct sqn_config *c);

#endif
