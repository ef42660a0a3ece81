#include "config.h"

#include "os/log.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <syslog.h>
#include <systemd/sd-journal.h>
#include <unistd.h>

/* A line with its prefix. */
#define LINE_CAP 1024

static const int priorities[] = {
	[NB_LOG_ERROR] = LOG_ERR,   [NB_LOG_WARNING] = LOG_WARNING,
	[NB_LOG_INFO] = LOG_INFO,   [NB_LOG_DEBUG] = LOG_DEBUG,
	[NB_LOG_TRACE] = LOG_DEBUG,
};

static struct {
	enum nb_log_level level;
	bool journal;
	const char *instance;
} the_log = {.level = NB_LOG_INFO, .instance = ""};

/*
 * $JOURNAL_STREAM is "device:inode" of the stream; a descendant with another
 * standard error inherits the variable, too (systemd.exec(5)).
 */
static bool stderr_is_journal(void)
{
	const char *stream = getenv("JOURNAL_STREAM");
	unsigned long long device, inode;
	struct stat st;

	return stream && sscanf(stream, "%llu:%llu", &device, &inode) == 2 &&
	       fstat(STDERR_FILENO, &st) == 0 && st.st_dev == device &&
	       st.st_ino == inode;
}

void os_log_open(const char *instance)
{
	the_log.instance = instance;
	the_log.journal = stderr_is_journal();
}

void os_log_set_level(enum nb_log_level level)
{
	the_log.level = level;
}

size_t os_log_escape(char *buf, size_t cap, const char *text)
{
	static const char hex[] = "0123456789abcdef";
	size_t len = 0;

	for (const char *at = text; *at; at++) {
		unsigned char c = (unsigned char)*at;
		bool plain = c >= 0x20 && c < 0x7f;

		if (len + (plain ? 1 : 4) >= cap)
			break;
		if (plain) {
			buf[len++] = *at;
			continue;
		}
		buf[len++] = '\\';
		buf[len++] = 'x';
		buf[len++] = hex[c >> 4];
		buf[len++] = hex[c & 15];
	}
	buf[len] = '\0';
	return len;
}

static void write_journal(int priority, const char *text)
{
	sd_journal_send("MESSAGE=%s", text, "PRIORITY=%d", priority,
			"NBGATE_INSTANCE=%s", the_log.instance, NULL);
}

/* One write, so that lines of several processes stay whole. */
static void write_stderr(int priority, const char *text)
{
	char line[LINE_CAP + 8];
	int len = snprintf(line, sizeof(line), "<%d>%s\n", priority, text);

	if (write(STDERR_FILENO, line, (size_t)len) < 0)
		return; /* there is nobody to tell */
}

void os_log(enum nb_log_level level, const char *format, ...)
{
	char raw[LINE_CAP], text[LINE_CAP];
	va_list args;

	if (level > the_log.level)
		return;
	va_start(args, format);
	vsnprintf(raw, sizeof(raw), format, args);
	va_end(args);
	os_log_escape(text, sizeof(text), raw);
	if (the_log.journal)
		write_journal(priorities[level], text);
	else
		write_stderr(priorities[level], text);
}
