#include "coap/text.h"

#include "base/hex.h"

#include <string.h>

enum {
	URI = NBCOAP_IN_HOST | NBCOAP_IN_PATH | NBCOAP_IN_QUERY,
	LINK = NBCOAP_IN_TARGET | NBCOAP_IN_NAME | NBCOAP_IN_TOKEN,
};

/* Visible ones in ASCII; quoted, all but control characters may stand. */
static const uint8_t places[0x7f] = {
	['!'] = URI | LINK,
	['#'] = LINK,
	['$'] = URI | LINK,
	['%'] = NBCOAP_IN_TARGET | NBCOAP_IN_TOKEN,
	['&'] = LINK | NBCOAP_IN_HOST | NBCOAP_IN_PATH,
	['\''] = URI | NBCOAP_IN_TARGET | NBCOAP_IN_TOKEN,
	['('] = URI | NBCOAP_IN_TARGET | NBCOAP_IN_TOKEN,
	[')'] = URI | NBCOAP_IN_TARGET | NBCOAP_IN_TOKEN,
	['*'] = URI | NBCOAP_IN_TARGET | NBCOAP_IN_TOKEN,
	['+'] = URI | LINK,
	[','] = URI | NBCOAP_IN_TARGET,
	['-'] = URI | LINK,
	['.'] = URI | LINK,
	['/'] = NBCOAP_IN_QUERY | NBCOAP_IN_TARGET | NBCOAP_IN_TOKEN,
	['0' ... '9'] = URI | LINK,
	[':'] = NBCOAP_IN_PATH | NBCOAP_IN_QUERY | NBCOAP_IN_TARGET |
		NBCOAP_IN_TOKEN,
	[';'] = URI | NBCOAP_IN_TARGET,
	['<'] = NBCOAP_IN_TOKEN,
	['='] = URI | NBCOAP_IN_TARGET | NBCOAP_IN_TOKEN,
	['>'] = NBCOAP_IN_TOKEN,
	['?'] = NBCOAP_IN_QUERY | NBCOAP_IN_TARGET | NBCOAP_IN_TOKEN,
	['@'] = NBCOAP_IN_PATH | NBCOAP_IN_QUERY | NBCOAP_IN_TARGET |
		NBCOAP_IN_TOKEN,
	['A' ... 'Z'] = URI | LINK,
	['['] = NBCOAP_IN_TARGET | NBCOAP_IN_TOKEN,
	[']'] = NBCOAP_IN_TARGET | NBCOAP_IN_TOKEN,
	['^'] = NBCOAP_IN_NAME | NBCOAP_IN_TOKEN,
	['_'] = URI | LINK,
	['`'] = NBCOAP_IN_NAME | NBCOAP_IN_TOKEN,
	['a' ... 'z'] = URI | LINK,
	['{'] = NBCOAP_IN_TOKEN,
	['|'] = NBCOAP_IN_NAME | NBCOAP_IN_TOKEN,
	['}'] = NBCOAP_IN_TOKEN,
	['~'] = URI | LINK,
};

bool nbcoap_text_may_stand(uint8_t c, int place)
{
	if (place == NBCOAP_IN_QUOTES)
		return c == '\t' || !nbcoap_text_is_control(c);
	return c < sizeof(places) && places[c] & place;
}

bool nbcoap_text_is_control(uint8_t c)
{
	return c < 0x20 || c == 0x7f;
}

uint8_t nbcoap_text_lower(uint8_t c)
{
	return c >= 'A' && c <= 'Z' ? (uint8_t)(c | 0x20) : c;
}

struct nb_bytes nbcoap_text_bytes(const char *string)
{
	size_t len = 0;

	while (string[len])
		len++;
	return (struct nb_bytes){(const uint8_t *)string, len};
}

bool nbcoap_text_is_equal(struct nb_bytes a, struct nb_bytes b)
{
	return a.len == b.len && (!a.len || memcmp(a.data, b.data, a.len) == 0);
}

bool nbcoap_text_is(struct nb_bytes text, const char *string)
{
	return nbcoap_text_is_equal(text, nbcoap_text_bytes(string));
}

static struct nb_bytes take(struct nb_bytes *text, size_t len)
{
	struct nb_bytes front = {text->data, len};

	text->data += len;
	text->len -= len;
	return front;
}

bool nbcoap_text_take(struct nb_bytes *text, uint8_t c)
{
	if (!text->len || *text->data != c)
		return false;
	take(text, 1);
	return true;
}

int nbcoap_text_take_escaped(struct nb_bytes *text)
{
	const uint8_t *at = text->data;

	if (*at != '%')
		return *take(text, 1).data;
	if (text->len < 3 || nb_hex_value(at[1]) < 0 || nb_hex_value(at[2]) < 0)
		return -1;
	take(text, 3);
	return nb_hex_value(at[1]) << 4 | nb_hex_value(at[2]);
}

struct nb_bytes nbcoap_text_take_all(struct nb_bytes *text, int place)
{
	size_t len = 0;

	while (len < text->len && nbcoap_text_may_stand(text->data[len], place))
		len++;
	return take(text, len);
}

static bool is_one_of(uint8_t c, const char *set)
{
	while (*set && (uint8_t)*set != c)
		set++;
	return *set;
}

struct nb_bytes nbcoap_text_take_until(struct nb_bytes *text, const char *set)
{
	size_t len = 0;

	while (len < text->len && !is_one_of(text->data[len], set))
		len++;
	return take(text, len);
}
