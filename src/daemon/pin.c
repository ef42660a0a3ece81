#include "daemon/pin.h"

#include "os/file.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define PATH_ROOM 256
/* Two numbers in hex. */
#define LINE_ROOM 64

static void path_of(char path[PATH_ROOM], const char *dir)
{
	snprintf(path, PATH_ROOM, "%s/pin-refused", dir);
}

void pin_read_refused(const char *dir, struct sqn_refused_pin *refused)
{
	char path[PATH_ROOM], line[LINE_ROOM];
	struct sqn_refused_pin was;

	memset(refused, 0, sizeof(*refused));
	path_of(path, dir);
	if (os_file_read_line(path, line, sizeof(line)) > 0 &&
	    sscanf(line, "%16" SCNx64 " %16" SCNx64, &was.pin, &was.sim) == 2)
		*refused = was;
}

bool pin_keep_refused(const char *dir, const struct sqn_refused_pin *refused)
{
	char path[PATH_ROOM], line[LINE_ROOM];

	path_of(path, dir);
	int len =
		snprintf(line, sizeof(line), "%016" PRIx64 " %016" PRIx64 "\n",
			 refused->pin, refused->sim);
	return os_file_write(path, line, (size_t)len) == 0;
}
