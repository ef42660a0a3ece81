/*
 * link_char.h - the characters of application/link-format (RFC 6690, 2)
 *
 * Knows which character may stand where.  Does not know what a link is.
 */
#ifndef COAP_LINK_CHAR_H
#define COAP_LINK_CHAR_H

#include <nbcoap/types.h>

bool nbcoap_link_char_is_target(uint8_t c); /* between "<" and ">"       */
bool nbcoap_link_char_is_name(uint8_t c);   /* of an attribute, but a "*" */
bool nbcoap_link_char_is_token(uint8_t c);  /* of a value without quotes */
bool nbcoap_link_char_is_text(uint8_t c);   /* between quotes            */

/* Takes the longest front of @text that consists of what @is says. */
struct nb_bytes nbcoap_link_char_take_all(struct nb_bytes *text,
					  bool (*is)(uint8_t c));
/* The bytes of a string, without its NUL. */
struct nb_bytes nbcoap_link_char_bytes(const char *text);
bool nbcoap_link_char_is_equal(struct nb_bytes a, struct nb_bytes b);
bool nbcoap_link_char_is_same(struct nb_bytes bytes, const char *text);

/* Takes @c off the front of @text, if it stands there. */
bool nbcoap_link_char_take(struct nb_bytes *text, uint8_t c);

#endif
