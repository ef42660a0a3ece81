/*
 * notify.h - tells systemd how we are (sd_notify)
 *
 * Knows the states that a service may tell.  Does nothing when no service
 * manager listens, and never waits for one that does not read: what finds no
 * room is lost.  The watchdog is the loop's (os_loop_watchdog).
 */
#ifndef OS_NOTIFY_H
#define OS_NOTIFY_H

/* The configuration is valid and the API listens. */
void os_notify_ready(void);
/* One line for a person. */
void os_notify_status(const char *text);
/* The end has begun. */
void os_notify_stopping(void);

#endif
