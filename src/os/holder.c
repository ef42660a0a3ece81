#include "config.h"

#include "os/holder.h"

#include <ctype.h>
#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum hold {
	HOLD_NONE,
	HOLD_OPEN,
	HOLD_LOCKED, /* one of its descriptors has a lock, fdinfo says */
};

static bool is_locked(const char *pid, const char *fd)
{
	char path[64], line[128];
	bool locked = false;

	snprintf(path, sizeof(path), "/proc/%.16s/fdinfo/%.16s", pid, fd);
	FILE *f = fopen(path, "re");
	if (!f)
		return false;
	while (!locked && fgets(line, sizeof(line), f))
		locked = strncmp(line, "lock:", 5) == 0;
	fclose(f);
	return locked;
}

static enum hold process_holds(const char *pid, dev_t device)
{
	enum hold hold = HOLD_NONE;
	char path[64];

	snprintf(path, sizeof(path), "/proc/%.16s/fd", pid);
	DIR *dir = opendir(path);
	if (!dir)
		return HOLD_NONE;
	for (struct dirent *e; hold < HOLD_LOCKED && (e = readdir(dir));) {
		struct stat st;

		if (!isdigit((unsigned char)e->d_name[0]) ||
		    fstatat(dirfd(dir), e->d_name, &st, 0) < 0 ||
		    !S_ISCHR(st.st_mode) || st.st_rdev != device)
			continue;
		hold = is_locked(pid, e->d_name) ? HOLD_LOCKED : HOLD_OPEN;
	}
	closedir(dir);
	return hold;
}

static void write_name(char text[OS_HOLDER_TEXT], const char *pid)
{
	char path[64], name[17] = "process";

	snprintf(path, sizeof(path), "/proc/%.16s/comm", pid);
	FILE *f = fopen(path, "re");
	if (f) {
		if (fgets(name, sizeof(name), f))
			name[strcspn(name, "\n")] = '\0';
		fclose(f);
	}
	snprintf(text, OS_HOLDER_TEXT, "%s (pid %.16s)", name, pid);
}

void os_holder_name(dev_t device, char text[OS_HOLDER_TEXT])
{
	enum hold best = HOLD_NONE;

	snprintf(text, OS_HOLDER_TEXT, "another process");
	DIR *proc = opendir("/proc");
	if (!proc)
		return;
	for (struct dirent *e; best < HOLD_LOCKED && (e = readdir(proc));) {
		if (!isdigit((unsigned char)e->d_name[0]) ||
		    atol(e->d_name) == getpid())
			continue;
		enum hold hold = process_holds(e->d_name, device);
		if (hold > best) {
			best = hold;
			write_name(text, e->d_name);
		}
	}
	closedir(proc);
}
