#include "daemon/trace_files.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#define STEM 200

/* "DIR/trace-20260102T030405Z" */
static void name_stem(char stem[STEM], const char *dir)
{
	time_t now = time(NULL);
	char when[32];
	struct tm tm;

	gmtime_r(&now, &tm);
	strftime(when, sizeof(when), "%Y%m%dT%H%M%SZ", &tm);
	snprintf(stem, STEM, "%s/trace-%s", dir, when);
}

static int open_new(const char *path)
{
	return open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
}

int trace_files_open(struct trace_files *f, const char *dir, bool at)
{
	char stem[STEM];
	int saved;

	name_stem(stem, dir);
	snprintf(f->path, sizeof(f->path), "%s.pcapng", stem);
	snprintf(f->at_path, sizeof(f->at_path), "%s.at", stem);
	f->at = -1;
	f->packets = open_new(f->path);
	if (f->packets < 0)
		return NB_ERR_SYSTEM;
	if (!at || (f->at = open_new(f->at_path)) >= 0)
		return 0;
	saved = errno;
	unlink(f->path);
	trace_files_close(f);
	errno = saved;
	return NB_ERR_SYSTEM;
}

int trace_files_write(struct trace_files *f, bool at, struct nb_bytes bytes)
{
	int fd = at ? f->at : f->packets;

	while (bytes.len) {
		ssize_t n = write(fd, bytes.data, bytes.len);

		if (n < 0 && errno != EINTR)
			return NB_ERR_SYSTEM;
		if (n > 0) {
			bytes.data += n;
			bytes.len -= (size_t)n;
		}
	}
	return 0;
}

void trace_files_close(struct trace_files *f)
{
	if (f->packets >= 0)
		close(f->packets);
	if (f->at >= 0)
		close(f->at);
	f->packets = f->at = -1;
}
