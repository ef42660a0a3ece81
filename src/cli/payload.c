#include "cli/payload.h"

#include "base/base64.h"
#include "cli/say.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

json_t *cli_payload_base64(const void *data, size_t len)
{
	char *text = malloc(NB_BASE64_TEXT(len) + 1);

	if (!text)
		return NULL;
	size_t n = nb_base64_encode(text, data, len);
	json_t *string = json_stringn_nocheck(text, n);
	free(text);
	return string;
}

/* No line that a daemon takes (max-line) holds more. */
#define LONGEST ((size_t)4 << 20)

/* All of @in, with its length in *@len; NULL: errno. */
static char *read_all(FILE *in, size_t *len)
{
	char *data = NULL;
	size_t cap = 0, n;

	*len = 0;
	do {
		cap = cap ? cap * 2 : 4096;
		char *more = realloc(data, cap);
		if (!more)
			break;
		data = more;
		n = fread(data + *len, 1, cap - *len, in);
		*len += n;
	} while (*len == cap && cap < LONGEST);
	if (*len < cap && !ferror(in))
		return data;
	if (*len == LONGEST)
		errno = EFBIG;
	free(data);
	return NULL;
}

static json_t *read_file(FILE *in, const char *name)
{
	size_t len;
	char *data = in ? read_all(in, &len) : NULL;

	if (!data) {
		cli_say("%s: %s", name, strerror(errno));
		return NULL;
	}
	json_t *payload = cli_payload_base64(data, len);
	free(data);
	return payload;
}

json_t *cli_payload_read(const char *source)
{
	if (!strcmp(source, "-"))
		return read_file(stdin, "standard input");
	if (source[0] != '@')
		return cli_payload_base64(source, strlen(source));

	FILE *in = fopen(source + 1, "re");
	json_t *payload = read_file(in, source + 1);
	if (in)
		fclose(in);
	return payload;
}

int cli_payload_open(const char *path)
{
	if (!path)
		return STDOUT_FILENO;
	int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
	if (fd < 0)
		cli_say("%s: %s", path, strerror(errno));
	return fd;
}

static int failed(void)
{
	cli_say("the payload cannot be written: %s", strerror(errno));
	return -1;
}

static int write_all(int fd, const void *data, size_t len)
{
	const char *at = data;

	while (len) {
		ssize_t n = write(fd, at, len);

		if (n < 0 && errno != EINTR)
			return failed();
		if (n > 0) {
			at += n;
			len -= (size_t)n;
		}
	}
	return 0;
}

static int write_base64(int fd, const json_t *text)
{
	size_t len = json_string_length(text), count;
	uint8_t *data = malloc(NB_BASE64_BYTES(len) + 1);
	int error = -1;

	if (data &&
	    !nb_base64_decode(data, &count, json_string_value(text), len))
		error = write_all(fd, data, count);
	else
		cli_say("the daemon's payload_b64 is no base64");
	free(data);
	return error;
}

/* Only a file has something to be cut off; a pipe refuses, and that is fine. */
static void empty(int fd)
{
	if (fd != STDOUT_FILENO && ftruncate(fd, 0) < 0)
		return;
}

int cli_payload_write(int fd, const json_t *result)
{
	const json_t *text = json_object_get(result, "payload");
	const json_t *base64 = json_object_get(result, "payload_b64");

	empty(fd);
	if (base64)
		return write_base64(fd, base64);
	if (!text)
		return 0;
	return write_all(fd, json_string_value(text), json_string_length(text));
}

int cli_payload_close(int fd)
{
	if (fd == STDOUT_FILENO || !close(fd))
		return 0;
	return failed();
}
