/*
 * base64.h - bytes as text, both ways (RFC 4648, 4)
 *
 * Knows the standard alphabet with its padding, and is strict (RFC 4648, 3):
 * no blanks, no line ends, no missing "=", no bits left over.  So a text that
 * decodes is the only one that encodes the same bytes.
 */
#ifndef BASE_BASE64_H
#define BASE_BASE64_H

#include <nbcoap/types.h>

/* The length of the text of @len bytes, without a NUL. */
#define NB_BASE64_TEXT(len) (((len) + 2) / 3 * 4)
/* Room that is always enough for the bytes of a text of @len characters. */
#define NB_BASE64_BYTES(len) ((len) / 4 * 3)

/*
 * Writes the text of @data and a NUL into @text, which has room for
 * NB_BASE64_TEXT(len) + 1.  Returns the length of the text.
 */
size_t nb_base64_encode(char *text, const void *data, size_t len);

/*
 * Reads the @len characters of @text into @data, which has room for
 * NB_BASE64_BYTES(len).  0, with the count of bytes in *@count, or NB_ERR_PEER;
 * then *@count is untouched and @data undefined.
 */
int nb_base64_decode(uint8_t *data, size_t *count, const char *text,
		     size_t len);

#endif
