/*
 * modem_files.h - the files that [modem] names: PIN, password, init-file
 *
 * Knows where they are read to and what each may hold.  What is wrong with one
 * is told in the log; nothing of a secret is.
 */
#ifndef DAEMON_MODEM_FILES_H
#define DAEMON_MODEM_FILES_H

#include "sequans/setup.h"

/* Fills what @setup->config names; false when a file is not as it must be. */
bool modem_files_read(struct sqn_setup *setup);

#endif
