/*
 * identity.h - which modem and which SIM this is
 *
 * Knows the bare lines that say so, and which revisions are which generation.
 */
#ifndef SEQUANS_IDENTITY_H
#define SEQUANS_IDENTITY_H

#include "sequans/driver.h"

/* A line, or its first argument without quotes, is kept in @room. */
void sqn_identity_take(char *room, size_t cap, const struct at_event *ev);
/* The same for an argument. */
void sqn_identity_keep(char *room, size_t cap, const struct at_text *text);
/* Which it is, from the configuration, the model or the revision. */
enum sqn_profile sqn_identity_profile(const struct sqn_config *config,
				      const char *model, const char *revision);

#endif
