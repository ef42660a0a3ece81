/*
 * path.h - tells when a path appears
 *
 * Knows inotify.  Does not know what is at the path.  The directories above
 * it need not exist yet: the deepest that does is watched, then the next.
 */
#ifndef OS_PATH_H
#define OS_PATH_H

#include "os/loop.h"

struct os_path;

/*
 * Calls @there each time that the path's last link comes into being or gets
 * other rights (udev sets those last).  @path must outlive the watch.  NULL:
 * errno.
 */
struct os_path *os_path_watch(struct os_loop *loop, const char *path,
			      void (*there)(void *arg), void *arg);
void os_path_unwatch(struct os_path *p);

#endif
