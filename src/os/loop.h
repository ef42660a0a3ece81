/*
 * loop.h - the event loop (sd-event), with descriptors, timers and signals
 *
 * Knows descriptors and the monotonic clock in milliseconds.  Timers have an
 * accuracy of 1 us (sd-event's default of 250 ms is no use here) and are moved
 * lazily: moving the earliest deadline costs a system call.
 */
#ifndef OS_LOOP_H
#define OS_LOOP_H

#include <nbcoap/types.h>
#include <sys/epoll.h>

struct os_loop;
struct os_watch;
struct os_timer;

struct os_loop *os_loop_open(void); /* NULL: errno */
void os_loop_close(struct os_loop *loop);

/* Milliseconds of CLOCK_BOOTTIME: they count on through suspend. */
nb_ms os_now(void);
/* What the wall clock says, in nanoseconds since 1970; it may jump. */
int64_t os_wall_ns(void);

/*
 * Calls @ready with the EPOLL* bits that came whenever @fd has some of
 * @events; HUP and ERR always count.  NULL: errno.  The descriptor stays the
 * caller's; remove the watch before closing it.  Removing from inside @ready
 * is fine.
 */
struct os_watch *os_watch_add(struct os_loop *loop, int fd, uint32_t events,
			      void (*ready)(void *arg, uint32_t events),
			      void *arg);
void os_watch_set(struct os_watch *watch, uint32_t events);
void os_watch_remove(struct os_watch *watch);

/* A timer that is off until set; set to NB_NEVER it is off again. */
struct os_timer *os_timer_add(struct os_loop *loop,
			      void (*expired)(void *arg, nb_ms now), void *arg);
void os_timer_set(struct os_timer *timer, nb_ms deadline);
void os_timer_remove(struct os_timer *timer);

/* Calls @came when the signal does; it is blocked for the whole process. */
int os_signal_add(struct os_loop *loop, int signal,
		  void (*came)(void *arg, int signal), void *arg);

/* Calls @idle each time before the loop waits: the owner's pump. */
void os_loop_on_idle(struct os_loop *loop, void (*idle)(void *arg), void *arg);

/* Runs until os_loop_stop(); its status, or NB_ERR_SYSTEM. */
int os_loop_run(struct os_loop *loop);
void os_loop_stop(struct os_loop *loop, int status);

/* Starts systemd's watchdog when the environment asks for it. */
int os_loop_watchdog(struct os_loop *loop);

#endif
