#include "unit/coap_text.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int nibble(char c)
{
	const char *digits = "0123456789abcdef";
	const char *at = c ? strchr(digits, tolower((unsigned char)c)) : NULL;
	return at ? (int)(at - digits) : -1;
}

void coap_text_unroll(const char *in, char *out)
{
	while (*in) {
		if (*in != '*') {
			*out++ = *in++;
			continue;
		}
		char *end;
		for (long n = strtol(in + 1, &end, 10); n > 1; n--) {
			memcpy(out, out - 2, 2);
			out += 2;
		}
		in = end;
	}
	*out = '\0';
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

static const char *const types[] = {"CON", "NON", "ACK", "RST"};

/* A message that is being read from its line. */
struct draft {
	struct nbcoap_message m;
	struct nbcoap_option options[16];
	size_t count;
	struct nb_bytes payload;
	uint8_t room[1024];
	size_t used;
};

static bool read_member(struct draft *d, const char *name, const char *hex)
{
	uint8_t *value = d->room + d->used;
	int len = coap_text_bytes(hex, value, sizeof(d->room) - d->used);

	if (len < 0)
		return false;
	d->used += (size_t)len;
	if (!strcmp(name, "id") && len == 2) {
		d->m.id = (uint16_t)(value[0] << 8 | value[1]);
	} else if (!strcmp(name, "token")) {
		d->m.token_len = (uint16_t)len;
		d->m.token = value;
	} else if (!strcmp(name, "payload")) {
		d->payload = (struct nb_bytes){value, (size_t)len};
	} else if (isdigit((unsigned char)*name) && d->count < 16) {
		d->options[d->count++] = (struct nbcoap_option){
			(uint16_t)atoi(name), (uint16_t)len, value};
	} else {
		return false;
	}
	return true;
}

static bool read_head(struct draft *d, const char *line, int *used)
{
	unsigned class, detail;
	char type[4];

	if (sscanf(line, "%3s %1u.%2u%n", type, &class, &detail, used) != 3)
		return false;
	d->m.code = NBCOAP_CODE(class, detail);
	for (unsigned i = 0; i < 4; i++) {
		if (strcmp(types[i], type))
			continue;
		d->m.type = (enum nbcoap_type)i;
		return true;
	}
	return false;
}

int coap_text_encode(const char *line, uint8_t *buf, size_t cap)
{
	static struct draft d;
	char name[16];
	char hex[2048];
	int used;

	memset(&d, 0, sizeof(d));
	if (!read_head(&d, line, &used))
		return -1;
	for (line += used; sscanf(line, " %15[^= ]%n", name, &used) == 1;) {
		line += used;
		hex[0] = '\0';
		if (sscanf(line, "=%2047[^ ]%n", hex, &used) == 1)
			line += used;
		else
			line++;
		if (!read_member(&d, name, hex))
			return -1;
	}
	return nbcoap_message_encode(&d.m, d.options, d.count, d.payload, buf,
				     cap);
}

void coap_text_message(const struct nbcoap_message *m, char *buf, size_t cap)
{
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
