/*
 * holder.h - who holds a device
 *
 * Knows /proc.  Does not know what the device is.  What other users'
 * processes have open is visible to root alone; on a hardened unit nothing is.
 */
#ifndef OS_HOLDER_H
#define OS_HOLDER_H

#include <stddef.h>
#include <sys/types.h>

/* Room for a process's name and number. */
#define OS_HOLDER_TEXT 48

/*
 * Writes "minicom (pid 4711)" for the other process that holds a lock on the
 * character device @device, else for one that has it open; "another process"
 * when none can be seen.
 */
void os_holder_name(dev_t device, char text[OS_HOLDER_TEXT]);

#endif
