/*
 * file.h - small files and chance
 *
 * Knows how to read and replace a file, and where random bytes come from.  Does not know what they are for.
 */
#ifndef OS_FILE_H
#define OS_FILE_H

#include <nbcoap/types.h>

/*
 * Reads the first line of @path, without blanks at its end, as a string.
 * Its length; NB_ERR_SPACE: longer than @cap; NB_ERR_PEER: it has a NUL;
 * NB_ERR_SYSTEM: errno.
 */
int os_file_read_line(const char *path, char *buf, size_t cap);

/*
 * Reads the whole of @path as a string.  Its length; NB_ERR_SPACE: it has @cap
 * bytes or more; NB_ERR_PEER: it has a NUL; NB_ERR_SYSTEM: errno.
 */
int os_file_read(const char *path, char *buf, size_t cap);

/*
 * Puts @data in place of what @path had, whole or not at all.  0, or
 * NB_ERR_SYSTEM: errno.
 */
int os_file_write(const char *path, const void *data, size_t len);

/* Fills @buf with random bytes, at most 256; waits for the kernel's pool. */
void os_random(void *buf, size_t len);

#endif
