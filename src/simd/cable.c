#include "config.h"

#include "simd/cable.h"
#include <errno.h>
#include <string.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#define SECOND UINT64_C(1000000000)

static uint64_t now_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * SECOND + (uint64_t)t.tv_nsec;
}

/* Does the host use another speed than the modem? */
static bool is_garbled(const struct simd_cable *c)
{
	return c->paced && simd_pty_speed(&c->pty) != c->speed;
}

/* Not one bit is where it was. */
static void garble(uint8_t *data, size_t len)
{
	for (size_t i = 0; i < len; i++)
		data[i] = (uint8_t)(data[i] ^ 0x5a) | 0x80;
}

static void hear(struct simd_cable *c, size_t n, nb_ms now)
{
	if (is_garbled(c))
		garble(c->held, n);
	simd_transcript_host(c->transcript, c->held, n, now);
	c->end.input(c->end.self, c->held, n, now);
	c->held_len -= n;
	memmove(c->held, c->held + n, c->held_len);
}

static void read_host(struct simd_cable *c)
{
	ssize_t n = read(c->pty.master, c->held + c->held_len,
			 sizeof(c->held) - c->held_len);

	if (n > 0)
		c->held_len += (size_t)n;
}

static void host_ready(void *arg, uint32_t events)
{
	if (events & EPOLLIN)
		read_host(arg);
}

static void take_from_host(struct simd_cable *c)
{
	size_t n = simd_pace_take(&c->in, c->held_len, now_ns());

	if (n)
		hear(c, n, os_now());
}

/* Writes @len bytes of the modem; how many the tty took. */
static size_t write_host(struct simd_cable *c, uint8_t *buf, size_t len)
{
	nb_ms now = os_now();
	ssize_t n;

	if (is_garbled(c))
		garble(buf, len);
	n = write(c->pty.master, buf, len);
	if (n <= 0)
		return 0;
	c->end.output_done(c->end.self, (size_t)n, now);
	simd_transcript_modem(c->transcript, buf, (size_t)n, now);
	return (size_t)n;
}

/* Another speed holds once what was written with the old one is out. */
static void take_speed(struct simd_cable *c)
{
	uint32_t baud = c->end.baud(c->end.self);

	if (baud)
		c->speed = baud;
	simd_pace_set(&c->in, c->paced ? c->speed : 0);
	simd_pace_set(&c->out, c->paced ? c->speed : 0);
}

/* How many bytes wait on the line still; *@full: the tty takes no more. */
static size_t give_to_host(struct simd_cable *c, bool *full)
{
	uint8_t buf[SIMD_CABLE_CHUNK];
	size_t len, n;

	while ((len = c->end.output(c->end.self, buf, sizeof(buf), os_now()))) {
		n = simd_pace_take(&c->out, len, now_ns());
		if (!n)
			return len;
		if (write_host(c, buf, n) < n) {
			*full = true;
			return 0;
		}
	}
	take_speed(c);
	return 0;
}

/* The next byte of either way; 0: none is under way. */
static void set_clock(struct simd_cable *c, size_t out_waiting)
{
	struct itimerspec at = {0};
	uint64_t due = UINT64_MAX;

	if (c->held_len)
		due = simd_pace_due(&c->in, c->held_len);
	if (out_waiting && simd_pace_due(&c->out, out_waiting) < due)
		due = simd_pace_due(&c->out, out_waiting);
	if (due != UINT64_MAX) {
		at.it_value.tv_sec = (time_t)(due / SECOND);
		at.it_value.tv_nsec = (long)(due % SECOND);
	}
	timerfd_settime(c->clock, TFD_TIMER_ABSTIME, &at, NULL);
}

void simd_cable_pump(struct simd_cable *c)
{
	uint32_t wanted = 0;
	bool full = false;
	size_t waiting;

	if (!c->plugged)
		return;
	take_from_host(c);
	waiting = give_to_host(c, &full);
	if (c->held_len < sizeof(c->held))
		wanted |= EPOLLIN;
	if (full)
		wanted |= EPOLLOUT;
	os_watch_set(c->line, wanted);
	if (c->paced)
		set_clock(c, waiting);
}

static void ticked(void *arg, uint32_t events)
{
	struct simd_cable *c = arg;
	uint64_t count;
	ssize_t n = read(c->clock, &count, sizeof(count));

	(void)events;
	(void)n; /* what is due is done by the pump */
}

static void client_left(void *arg, uint32_t events)
{
	struct simd_cable *c = arg;

	(void)events;
	simd_pty_left(&c->pty);
}

bool simd_cable_open(struct simd_cable *c, uint32_t baud)
{
	c->paced = baud;
	c->speed = baud;
	take_speed(c);
	c->clock = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
	if (c->clock < 0)
		return false;
	c->tick = os_watch_add(c->loop, c->clock, EPOLLIN, ticked, c);
	return c->tick;
}

static bool plug_in(struct simd_cable *c)
{
	if (!simd_pty_open(&c->pty, c->speed) ||
	    !simd_pty_link(&c->pty, c->link))
		return false;
	c->line = os_watch_add(c->loop, c->pty.master, EPOLLIN, host_ready, c);
	c->left = os_watch_add(c->loop, c->pty.watch, EPOLLIN, client_left, c);
	c->plugged = c->line && c->left;
	return c->plugged;
}

static void pull_out(struct simd_cable *c)
{
	os_watch_remove(c->line);
	os_watch_remove(c->left);
	simd_pty_close(&c->pty);
	c->end.cut(c->end.self);
	c->held_len = 0;
	c->plugged = false;
}

bool simd_cable_plug(struct simd_cable *c, bool in)
{
	if (in == c->plugged) {
		errno = EALREADY;
		return false;
	}
	if (in)
		return plug_in(c);
	pull_out(c);
	return true;
}

void simd_cable_close(struct simd_cable *c)
{
	if (c->plugged)
		pull_out(c);
	if (c->tick)
		os_watch_remove(c->tick);
	if (c->clock > 0)
		close(c->clock);
}
