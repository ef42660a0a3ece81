/*
 * format.h - content formats and their media types (IANA, CoAP parameters)
 *
 * Knows numbers, names, and which of them are text.
 */
#ifndef API_FORMAT_H
#define API_FORMAT_H

#include <stdbool.h>

#define API_FORMAT_JSON 50

/* The number of a media type; case and blanks after ';' don't count.  -1. */
int api_format_find(const char *media_type);

/* Its content is text that may stand in JSON; false for unknown ones. */
bool api_format_is_text(unsigned format);

#endif
