/*
 * log.h - how urgent a line of the log is
 *
 * Knows levels only.  Decoders and engines don't log: they raise an event
 * that holds a level and a text, and whoever owns the log writes it.
 */
#ifndef BASE_LOG_H
#define BASE_LOG_H

enum nb_log_level {
	NB_LOG_ERROR,   /* syslog priority 3 */
	NB_LOG_WARNING, /* 4 */
	NB_LOG_INFO,    /* 6 */
	NB_LOG_DEBUG,   /* 7 */
	NB_LOG_TRACE,   /* 7, with every line and datagram */
};

/* Longest text of a log event, with its NUL. */
#define NB_LOG_TEXT 200

#endif
