/*
 * value.h - one value: its text checked against its key's row, both ways
 *
 * Knows every type of base/key.h.  Does not know sections or files.
 */
#ifndef CONF_VALUE_H
#define CONF_VALUE_H

#include "base/key.h"

/* Room for any value as text, with its NUL: it stood in a line. */
#define CONF_VALUE_TEXT 192

/* "must be ...": both ends of a range, every word of a list. */
struct conf_why {
	char text[256];
};

/*
 * Reads @text into the member at @member, which has the key's type and size.
 * When the text is bad the member is untouched, and *@why says what is
 * allowed.
 */
bool conf_value_parse(const struct nb_key *key, const char *text, void *member,
		      struct conf_why *why);

/* Writes the member at @member as one would write it, with a NUL. */
void conf_value_format(const struct nb_key *key, const void *member, char *buf,
		       size_t cap);

#endif
