/*
 * port.h - the serial side of the modem's driver
 *
 * Knows the device: opens, locks and watches it, carries bytes between it and
 * the driver, grants the driver's wishes, and waits for its path to appear.
 * Does not know what the bytes mean.
 */
#ifndef DAEMON_PORT_H
#define DAEMON_PORT_H

#include "os/loop.h"
#include "sequans/modem.h"

struct port;

/* Who keeps over restarts what a wish says: NB_WISH_KEEP, NB_WISH_KEEP_PIN. */
struct port_keeper {
	void (*keep)(void *arg, const struct nb_wish *wish);
	void *arg;
};

/*
 * @setup->config must outlive the port.  NULL without memory.  Whenever the
 * loop comes to its idle call there may be something for port_serve().
 */
struct port *port_open(struct os_loop *loop, const struct sqn_setup *setup,
		       const struct port_keeper *keeper, nb_ms now);
void port_close(struct port *p);

struct nb_link port_link(struct port *p);

/* Who is told of each byte on the line, either way. */
void port_tap(struct port *p,
	      void (*tap)(void *arg, bool from_modem, const void *data,
			  size_t len, nb_ms now),
	      void *arg);

/*
 * Grants wishes and writes bytes; true when the driver may have something to
 * say to its upper side now.  Call it until it is false.
 */
bool port_serve(struct port *p, nb_ms now);

/* The end has begun; port_is_shut() says when the driver has done its part. */
void port_shutdown(struct port *p, nb_ms now);
bool port_is_shut(const struct port *p);

#endif
