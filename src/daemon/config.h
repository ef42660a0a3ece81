/*
 * config.h - the daemon's whole configuration: every section there is
 *
 * Knows which tables stand in one file, in which order defaults are derived,
 * and who holds the rules between values.  Does not know the command line nor
 * the log: it lists what is wrong, and the daemon tells it.
 */
#ifndef DAEMON_CONFIG_H
#define DAEMON_CONFIG_H

#include "conf/conf.h"
#include "gateway/config.h"
#include "sequans/config.h"

struct daemon_config {
	struct conf *conf; /* for conf_fault_format(), conf_dump() */
	struct gw_config gateway;
	struct sqn_config modem;
};

/*
 * Reads @path and its drop-ins.  Returns how many faults stop the start (0:
 * all is filled), or NB_ERR_SYSTEM without memory.  Whatever it returns,
 * faults and warnings can be told if @c->conf is not NULL, and
 * daemon_config_close() frees all.  @instance must outlive @c.
 */
int daemon_config_open(struct daemon_config *c, const char *path,
		       const char *instance);
void daemon_config_close(struct daemon_config *c);

#endif
