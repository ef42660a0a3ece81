#include "base/base64.h"

static const char alphabet[64] = {
	'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L', 'M',
	'N', 'O', 'P', 'Q', 'R', 'S', 'T', 'U', 'V', 'W', 'X', 'Y', 'Z',
	'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm',
	'n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z',
	'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '+', '/',
};

/* Writes the four characters of @count (1 to 3) bytes. */
static void encode_group(char *text, const uint8_t *data, size_t count)
{
	uint32_t bits = (uint32_t)data[0] << 16;

	if (count > 1)
		bits |= (uint32_t)data[1] << 8;
	if (count > 2)
		bits |= data[2];

	text[0] = alphabet[bits >> 18];
	text[1] = alphabet[bits >> 12 & 63];
	text[2] = '=';
	text[3] = '=';
	if (count > 1)
		text[2] = alphabet[bits >> 6 & 63];
	if (count > 2)
		text[3] = alphabet[bits & 63];
}

size_t nb_base64_encode(char *text, const void *data, size_t len)
{
	const uint8_t *in = data;
	size_t written = 0;

	for (size_t at = 0; at < len; at += 3, written += 4)
		encode_group(text + written, in + at,
			     len - at < 3 ? len - at : 3);
	text[written] = '\0';
	return written;
}

/* The six bits of a character, or -1. */
static int value(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	if (c == '+')
		return 62;
	return c == '/' ? 63 : -1;
}

/* Reads a group of @chars (2 to 4) characters before its padding. */
static int decode_group(uint8_t *data, const char *text, size_t chars)
{
	uint32_t bits = 0;

	for (size_t i = 0; i < chars; i++) {
		int v = value(text[i]);

		if (v < 0)
			return NB_ERR_PEER;
		bits |= (uint32_t)v << (18 - 6 * i);
	}
	if (chars < 4 && bits & (chars == 2 ? 0xffff : 0xff))
		return NB_ERR_PEER;
	for (size_t i = 0; i + 1 < chars; i++)
		data[i] = (uint8_t)(bits >> (16 - 8 * i));
	return 0;
}

int nb_base64_decode(uint8_t *data, size_t *count, const char *text, size_t len)
{
	size_t written = 0;

	if (len % 4)
		return NB_ERR_PEER;
	for (size_t at = 0; at < len; at += 4) {
		size_t chars = 4;
		bool last = at + 4 == len;

		while (last && chars > 2 && text[at + chars - 1] == '=')
			chars--;
		if (decode_group(data + written, text + at, chars) < 0)
			return NB_ERR_PEER;
		written += chars - 1;
	}
	*count = written;
	return 0;
}
