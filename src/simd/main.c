/* nbgate-sim: the simulated modem on a pty, its sockets on the loopback. */
#include "os/loop.h"
#include "sim/modem.h"
#include "simd/cable.h"
#include "simd/control.h"
#include "simd/options.h"
#include "simd/ports.h"
#include "simd/stats.h"
#include "simd/transcript.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct simd {
	struct simd_options options;
	struct sim_modem *modem;
	struct simd_replay replay;
	struct simd_cable cable;
	struct simd_board board;
	struct simd_ports ports;
	struct simd_transcript transcript;
	struct simd_control control;
	struct os_loop *loop;
	struct os_timer *timer;
	char why[OS_LISTENER_WHY]; /* else errno tells */
};

static void complain(const char *what, const char *why)
{
	fprintf(stderr, "nbgate-sim: %s: %s\n", what, why);
}

static bool write_stats(struct simd *d)
{
	sim_modem_expire(d->modem, os_now());
	if (!d->options.stats ||
	    simd_stats_write(d->options.stats, sim_modem_counters(d->modem),
			     d->ports.unreachable))
		return true;
	complain(d->options.stats, strerror(errno));
	return false;
}

static void tell_violation(struct simd *d, const char *text)
{
	char line[160];

	snprintf(line, sizeof(line), "violation: %s", text);
	fprintf(stderr, "nbgate-sim: %s\n", line);
	simd_transcript_remark(&d->transcript, line);
}

static void take_events(struct simd *d)
{
	struct sim_event ev;

	while (sim_modem_next_event(d->modem, &ev)) {
		switch (ev.type) {
		case SIM_EVENT_OPEN:
		case SIM_EVENT_CLOSE:
			break;
		case SIM_EVENT_SEND:
			simd_ports_send(&d->ports, ev.local_port, &ev.peer,
					ev.bytes);
			break;
		case SIM_EVENT_VIOLATION:
			tell_violation(d, ev.text);
			break;
		}
	}
}

/* Where the host said something else than it did then. */
static void tell_replay(struct simd *d)
{
	if (!d->replay.why[0])
		return;
	complain("--replay", d->replay.why);
	simd_transcript_remark(&d->transcript, d->replay.why);
	d->replay.why[0] = '\0';
}

/* Before the loop waits: everything out of the engine. */
static void pump(void *arg)
{
	struct simd *d = arg;

	simd_cable_pump(&d->cable);
	take_events(d);
	tell_replay(d);
	os_timer_set(d->timer, d->options.replay
				       ? simd_replay_deadline(&d->replay)
				       : sim_modem_deadline(d->modem));
}

static void datagram_came(void *arg, uint16_t local_port,
			  const struct nb_addr *peer, const void *data,
			  size_t len)
{
	struct simd *d = arg;

	sim_modem_input_to_port(d->modem, local_port, peer, data, len,
				os_now());
}

static void timer_expired(void *arg, nb_ms now)
{
	struct simd *d = arg;

	sim_modem_expire(d->modem, now);
}

static void signal_came(void *arg, int number)
{
	struct simd *d = arg;

	if (number == SIGUSR1)
		write_stats(d);
	else
		os_loop_stop(d->loop, 0);
}

static bool open_loop(struct simd *d)
{
	static const int signals[] = {SIGTERM, SIGINT, SIGUSR1};

	d->loop = os_loop_open();
	if (!d->loop)
		return false;
	for (size_t i = 0; i < sizeof(signals) / sizeof(signals[0]); i++)
		if (os_signal_add(d->loop, signals[i], signal_came, d))
			return false;
	d->timer = os_timer_add(d->loop, timer_expired, d);
	os_loop_on_idle(d->loop, pump, d);
	return d->timer;
}

static bool open_modem(struct simd *d)
{
	void *memory = malloc(sim_modem_footprint());
	nb_ms now = os_now();

	if (!memory)
		return false;
	d->options.sim.epoch_s = (int64_t)time(NULL) - now / 1000;
	d->modem = sim_modem_init(memory, &d->options.sim, now);
	if (d->options.baud)
		sim_modem_set_baud(d->modem, d->options.baud);
	return true;
}

static bool open_replay(struct simd *d)
{
	bool good = !d->options.replay ||
		    simd_replay_open(&d->replay, d->options.replay, os_now());

	snprintf(d->why, sizeof(d->why), "%s", d->replay.why);
	return good;
}

static bool open_transcript(struct simd *d)
{
	return simd_transcript_open(&d->transcript, d->options.transcript,
				    os_now());
}

static bool open_cable(struct simd *d)
{
	d->cable.loop = d->loop;
	d->cable.end = d->options.replay ? simd_end_replay(&d->replay)
					 : simd_end_modem(d->modem);
	d->cable.transcript = &d->transcript;
	d->cable.link = d->options.link;
	return simd_cable_open(&d->cable, d->options.baud);
}

static bool open_ports(struct simd *d)
{
	d->ports.rules = &d->options.rules;
	d->ports.loop = d->loop;
	d->ports.came = datagram_came;
	d->ports.arg = d;
	return simd_ports_open(&d->ports);
}

static bool plug(void *arg, bool in)
{
	return simd_cable_plug(arg, in);
}

static bool open_control(struct simd *d)
{
	d->board = (struct simd_board){d->modem, plug, &d->cable};
	return !d->options.control ||
	       simd_control_open(&d->control, d->loop, &d->board,
				 d->options.control, d->why);
}

static bool open_link(struct simd *d)
{
	return simd_cable_plug(&d->cable, true);
}

/* The link last: whoever sees it can use the modem. */
static bool open_all(struct simd *d)
{
	static const struct {
		bool (*open)(struct simd *d);
		const char *name;
	} steps[] = {
		{open_replay, "--replay"},   {open_transcript, "--transcript"},
		{open_modem, "memory"},      {open_loop, "event loop"},
		{open_cable, "timer"},       {open_ports, "--listen"},
		{open_control, "--control"}, {open_link, "--link"},
	};

	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
		if (!steps[i].open(d)) {
			complain(steps[i].name,
				 *d->why ? d->why : strerror(errno));
			return false;
		}
	return true;
}

static int run(struct simd *d)
{
	int status;

	fprintf(stderr, "nbgate-sim: %s is %s\n", d->options.link,
		d->cable.pty.name);
	status = os_loop_run(d->loop);
	if (!write_stats(d) ||
	    (d->options.replay && !simd_replay_is_over(&d->replay)))
		status = NB_ERR_SYSTEM;
	simd_ports_close(&d->ports);
	simd_cable_close(&d->cable);
	simd_transcript_close(&d->transcript);
	return status ? SIMD_EXIT_SYSTEM : 0;
}

int main(int argc, char **argv)
{
	static struct simd d;
	int status = SIMD_EXIT_SYSTEM;

	switch (simd_options_parse(&d.options, argc, argv)) {
	case SIMD_RUN:
		break;
	case SIMD_DONE:
		return 0;
	case SIMD_WRONG:
		return SIMD_EXIT_USAGE;
	}
	if (open_all(&d))
		status = run(&d);
	simd_control_close(&d.control);
	if (d.loop)
		os_loop_close(d.loop);
	free(d.modem);
	simd_replay_close(&d.replay);
	return status;
}
