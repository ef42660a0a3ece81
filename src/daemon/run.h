/*
 * run.h - the daemon between its start and its end
 *
 * Knows how the hub, its link, the local API and the process's surroundings
 * (signals, systemd, the log) hang together.  Does not know the command line,
 * nor how a configuration is read.
 */
#ifndef DAEMON_RUN_H
#define DAEMON_RUN_H

#include "daemon/config.h"

/*
 * Runs until a signal ends it; the process's exit status.  @config and
 * @instance must outlive it.
 */
int run(const struct daemon_config *config, const char *instance);

#endif
