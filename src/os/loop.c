#include "os/loop.h"

#include "base/assert.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <systemd/sd-event.h>
#include <time.h>

/* sd-event's unit; 0 would mean its default, 250 ms. */
#define ACCURACY_US 1

struct os_loop {
	sd_event *event;
	void (*idle)(void *arg);
	void *idle_arg;
	bool stopped;
	int status;
};

struct os_watch {
	sd_event_source *source;
	void (*ready)(void *arg, uint32_t events);
	void *arg;
};

/* @armed is what sd-event knows; it may be earlier than @deadline. */
struct os_timer {
	sd_event_source *source;
	void (*expired)(void *arg, nb_ms now);
	void *arg;
	nb_ms deadline;
	nb_ms armed;
};

struct os_signal {
	void (*came)(void *arg, int signal);
	void *arg;
};

/* sd-event answers with -errno. */
static bool failed(int r)
{
	if (r < 0)
		errno = -r;
	return r < 0;
}

struct os_loop *os_loop_open(void)
{
	struct os_loop *loop = calloc(1, sizeof(*loop));

	if (loop && failed(sd_event_new(&loop->event))) {
		free(loop);
		return NULL;
	}
	return loop;
}

void os_loop_close(struct os_loop *loop)
{
	sd_event_unref(loop->event);
	free(loop);
}

nb_ms os_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_BOOTTIME, &t);
	return (nb_ms)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

int64_t os_wall_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_REALTIME, &t);
	return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static int watch_ready(sd_event_source *source, int fd, uint32_t events,
		       void *userdata)
{
	struct os_watch *watch = userdata;

	(void)source;
	(void)fd;
	watch->ready(watch->arg, events);
	return 0;
}

struct os_watch *os_watch_add(struct os_loop *loop, int fd, uint32_t events,
			      void (*ready)(void *arg, uint32_t events),
			      void *arg)
{
	struct os_watch *watch = calloc(1, sizeof(*watch));

	if (!watch)
		return NULL;
	watch->ready = ready;
	watch->arg = arg;
	if (failed(sd_event_add_io(loop->event, &watch->source, fd, events,
				   watch_ready, watch))) {
		free(watch);
		return NULL;
	}
	return watch;
}

void os_watch_set(struct os_watch *watch, uint32_t events)
{
	int r = sd_event_source_set_io_events(watch->source, events);

	NB_ASSERT(r >= 0);
}

void os_watch_remove(struct os_watch *watch)
{
	sd_event_source_disable_unref(watch->source);
	free(watch);
}

static void timer_arm(struct os_timer *timer, nb_ms deadline)
{
	uint64_t us = deadline > 0 ? (uint64_t)deadline * 1000 : 0;
	int r = sd_event_source_set_time(timer->source, us);

	NB_ASSERT(r >= 0);
	r = sd_event_source_set_enabled(timer->source, SD_EVENT_ONESHOT);
	NB_ASSERT(r >= 0);
	timer->armed = deadline;
}

static int timer_fired(sd_event_source *source, uint64_t us, void *userdata)
{
	struct os_timer *timer = userdata;
	nb_ms now = os_now(), deadline = timer->deadline;

	(void)source;
	(void)us;
	timer->armed = NB_NEVER;
	if (deadline > now) {
		os_timer_set(timer, deadline);
		return 0;
	}
	timer->deadline = NB_NEVER;
	timer->expired(timer->arg, now);
	return 0;
}

struct os_timer *os_timer_add(struct os_loop *loop,
			      void (*expired)(void *arg, nb_ms now), void *arg)
{
	struct os_timer *timer = calloc(1, sizeof(*timer));

	if (!timer)
		return NULL;
	timer->expired = expired;
	timer->arg = arg;
	timer->deadline = timer->armed = NB_NEVER;
	if (failed(sd_event_add_time(loop->event, &timer->source,
				     CLOCK_BOOTTIME, 0, ACCURACY_US,
				     timer_fired, timer)) ||
	    failed(sd_event_source_set_enabled(timer->source, SD_EVENT_OFF))) {
		os_timer_remove(timer);
		return NULL;
	}
	return timer;
}

void os_timer_set(struct os_timer *timer, nb_ms deadline)
{
	if (deadline > NB_NEVER / 1000)
		deadline = NB_NEVER;
	timer->deadline = deadline;
	if (deadline < timer->armed)
		timer_arm(timer, deadline);
}

void os_timer_remove(struct os_timer *timer)
{
	sd_event_source_disable_unref(timer->source);
	free(timer);
}

static int signal_came(sd_event_source *source,
		       const struct signalfd_siginfo *info, void *userdata)
{
	struct os_signal *sig = userdata;

	(void)source;
	sig->came(sig->arg, (int)info->ssi_signo);
	return 0;
}

/* The loop owns the source, and the source its struct os_signal. */
int os_signal_add(struct os_loop *loop, int signal,
		  void (*came)(void *arg, int signal), void *arg)
{
	struct os_signal *sig = calloc(1, sizeof(*sig));
	sd_event_source *source;
	sigset_t set;

	if (!sig)
		return NB_ERR_SYSTEM;
	sig->came = came;
	sig->arg = arg;
	sigemptyset(&set);
	sigaddset(&set, signal);
	if (sigprocmask(SIG_BLOCK, &set, NULL) < 0 ||
	    failed(sd_event_add_signal(loop->event, &source, signal,
				       signal_came, sig))) {
		free(sig);
		return NB_ERR_SYSTEM;
	}
	sd_event_source_set_destroy_callback(source, free);
	sd_event_source_set_floating(source, 1);
	sd_event_source_unref(source);
	return 0;
}

void os_loop_on_idle(struct os_loop *loop, void (*idle)(void *arg), void *arg)
{
	loop->idle = idle;
	loop->idle_arg = arg;
}

int os_loop_run(struct os_loop *loop)
{
	loop->stopped = false;
	while (!loop->stopped) {
		if (loop->idle)
			loop->idle(loop->idle_arg);
		if (loop->stopped)
			break;
		if (failed(sd_event_run(loop->event, UINT64_MAX)))
			return NB_ERR_SYSTEM;
	}
	return loop->status;
}

void os_loop_stop(struct os_loop *loop, int status)
{
	loop->stopped = true;
	loop->status = status;
}

int os_loop_watchdog(struct os_loop *loop)
{
	return failed(sd_event_set_watchdog(loop->event, 1)) ? NB_ERR_SYSTEM
							     : 0;
}
