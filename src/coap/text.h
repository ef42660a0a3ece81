/*
 * text.h - the characters of URIs (RFC 3986, 2) and of application/link-format
 * (RFC 6690, 2), and text that is taken apart from its front
 *
 * Knows which character may stand where, and percent-escapes.  Does not know
 * the parts of a URI nor what a link is.
 */
#ifndef COAP_TEXT_H
#define COAP_TEXT_H

#include <nbcoap/types.h>

/* Where a character may stand, as bits; in a URI, without an escape. */
enum {
	NBCOAP_IN_HOST = 1,
	NBCOAP_IN_PATH = 2,    /* in one segment of it             */
	NBCOAP_IN_QUERY = 4,   /* in one argument of it            */
	NBCOAP_IN_TARGET = 8,  /* of a link, between "<" and ">"   */
	NBCOAP_IN_NAME = 16,   /* of an attribute, but a "*"       */
	NBCOAP_IN_TOKEN = 32,  /* of its value, without quotes     */
	NBCOAP_IN_QUOTES = 64, /* ... with quotes                  */
};

bool nbcoap_text_may_stand(uint8_t c, int place);
bool nbcoap_text_is_control(uint8_t c);
uint8_t nbcoap_text_lower(uint8_t c);

/* The bytes of a string, without its NUL. */
struct nb_bytes nbcoap_text_bytes(const char *string);
bool nbcoap_text_is_equal(struct nb_bytes a, struct nb_bytes b);
bool nbcoap_text_is(struct nb_bytes text, const char *string);

/* Takes @c off the front of @text, if it stands there. */
bool nbcoap_text_take(struct nb_bytes *text, uint8_t c);
/*
 * Takes one character off @text, which is not empty, with its escape if it has
 * one; -1 when that is malformed.
 */
int nbcoap_text_take_escaped(struct nb_bytes *text);
/* The longest front of @text that may stand in @place; @text is moved on. */
struct nb_bytes nbcoap_text_take_all(struct nb_bytes *text, int place);
/* The front of @text up to one of @set, or all of it; @text is moved on. */
struct nb_bytes nbcoap_text_take_until(struct nb_bytes *text, const char *set);

#endif
