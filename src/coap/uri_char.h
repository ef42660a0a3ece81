/*
 * uri_char.h - the characters of URIs (RFC 3986, 2)
 *
 * Knows which character may stand where, and percent-escapes.  Does not know
 * the parts of a URI.
 */
#ifndef COAP_URI_CHAR_H
#define COAP_URI_CHAR_H

#include <nbcoap/types.h>

/* Parts of a URI in which a character needs no escape, as bits. */
enum {
	URI_IN_HOST = 1,
	URI_IN_PATH = 2,  /* in one segment of it */
	URI_IN_QUERY = 4, /* in one argument of it */
};

int nbcoap_uri_char_places(uint8_t c);
bool nbcoap_uri_char_is_control(uint8_t c);
bool nbcoap_uri_char_is_digit(uint8_t c);
uint8_t nbcoap_uri_char_lower(uint8_t c);

/*
 * Takes one character, decoded, off the front of @text, which is not empty;
 * -1 and nothing is taken when it is a bad escape.
 */
int nbcoap_uri_char_take(struct nb_bytes *text);

/* The front of @text up to one of @set, or all of it; @text is moved on. */
struct nb_bytes nbcoap_uri_char_take_until(struct nb_bytes *text,
					   const char *set);

#endif
