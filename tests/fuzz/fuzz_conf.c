/*
 * fuzz_conf.c - any bytes as a configuration, loaded as the daemon loads it
 *
 * No bytes crash it, and of a good configuration the dump is one that says
 * the same.
 */
#define _GNU_SOURCE /* memfd_create */

#include "base/assert.h"
#include "daemon/config.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static char first[1 << 20], second[1 << 20];

/* Loads what is in @fd and dumps it to @text, when it is good. */
static bool dump(int fd, char *text, size_t cap)
{
	struct daemon_config config;
	char path[64];

	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	bool good = daemon_config_open(&config, path, "modem0") == 0;
	FILE *out = fmemopen(text, cap, "w");
	NB_ASSERT(out);
	if (good)
		conf_dump(config.conf, out);
	fclose(out);
	daemon_config_close(&config);
	return good;
}

static int file_of(const void *data, size_t len)
{
	int fd = memfd_create("conf", MFD_CLOEXEC);

	NB_ASSERT(fd >= 0 && write(fd, data, len) == (ssize_t)len);
	return fd;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	int fd = file_of(data, len);

	if (dump(fd, first, sizeof(first)) &&
	    strlen(first) < sizeof(first) - 1) {
		int again = file_of(first, strlen(first));
		NB_ASSERT(dump(again, second, sizeof(second)));
		NB_ASSERT(strcmp(first, second) == 0);
		close(again);
	}
	close(fd);
	return 0;
}
