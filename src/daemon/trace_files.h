/*
 * trace_files.h - the files of a capture that the daemon writes itself
 *
 * Knows their folder and their names, which tell when, and that nobody else
 * may read them.  Does not know what is in them: pieces come whole, so that
 * what stands is good at any time.
 */
#ifndef DAEMON_TRACE_FILES_H
#define DAEMON_TRACE_FILES_H

#include <nbcoap/types.h>

#define TRACE_FILES_PATH 256

struct trace_files {
	int packets, at; /* descriptors, -1: closed */
	char path[TRACE_FILES_PATH], at_path[TRACE_FILES_PATH];
};

#define TRACE_FILES_CLOSED                                                     \
	{                                                                      \
		.packets = -1, .at = -1                                        \
	}

/*
 * Opens new files in @dir, with @at one for AT lines, too.  0, or
 * NB_ERR_SYSTEM: errno, and none is open.
 */
int trace_files_open(struct trace_files *f, const char *dir, bool at);
/* 0, or NB_ERR_SYSTEM: errno. */
int trace_files_write(struct trace_files *f, bool at, struct nb_bytes bytes);
/* Closing closed ones is fine. */
void trace_files_close(struct trace_files *f);

#endif
