#include "sequans/address.h"

#include <string.h>

/* Reads "a.b.c.…", all decimal octets; how many, or 0 if it is malformed. */
static size_t octets(uint8_t out[16], const struct at_text *text)
{
	size_t count = 0;
	unsigned value = 0;
	bool any = false;

	for (size_t i = 0; i <= text->len; i++) {
		char c = i < text->len ? text->text[i] : '.';
		if (c >= '0' && c <= '9') {
			value = value * 10 + (unsigned)(c - '0');
			any = true;
		}
		if (value > 255 || (c != '.' && (c < '0' || c > '9')))
			return 0;
		if (c == '.') {
			if (!any || count == 16)
				return 0;
			out[count++] = (uint8_t)value;
			value = 0;
			any = false;
		}
	}
	return count;
}

int sqn_address_parse(struct nb_addr *out, const struct at_text *text)
{
	struct nb_addr addr = {.family = NB_FAMILY_IPV6};

	if (octets(addr.ip, text) != 16)
		return nb_addr_parse_host(out, text->text, text->len);
	*out = addr;
	return 0;
}
