/*
 * context.h - the PDP context: its type, its access point and who we are there
 *
 * Knows +CGDCONT, +CGAUTH and +CGPIAF (3GPP TS 27.007, 10.1).  The modem keeps
 * the first two in memory that wears: they are written only where they differ.
 * Without `apn` they are the modem's own.
 */
#ifndef SEQUANS_CONTEXT_H
#define SEQUANS_CONTEXT_H

#include "sequans/step.h"

extern const struct sqn_step sqn_context_asked;
extern const struct sqn_step sqn_context_written;
extern const struct sqn_step sqn_context_login_asked;
extern const struct sqn_step sqn_context_login_written;
/* How addresses are to be written. */
extern const struct sqn_step sqn_context_form;

#endif
