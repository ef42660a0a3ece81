#include "coap/link_char.h"

#include <string.h>

static bool is_one_of(uint8_t c, const char *set)
{
	while (*set && (uint8_t)*set != c)
		set++;
	return *set;
}

static bool is_visible(uint8_t c)
{
	return c > ' ' && c < 0x7f;
}

bool nbcoap_link_char_is_target(uint8_t c)
{
	return is_visible(c) && !is_one_of(c, "\"<>\\^`{|}");
}

bool nbcoap_link_char_is_name(uint8_t c)
{
	return is_visible(c) && !is_one_of(c, "\"%'()*,/:;<=>?@[\\]{}");
}

bool nbcoap_link_char_is_token(uint8_t c)
{
	return is_visible(c) && !is_one_of(c, "\",;\\");
}

bool nbcoap_link_char_is_text(uint8_t c)
{
	return c == '\t' || (c >= ' ' && c != 0x7f);
}

struct nb_bytes nbcoap_link_char_bytes(const char *text)
{
	size_t len = 0;

	while (text[len])
		len++;
	return (struct nb_bytes){(const uint8_t *)text, len};
}

bool nbcoap_link_char_is_equal(struct nb_bytes a, struct nb_bytes b)
{
	return a.len == b.len && (!a.len || memcmp(a.data, b.data, a.len) == 0);
}

bool nbcoap_link_char_is_same(struct nb_bytes bytes, const char *text)
{
	return nbcoap_link_char_is_equal(bytes, nbcoap_link_char_bytes(text));
}

struct nb_bytes nbcoap_link_char_take_all(struct nb_bytes *text,
					  bool (*is)(uint8_t c))
{
	struct nb_bytes taken = {text->data, 0};

	while (text->len && is(*text->data)) {
		text->data++;
		text->len--;
		taken.len++;
	}
	return taken;
}

bool nbcoap_link_char_take(struct nb_bytes *text, uint8_t c)
{
	if (!text->len || *text->data != c)
		return false;
	text->data++;
	text->len--;
	return true;
}
