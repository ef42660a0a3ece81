/*
 * os_tmp.h - a directory of a test's own
 *
 * Knows how to make one, to name files in it, and to remove it again.
 */
#ifndef TESTS_UNIT_OS_TMP_H
#define TESTS_UNIT_OS_TMP_H

void os_tmp_make(void);
void os_tmp_remove(void);

/* The path of @name in it; valid until the fourth next call. */
const char *os_tmp_path(const char *name);

/* Writes a file with @len bytes of @data. */
void os_tmp_write(const char *name, const void *data, unsigned len);

#endif
