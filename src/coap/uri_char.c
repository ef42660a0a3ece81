#include "coap/uri_char.h"

#include "base/hex.h"

static bool is_one_of(uint8_t c, const char *set)
{
	for (; *set; set++)
		if ((uint8_t)*set == c)
			return true;
	return false;
}

bool nbcoap_uri_char_is_digit(uint8_t c)
{
	return c >= '0' && c <= '9';
}

uint8_t nbcoap_uri_char_lower(uint8_t c)
{
	return c >= 'A' && c <= 'Z' ? (uint8_t)(c | 0x20) : c;
}

bool nbcoap_uri_char_is_control(uint8_t c)
{
	return c < 0x20 || c == 0x7f;
}

static bool is_between(uint8_t c, uint8_t first, uint8_t last)
{
	return c >= first && c <= last;
}

int nbcoap_uri_char_places(uint8_t c)
{
	if (is_between(nbcoap_uri_char_lower(c), 'a', 'z') ||
	    nbcoap_uri_char_is_digit(c) || is_one_of(c, "-._~!$'()*+,;="))
		return URI_IN_HOST | URI_IN_PATH | URI_IN_QUERY;
	if (c == '&')
		return URI_IN_HOST | URI_IN_PATH;
	if (is_one_of(c, ":@"))
		return URI_IN_PATH | URI_IN_QUERY;
	return is_one_of(c, "/?") ? URI_IN_QUERY : 0;
}

static struct nb_bytes take(struct nb_bytes *text, size_t len)
{
	struct nb_bytes front = {text->data, len};
	text->data += len;
	text->len -= len;
	return front;
}

int nbcoap_uri_char_take(struct nb_bytes *text)
{
	const uint8_t *at = text->data;

	if (*at != '%')
		return *take(text, 1).data;
	if (text->len < 3 || nb_hex_value(at[1]) < 0 || nb_hex_value(at[2]) < 0)
		return -1;
	take(text, 3);
	return nb_hex_value(at[1]) << 4 | nb_hex_value(at[2]);
}

struct nb_bytes nbcoap_uri_char_take_until(struct nb_bytes *text,
					   const char *set)
{
	size_t len = 0;
	while (len < text->len && !is_one_of(text->data[len], set))
		len++;
	return take(text, len);
}
