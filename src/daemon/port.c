#include "daemon/port.h"

#include "os/child.h"
#include "os/log.h"
#include "os/path.h"
#include "os/serial.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define CHUNK         1024
#define COMMAND_LIMIT 30000

struct port {
	struct os_loop *loop;
	const struct sqn_config *config;
	struct sqn_modem *modem;
	struct port_keeper keeper;
	struct os_serial serial;
	struct os_watch *watch;   /* of the open port */
	struct os_path *path;     /* while the port is closed */
	bool full;                /* it takes no more bytes for now */
	struct os_child *command; /* reset-command, while it runs */
	/* Called with each byte on the line; NULL: nobody is. */
	void (*tap)(void *arg, bool from_modem, const void *data, size_t len,
		    nb_ms now);
	void *tap_arg;
	char told[OS_SERIAL_WHY]; /* why it could not be opened, once told */
};

static void path_appeared(void *arg)
{
	struct port *p = arg;

	sqn_modem_port(p->modem, SQN_PORT_THERE, os_now());
}

static void close_serial(struct port *p)
{
	if (p->watch)
		os_watch_remove(p->watch);
	p->watch = NULL;
	p->full = false;
	os_serial_close(&p->serial);
}

static void wait_for_path(struct port *p)
{
	if (!p->path)
		p->path = os_path_watch(p->loop, p->config->device,
					path_appeared, p);
}

static void stop_waiting(struct port *p)
{
	if (p->path)
		os_path_unwatch(p->path);
	p->path = NULL;
}

static void tap(struct port *p, bool from_modem, const void *data, size_t len,
		nb_ms now)
{
	if (p->tap)
		p->tap(p->tap_arg, from_modem, data, len, now);
}

/* Bytes came, or the device has gone. */
static void read_some(struct port *p, bool hung_up)
{
	char buf[CHUNK];
	ssize_t n = os_serial_read(&p->serial, buf, sizeof(buf));

	if (n > 0) {
		nb_ms now = os_now();

		tap(p, true, buf, (size_t)n, now);
		sqn_modem_input_bytes(p->modem, buf, (size_t)n, now);
	} else if (n < 0 || hung_up) {
		close_serial(p);
		wait_for_path(p);
		sqn_modem_port(p->modem, SQN_PORT_GONE, os_now());
	}
}

static void serial_ready(void *arg, uint32_t events)
{
	struct port *p = arg;

	if (events & EPOLLOUT) {
		p->full = false;
		os_watch_set(p->watch, EPOLLIN);
	}
	if (events & (EPOLLIN | EPOLLHUP | EPOLLERR))
		read_some(p, events & (EPOLLHUP | EPOLLERR));
}

/* A reason is told when it is another than last time: tries are many. */
static void tell_failure(struct port *p, const char *why)
{
	if (strcmp(p->told, why) == 0)
		return;
	strcpy(p->told, why);
	os_log(NB_LOG_WARNING, "%s; trying on", why);
}

static int open_serial(struct port *p, uint32_t baud, char why[OS_SERIAL_WHY])
{
	bool rtscts = p->config->flow == SQN_FLOW_RTSCTS;

	if (os_serial_open(&p->serial, p->config->device, baud, rtscts, why) <
	    0)
		return NB_ERR_SYSTEM;
	p->watch =
		os_watch_add(p->loop, p->serial.fd, EPOLLIN, serial_ready, p);
	if (p->watch)
		return 0;
	close_serial(p);
	strcpy(why, "no memory to watch the device");
	return NB_ERR_SYSTEM;
}

/* The path is watched first: what appears meanwhile is not missed. */
static enum sqn_port grant_open(struct port *p, uint32_t baud)
{
	char why[OS_SERIAL_WHY];

	close_serial(p);
	wait_for_path(p);
	if (open_serial(p, baud, why) < 0) {
		tell_failure(p, why);
		return SQN_PORT_FAILED;
	}
	stop_waiting(p);
	p->told[0] = '\0';
	os_log(NB_LOG_INFO, "%s is open at %u baud", p->config->device,
	       (unsigned)baud);
	return SQN_PORT_OPEN;
}

/* A speed that the port cannot do is one at which nobody answers. */
static void grant_speed(struct port *p, uint32_t baud)
{
	if (p->watch && os_serial_set_speed(&p->serial, baud) < 0)
		os_log(NB_LOG_WARNING, "%s cannot run at %u baud",
		       p->config->device, (unsigned)baud);
}

static void command_ended(void *arg, const struct os_child_end *end)
{
	struct port *p = arg;

	p->command = NULL;
	if (end->how == OS_CHILD_LATE)
		os_log(NB_LOG_WARNING, "reset-command: ended after %d s: %s",
		       COMMAND_LIMIT / 1000, end->output);
	else if (end->how == OS_CHILD_KILLED)
		os_log(NB_LOG_WARNING, "reset-command: signal %d: %s",
		       end->code, end->output);
	else
		os_log(end->code ? NB_LOG_WARNING : NB_LOG_INFO,
		       "reset-command: exit status %d: %s", end->code,
		       end->output);
	sqn_modem_ran(p->modem, os_now());
}

/* What it does to the modem must not happen to somebody else's. */
static void end_command(struct port *p)
{
	if (p->command)
		os_child_kill(p->command);
	p->command = NULL;
}

static void grant_run(struct port *p, nb_ms now)
{
	end_command(p);
	p->command = os_child_run(p->loop, p->config->reset_command,
				  COMMAND_LIMIT, command_ended, p);
	if (p->command)
		return;
	os_log(NB_LOG_ERROR, "reset-command: %s", strerror(errno));
	sqn_modem_ran(p->modem, now);
}

static void grant(struct port *p, const struct nb_wish *wish, nb_ms now)
{
	switch (wish->type) {
	case NB_WISH_OPEN:
		sqn_modem_port(p->modem, grant_open(p, wish->baud), now);
		break;
	case NB_WISH_SPEED:
		grant_speed(p, wish->baud);
		break;
	case NB_WISH_CLOSE:
		end_command(p);
		close_serial(p);
		wait_for_path(p);
		sqn_modem_port(p->modem, SQN_PORT_CLOSED, now);
		break;
	case NB_WISH_RUN:
		grant_run(p, now);
		break;
	case NB_WISH_KEEP:
	case NB_WISH_KEEP_PIN:
		p->keeper.keep(p->keeper.arg, wish);
		break;
	}
}

/* Offers the driver's next bytes to the port; true when some went out. */
static bool write_some(struct port *p, nb_ms now)
{
	char buf[CHUNK];

	if (!p->watch || p->full)
		return false;
	size_t len = sqn_modem_output_bytes(p->modem, buf, sizeof(buf), now);
	if (len == 0)
		return false;
	ssize_t n = os_serial_write(&p->serial, buf, len);
	if (n < 0)
		n = 0; /* reading tells that it has gone */
	tap(p, false, buf, (size_t)n, now);
	sqn_modem_output_done(p->modem, (size_t)n, now);
	if ((size_t)n < len) {
		p->full = true;
		os_watch_set(p->watch, EPOLLIN | EPOLLOUT);
	}
	return n > 0;
}

bool port_serve(struct port *p, nb_ms now)
{
	struct nb_wish wish;
	bool moved = false;

	while (sqn_modem_next_wish(p->modem, &wish)) {
		grant(p, &wish, now);
		moved = true;
	}
	return write_some(p, now) || moved;
}

struct port *port_open(struct os_loop *loop, const struct sqn_setup *setup,
		       const struct port_keeper *keeper, nb_ms now)
{
	struct port *p = calloc(1, sizeof(*p));
	void *memory = malloc(sqn_modem_footprint());

	if (!p || !memory) {
		free(p);
		free(memory);
		return NULL;
	}
	*p = (struct port){
		.loop = loop,
		.config = setup->config,
		.keeper = *keeper,
		.modem = sqn_modem_init(memory, setup, now),
		.serial = OS_SERIAL_CLOSED,
	};
	return p;
}

void port_close(struct port *p)
{
	end_command(p);
	close_serial(p);
	stop_waiting(p);
	free(p->modem);
	free(p);
}

void port_tap(struct port *p,
	      void (*tap_line)(void *arg, bool from_modem, const void *data,
			       size_t len, nb_ms now),
	      void *arg)
{
	p->tap = tap_line;
	p->tap_arg = arg;
}

struct nb_link port_link(struct port *p)
{
	return sqn_modem_link(p->modem);
}

void port_shutdown(struct port *p, nb_ms now)
{
	sqn_modem_shutdown(p->modem, now);
}

bool port_is_shut(const struct port *p)
{
	return sqn_modem_is_shut(p->modem);
}
