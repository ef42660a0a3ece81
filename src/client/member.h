/*
 * member.h - finds one member of the JSON object in a line
 *
 * Knows just enough of JSON to tell where a value ends.  Does not check or
 * read values: whoever gets one reads it with a JSON library.
 */
#ifndef CLIENT_MEMBER_H
#define CLIENT_MEMBER_H

#include <stdbool.h>
#include <stddef.h>

struct client_text {
	const char *data;
	size_t len;
};

/*
 * Finds the value of the member @name of the object that @line is; @value
 * then points into @line (a string has its quotes).  Names are compared as
 * they are written.  False, with @value untouched: no such member, or no
 * object.
 */
bool client_member_find(struct client_text line, const char *name,
			struct client_text *value);

#endif
