#include "os/file.h"

#include "base/assert.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

/* Reads up to @cap bytes; how many, or NB_ERR_SYSTEM. */
static ssize_t read_some(const char *path, char *buf, size_t cap)
{
	size_t len = 0;
	ssize_t n = 0;
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return NB_ERR_SYSTEM;
	while (len < cap && (n = read(fd, buf + len, cap - len)) != 0) {
		if (n < 0 && errno != EINTR)
			break;
		if (n > 0)
			len += (size_t)n;
	}
	close(fd);
	return n < 0 ? NB_ERR_SYSTEM : (ssize_t)len;
}

int os_file_read_line(const char *path, char *buf, size_t cap)
{
	ssize_t n = read_some(path, buf, cap);

	if (n < 0)
		return NB_ERR_SYSTEM;
	char *end = memchr(buf, '\n', (size_t)n);
	size_t len = end ? (size_t)(end - buf) : (size_t)n;
	if (len == cap)
		return NB_ERR_SPACE;
	if (memchr(buf, '\0', len))
		return NB_ERR_PEER;
	while (len > 0 && strchr(" \t\r", buf[len - 1]))
		len--;
	buf[len] = '\0';
	return (int)len;
}

int os_file_read(const char *path, char *buf, size_t cap)
{
	ssize_t n = read_some(path, buf, cap);

	if (n < 0)
		return NB_ERR_SYSTEM;
	if ((size_t)n == cap)
		return NB_ERR_SPACE;
	if (memchr(buf, '\0', (size_t)n))
		return NB_ERR_PEER;
	buf[n] = '\0';
	return (int)n;
}

/* All of it, and onto the disk. */
static int write_all(int fd, const char *data, size_t len)
{
	while (len > 0) {
		ssize_t n = write(fd, data, len);
		if (n < 0 && errno != EINTR)
			return NB_ERR_SYSTEM;
		if (n > 0) {
			data += n;
			len -= (size_t)n;
		}
	}
	return fsync(fd) < 0 ? NB_ERR_SYSTEM : 0;
}

int os_file_write(const char *path, const void *data, size_t len)
{
	char fresh[PATH_MAX];

	if (snprintf(fresh, sizeof(fresh), "%s.new", path) >=
	    (int)sizeof(fresh)) {
		errno = ENAMETOOLONG;
		return NB_ERR_SYSTEM;
	}
	int fd = open(fresh, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (fd < 0)
		return NB_ERR_SYSTEM;
	int error = write_all(fd, data, len);
	close(fd);
	if (error || rename(fresh, path) < 0) {
		error = errno;
		unlink(fresh);
		errno = error;
		return NB_ERR_SYSTEM;
	}
	return 0;
}

void os_random(void *buf, size_t len)
{
	ssize_t n;

	do
		n = getrandom(buf, len, 0);
	while (n < 0 && errno == EINTR);
	NB_ASSERT(n == (ssize_t)len);
}
