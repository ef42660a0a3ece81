/*
 * utf8.h - the length of text as a person counts it
 */
#ifndef API_UTF8_H
#define API_UTF8_H

#include <stddef.h>

/* The characters (code points) of @text, which is valid UTF-8. */
size_t api_utf8_length(const char *text);

#endif
