#include "unit/coap_text.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

static int nibble(char c)
{
	const char *digits = "0123456789abcdef";
	const char *at = c ? strchr(digits, tolower((unsigned char)c)) : NULL;
	return at ? (int)(at - digits) : -1;
}

int coap_text_bytes(const char *hex, uint8_t *buf, size_t cap)
{
	size_t len = 0;
	while (*hex) {
		if (isspace((unsigned char)*hex)) {
			hex++;
			continue;
		}
		int high = nibble(hex[0]);
		int low = high < 0 ? -1 : nibble(hex[1]);
		if (low < 0 || len == cap)
			return -1;
		buf[len++] = (uint8_t)(high << 4 | low);
		hex += 2;
	}
	return (int)len;
}

void coap_text_hex(struct nb_bytes bytes, char *buf, size_t cap)
{
	buf[0] = '\0';
	for (size_t i = 0; i < bytes.len && 2 * i + 3 <= cap; i++)
		sprintf(buf + 2 * i, "%02x", bytes.data[i]);
}

static void append(char *buf, size_t cap, const char *name,
		   struct nb_bytes value)
{
	char hex[COAP_TEXT_MAX];
	size_t len = strlen(buf);
	coap_text_hex(value, hex, sizeof(hex));
	snprintf(buf + len, cap - len, " %s=%s", name, hex);
}

void coap_text_message(const struct nbcoap_message *m, char *buf, size_t cap)
{
	static const char *const types[] = {"CON", "NON", "ACK", "RST"};
	struct nbcoap_options walk;
	struct nbcoap_option option;
	char code[5];
	char number[6];

	nbcoap_code_format(m->code, code);
	snprintf(buf, cap, "%s %s id=%04x", types[m->type], code, m->id);
	if (m->token_len)
		append(buf, cap, "token",
		       (struct nb_bytes){m->token, m->token_len});
	nbcoap_options_init(&walk, m);
	while (nbcoap_options_next(&walk, &option)) {
		snprintf(number, sizeof(number), "%u", option.number);
		append(buf, cap, number,
		       (struct nb_bytes){option.value, option.len});
	}
	if (m->payload.len)
		append(buf, cap, "payload", m->payload);
}

size_t coap_text_options(const struct nbcoap_message *m,
			 struct nbcoap_option *options, size_t cap)
{
	struct nbcoap_options walk;
	size_t count = 0;

	nbcoap_options_init(&walk, m);
	while (count < cap && nbcoap_options_next(&walk, &options[count]))
		count++;
	return count;
}
