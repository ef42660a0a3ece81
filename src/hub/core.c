#include "hub/core.h"

#include <stdarg.h>
#include <stdio.h>

void hub_log(struct hub *h, enum nb_log_level level, const char *format, ...)
{
	struct hub_log *log;
	va_list args;

	if (h->log_count == HUB_LOGS)
		return;
	log = &h->logs[(h->log_first + h->log_count++) % HUB_LOGS];
	log->level = level;
	va_start(args, format);
	vsnprintf(log->text, sizeof(log->text), format, args);
	va_end(args);
}
