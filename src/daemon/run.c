#include "daemon/run.h"

#include "daemon/clients.h"
#include "daemon/modem_files.h"
#include "daemon/pin.h"
#include "daemon/port.h"
#include "daemon/ports.h"
#include "daemon/trace_files.h"
#include "hub/capture.h"
#include "hub/hub.h"
#include "os/file.h"
#include "os/listener.h"
#include "os/log.h"
#include "os/notify.h"
#include "os/udp.h"
#include <config.h>

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sysexits.h>
#include <unistd.h>

/* The contract gives 5 s to end; what is not done by then is left. */
#define END_WITHIN 4500
/* Descriptors beside those of clients. */
#define DESCRIPTORS 32

struct daemon {
	const struct daemon_config *config;
	const char *instance;
	struct os_loop *loop;
	struct os_timer *timer; /* the hub's deadline */
	struct os_timer *end;   /* set once the end has begun */
	struct ports ports;     /* that the modem gave in place of others */
	struct port *port;      /* the link below the hub: this, */
	struct os_udp *udp;     /* or this */
	struct hub *hub;
	struct clients *clients;
	struct os_listener *listener;
	struct trace_files trace;
	bool ending;
};

/* The pump */

static void open_trace(struct daemon *d, bool at)
{
	struct trace_files *f = &d->trace;

	if (trace_files_open(f, d->config->gateway.settings.state_dir, at) < 0)
		hub_trace_failed(d->hub, strerror(errno));
	else
		hub_trace_opened(d->hub, f->path, at ? f->at_path : NULL);
}

static void write_trace(struct daemon *d, const struct hub_event *ev)
{
	if (trace_files_write(&d->trace, ev->at, ev->bytes) == 0)
		return;
	os_log(NB_LOG_WARNING, "%s: %s; the capture ends",
	       ev->at ? d->trace.at_path : d->trace.path, strerror(errno));
	trace_files_close(&d->trace);
	hub_trace_failed(d->hub, "the capture cannot be written");
}

static void take_hub_events(struct daemon *d, nb_ms now)
{
	struct hub_event ev;

	while (hub_next_event(d->hub, &ev))
		switch (ev.type) {
		case HUB_EVENT_CLIENT:
			clients_serve(d->clients, ev.client, now);
			break;
		case HUB_EVENT_LOG:
			os_log(ev.level, "%s", ev.text);
			break;
		case HUB_EVENT_STATUS:
			os_notify_status(ev.text);
			break;
		case HUB_EVENT_TRACE_OPEN:
			open_trace(d, ev.at);
			break;
		case HUB_EVENT_TRACE_WRITE:
			write_trace(d, &ev);
			break;
		case HUB_EVENT_TRACE_CLOSE:
			trace_files_close(&d->trace);
			break;
		}
}

static bool has_ended(const struct daemon *d)
{
	return d->ending && clients_count(d->clients) == 0 &&
	       (!d->port || port_is_shut(d->port));
}

/* All that can move moves before the loop waits. */
static void pump(void *arg)
{
	struct daemon *d = arg;
	nb_ms now = os_now();

	if (hub_is_traced(d->hub))
		hub_trace_clock(d->hub, os_wall_ns() - now * 1000000);
	do {
		hub_pump(d->hub, now);
		take_hub_events(d, now);
	} while (d->port && port_serve(d->port, now));
	os_timer_set(d->timer, hub_deadline(d->hub));
	if (has_ended(d))
		os_loop_stop(d->loop, EX_OK);
}

static void deadline_came(void *arg, nb_ms now)
{
	struct daemon *d = arg;

	hub_expire(d->hub, now);
}

static void accepted(void *arg, int fd, const struct os_peer *who)
{
	struct daemon *d = arg;

	clients_accept(d->clients, fd, who);
}

/* Signals and the end */

static void end_came(void *arg, nb_ms now)
{
	struct daemon *d = arg;

	(void)now;
	os_log(NB_LOG_WARNING, "ended before all was closed");
	os_loop_stop(d->loop, EX_OK);
}

static void begin_end(void *arg, int signal)
{
	struct daemon *d = arg;
	nb_ms now = os_now();

	if (d->ending)
		return;
	d->ending = true;
	os_log(NB_LOG_INFO, "%s: ending", strsignal(signal));
	os_notify_stopping();
	os_timer_set(d->end, now + END_WITHIN);
	os_listener_close(d->listener);
	d->listener = NULL;
	hub_shutdown(d->hub, now);
	clients_take_rest(d->clients, now);
	hub_finish(d->hub);
	if (d->port)
		port_shutdown(d->port, now);
}

static void ignore_reload(void *arg, int signal)
{
	(void)arg;
	(void)signal;
	os_log(NB_LOG_WARNING,
	       "SIGHUP: reload is not supported yet; ignored. Restart to "
	       "take a changed configuration");
}

/* Opening, part by part; each tells its failure and returns false */

static bool told(const char *why)
{
	os_log(NB_LOG_ERROR, "%s", why);
	return false;
}

/* A client needs a descriptor; the usual soft limit is 1024. */
static void raise_descriptor_limit(const struct gw_settings *settings)
{
	struct rlimit limit;
	rlim_t want = (rlim_t)settings->max_clients + DESCRIPTORS;

	if (getrlimit(RLIMIT_NOFILE, &limit) < 0 || limit.rlim_cur >= want)
		return;
	limit.rlim_cur = want < limit.rlim_max ? want : limit.rlim_max;
	setrlimit(RLIMIT_NOFILE, &limit);
	if (limit.rlim_cur < want)
		os_log(NB_LOG_WARNING,
		       "max-clients is %d, but the limit of descriptors %d",
		       (int)settings->max_clients, (int)limit.rlim_cur);
}

static bool open_loop(struct daemon *d)
{
	d->loop = os_loop_open();
	if (!d->loop)
		return told(strerror(errno));
	d->timer = os_timer_add(d->loop, deadline_came, d);
	d->end = os_timer_add(d->loop, end_came, d);
	if (!d->timer || !d->end ||
	    os_signal_add(d->loop, SIGTERM, begin_end, d) < 0 ||
	    os_signal_add(d->loop, SIGINT, begin_end, d) < 0 ||
	    os_signal_add(d->loop, SIGHUP, ignore_reload, d) < 0 ||
	    os_loop_watchdog(d->loop) < 0)
		return told(strerror(errno));
	os_loop_on_idle(d->loop, pump, d);
	return true;
}

/* What the configuration says of our port toward @peer; NULL: no target's. */
static const char *wanted_port(const struct daemon *d,
			       const struct nb_addr *peer, uint16_t *port)
{
	const char *name = d->hub ? hub_target_name(d->hub, peer) : NULL;

	*port = (uint16_t)d->config->gateway.settings.coap_port;
	if (name)
		*port = (uint16_t)hub_local_port(d->hub, peer);
	return name;
}

/* The driver asks when it dials, which is long after the hub is there. */
static uint16_t local_port(void *arg, const struct nb_addr *peer)
{
	const struct daemon *d = arg;
	uint16_t wanted;
	const char *name = wanted_port(d, peer, &wanted);

	return name ? ports_find(&d->ports, name, wanted) : wanted;
}

static bool keep_port(struct daemon *d, const struct nb_addr *peer,
		      uint16_t port)
{
	uint16_t wanted;
	const char *name = wanted_port(d, peer, &wanted);

	return !name || ports_keep(&d->ports, name, wanted, port);
}

static void keep(void *arg, const struct nb_wish *wish)
{
	struct daemon *d = arg;
	const char *dir = d->config->gateway.settings.state_dir;
	const struct sqn_refused_pin refused = {wish->pin, wish->sim};
	bool kept = wish->type == NB_WISH_KEEP_PIN
			    ? pin_keep_refused(dir, &refused)
			    : keep_port(d, &wish->peer, wish->local_port);

	if (!kept)
		os_log(NB_LOG_WARNING, "%s: %s", dir, strerror(errno));
}

static bool open_port(struct daemon *d, uint16_t coap_port, nb_ms now)
{
	struct sqn_setup setup = {
		.config = &d->config->modem,
		.coap_port = coap_port,
		.local_port = local_port,
		.local_port_arg = d,
	};
	const struct port_keeper keeper = {keep, d};
	const char *dir = d->config->gateway.settings.state_dir;

	if (!modem_files_read(&setup))
		return false;
	os_random(setup.secret, sizeof(setup.secret));
	ports_read(&d->ports, dir);
	pin_read_refused(dir, &setup.refused_pin);
	d->port = port_open(d->loop, &setup, &keeper, now);
	return d->port || told("no memory for the modem's driver");
}

static bool open_udp(struct daemon *d, uint16_t coap_port)
{
	size_t mtu = (size_t)d->config->modem.mtu;
	char why[OS_UDP_WHY];

	d->udp = os_udp_open(d->loop, coap_port, mtu, why);
	return d->udp || told(why);
}

static bool open_link(struct daemon *d, nb_ms now)
{
	uint16_t port = (uint16_t)d->config->gateway.settings.coap_port;

	if (d->config->modem.driver == SQN_DRIVER_UDP)
		return open_udp(d, port);
	return open_port(d, port, now);
}

static void tap_line(void *arg, bool from_modem, const void *data, size_t len,
		     nb_ms now)
{
	struct daemon *d = arg;

	hub_trace_serial(d->hub, from_modem, data, len, now);
}

static bool open_hub(struct daemon *d, nb_ms now)
{
	struct hub_setup setup = {
		.config = &d->config->gateway,
		.link = d->port ? port_link(d->port) : os_udp_link(d->udp),
		.instance = d->instance,
		.version = PACKAGE_VERSION,
		.uid = (uint32_t)getuid(),
	};

	os_random(setup.secret, sizeof(setup.secret));
	d->hub = hub_open(&setup, now);
	d->clients = d->hub ? clients_open(d->loop, d->hub) : NULL;
	if (d->clients && d->port)
		port_tap(d->port, tap_line, d);
	return d->clients || told("no memory for the gateway");
}

static bool open_listener(struct daemon *d)
{
	const struct gw_settings *settings = &d->config->gateway.settings;
	const struct os_listener_setup setup = {
		.path = settings->socket,
		.group = settings->socket_group,
		.mode = (mode_t)settings->socket_mode,
	};
	char why[OS_LISTENER_WHY];

	d->listener = os_listener_open(d->loop, &setup, accepted, d, why);
	if (!d->listener)
		return told(why);
	if (why[0])
		os_log(NB_LOG_WARNING, "%s", why);
	os_log(NB_LOG_INFO, "nbgated %s, instance %s: listening at %s",
	       PACKAGE_VERSION, d->instance, os_listener_name(d->listener));
	return true;
}

static void close_all(struct daemon *d)
{
	if (d->listener)
		os_listener_close(d->listener);
	if (d->clients)
		clients_close(d->clients);
	if (d->hub)
		hub_close(d->hub);
	if (d->port)
		port_close(d->port);
	if (d->udp)
		os_udp_close(d->udp);
	trace_files_close(&d->trace);
	if (d->timer)
		os_timer_remove(d->timer);
	if (d->end)
		os_timer_remove(d->end);
	if (d->loop)
		os_loop_close(d->loop);
}

int run(const struct daemon_config *config, const char *instance)
{
	struct daemon d = {.config = config,
			   .instance = instance,
			   .trace = TRACE_FILES_CLOSED};
	nb_ms now = os_now();
	int status = EX_UNAVAILABLE;

	os_log_open(instance);
	os_log_set_level((enum nb_log_level)config->gateway.settings.log_level);
	raise_descriptor_limit(&config->gateway.settings);
	if (open_loop(&d) && open_link(&d, now) && open_hub(&d, now) &&
	    open_listener(&d)) {
		os_notify_ready();
		status = os_loop_run(d.loop);
		if (status < 0)
			status = EX_OSERR;
	}
	close_all(&d);
	return status;
}
