/*
 * log.h - the log: the journal when standard error goes there, else standard
 * error with "<N>" prefixes (sd-daemon(3))
 *
 * Knows priorities and where lines go.  Does not know what is worth a line.
 * The one module with a state of its own: a process has one log.
 */
#ifndef OS_LOG_H
#define OS_LOG_H

#include "base/log.h"

#include <stddef.h>

/* @instance stands with every line of the journal; it must stay valid. */
void os_log_open(const char *instance);

/* What is less urgent than @level is dropped; at first NB_LOG_INFO. */
void os_log_set_level(enum nb_log_level level);

/* One line; control characters and bytes over 0x7e are told as "\x1b". */
__attribute__((format(printf, 2, 3))) void os_log(enum nb_log_level level,
						  const char *format, ...);

/*
 * Writes @text with its control characters told; what does not fit is left
 * out.  The length written; @cap is at least 1.
 */
size_t os_log_escape(char *buf, size_t cap, const char *text);

#endif
