/*
 * payload.h - payloads from the command line and to standard output, byte for
 * byte
 *
 * Knows files and base64.  Does not know what is in a payload.
 */
#ifndef CLI_PAYLOAD_H
#define CLI_PAYLOAD_H

#include <jansson.h>

/* @len bytes as base64 in a JSON string; the caller's to free. */
json_t *cli_payload_base64(const void *data, size_t len);

/*
 * Reads what -d names: a text, @FILE, or - for standard input; as base64.
 * NULL, after telling why: it cannot be read.
 */
json_t *cli_payload_read(const char *source);

/*
 * Opens where the payload goes: @path, or standard output when it is NULL.  A
 * file keeps what it holds until cli_payload_write().  A descriptor, or
 * negative after telling why.
 */
int cli_payload_open(const char *path);

/*
 * Writes the payload of a result, which may have none.  0, or negative after
 * telling why.
 */
int cli_payload_write(int fd, const json_t *result);

/* Closes what cli_payload_open() gave; 0, or negative after telling why. */
int cli_payload_close(int fd);

#endif
