#include <nbcoap/message.h>

#include "base/assert.h"

#include <string.h>

enum {
	HEADER_LEN = 4,
	VERSION = 1,
	PAYLOAD_MARKER = 0xff,
};

/*
 * The extended forms of an option's delta and length (3.1) and of a token's
 * length (RFC 8974, 2.1): a nibble of 13 adds one byte, 14 two; 15 is reserved.
 */
enum {
	ONE_BYTE = 13,
	TWO_BYTES = 14,
	ONE_BYTE_BASE = 13,
	TWO_BYTES_BASE = 269,
};

/* Copies what is most often a few bytes, without a call for those. */
static inline void copy(uint8_t *to, const uint8_t *from, size_t len)
{
	if (len > 16) {
		memcpy(to, from, len);
	} else if (len >= 8) {
		memcpy(to, from, 8);
		memcpy(to + len - 8, from + len - 8, 8);
	} else if (len >= 4) {
		memcpy(to, from, 4);
		memcpy(to + len - 4, from + len - 4, 4);
	} else {
		for (size_t i = 0; i < len; i++)
			to[i] = from[i];
	}
}

/* Reads what a nibble stands for; NULL when it is malformed. */
static const uint8_t *read_extended(const uint8_t *at, const uint8_t *end,
				    uint32_t *value)
{
	if (*value < ONE_BYTE)
		return at;
	if (*value == ONE_BYTE && end - at >= 1) {
		*value = ONE_BYTE_BASE + (uint32_t)at[0];
		return at + 1;
	}
	if (*value == TWO_BYTES && end - at >= 2) {
		*value = TWO_BYTES_BASE + ((uint32_t)at[0] << 8 | at[1]);
		return *value > UINT16_MAX ? NULL : at + 2;
	}
	return NULL;
}

/*
 * Reads one option at @at, which is before @end and no payload marker.
 * Returns what follows it; NULL when it is malformed.
 */
static inline const uint8_t *read_option(const uint8_t *at, const uint8_t *end,
					 uint32_t *number, uint32_t *len)
{
	uint32_t delta = *at >> 4;

	*len = *at++ & 15;
	if (delta >= ONE_BYTE || *len >= ONE_BYTE) {
		at = read_extended(at, end, &delta);
		if (at)
			at = read_extended(at, end, len);
		if (!at)
			return NULL;
	}
	*number += delta;
	if (*number > UINT16_MAX || *len > (size_t)(end - at))
		return NULL;
	return at + *len;
}

/* Sets options and payload; false when they are malformed. */
static bool decode_body(struct nbcoap_message *m, const uint8_t *at,
			const uint8_t *end)
{
	uint32_t number = 0;
	uint32_t len;

	m->options.data = at;
	while (at < end && *at != PAYLOAD_MARKER) {
		at = read_option(at, end, &number, &len);
		if (!at)
			return false;
	}
	m->options.len = (size_t)(at - m->options.data);
	if (at < end && ++at == end)
		return false;
	m->payload.data = at;
	m->payload.len = (size_t)(end - at);
	return true;
}

enum kind { KIND_EMPTY, KIND_REQUEST, KIND_RESPONSE, KIND_RESERVED };

static enum kind kind_of(uint8_t code)
{
	static const uint8_t of_class[8] = {
		KIND_REQUEST,  KIND_RESERVED, KIND_RESPONSE, KIND_RESPONSE,
		KIND_RESPONSE, KIND_RESPONSE, KIND_RESERVED, KIND_RESERVED,
	};
	return code == NBCOAP_EMPTY ? KIND_EMPTY
				    : (enum kind)of_class[code >> 5];
}

/* What a type may carry (4.3, table 1), as bits of kinds. */
static bool type_carries(enum nbcoap_type type, enum kind kind)
{
	static const uint8_t carries[] = {
		[NBCOAP_CON] = 1 << KIND_EMPTY | 1 << KIND_REQUEST |
			       1 << KIND_RESPONSE,
		[NBCOAP_NON] = 1 << KIND_REQUEST | 1 << KIND_RESPONSE,
		[NBCOAP_ACK] = 1 << KIND_EMPTY | 1 << KIND_RESPONSE,
		[NBCOAP_RST] = 1 << KIND_EMPTY,
	};
	return carries[type] >> kind & 1;
}

/* What follows the first four bytes, of which @token_len is the nibble. */
static bool decode_rest(struct nbcoap_message *m, uint32_t token_len,
			const uint8_t *at, const uint8_t *end)
{
	enum kind kind = kind_of(m->code);

	if (!type_carries(m->type, kind) || (kind == KIND_EMPTY && at < end))
		return false;
	at = read_extended(at, end, &token_len);
	if (!at || token_len > (size_t)(end - at))
		return false;
	m->token_len = (uint16_t)token_len;
	m->token = at;
	return decode_body(m, at + token_len, end);
}

enum nbcoap_format nbcoap_message_decode_extended(struct nbcoap_message *m,
						  const void *data, size_t len)
{
	const uint8_t *bytes = data;

	if (len < HEADER_LEN || bytes[0] >> 6 != VERSION)
		return NBCOAP_FORMAT_IGNORE;
	m->type = (enum nbcoap_type)(bytes[0] >> 4 & 3);
	m->code = bytes[1];
	m->id = (uint16_t)(bytes[2] << 8 | bytes[3]);
	return decode_rest(m, bytes[0] & 15, bytes + HEADER_LEN, bytes + len)
		       ? NBCOAP_FORMAT_GOOD
		       : NBCOAP_FORMAT_REJECT;
}

enum nbcoap_format nbcoap_message_decode(struct nbcoap_message *m,
					 const void *data, size_t len)
{
	enum nbcoap_format format =
		nbcoap_message_decode_extended(m, data, len);

	return format == NBCOAP_FORMAT_GOOD && m->token_len > NBCOAP_TOKEN_MAX
		       ? NBCOAP_FORMAT_REJECT
		       : format;
}

void nbcoap_options_init(struct nbcoap_options *walk,
			 const struct nbcoap_message *m)
{
	walk->at = m->options.data;
	walk->end = m->options.data + m->options.len;
	walk->number = 0;
}

bool nbcoap_options_next(struct nbcoap_options *walk,
			 struct nbcoap_option *option)
{
	uint32_t len;

	if (walk->at == walk->end)
		return false;
	walk->at = read_option(walk->at, walk->end, &walk->number, &len);
	NB_ASSERT(walk->at);
	option->number = (uint16_t)walk->number;
	option->len = (uint16_t)len;
	option->value = walk->at - len;
	return true;
}

static bool is_length_good(const struct nbcoap_option *option)
{
	const struct nbcoap_option_info *info =
		nbcoap_option_info(option->number);

	return !info ||
	       (option->len >= info->min_len && option->len <= info->max_len);
}

bool nbcoap_message_find(const struct nbcoap_message *m, uint16_t number,
			 struct nbcoap_option *option)
{
	struct nbcoap_options walk;
	struct nbcoap_option here;

	nbcoap_options_init(&walk, m);
	while (nbcoap_options_next(&walk, &here) && here.number <= number) {
		if (here.number == number && is_length_good(&here)) {
			*option = here;
			return true;
		}
	}
	return false;
}

uint32_t nbcoap_option_uint(const struct nbcoap_option *option)
{
	uint64_t value = 0;
	for (uint16_t i = 0; i < option->len; i++) {
		value = value << 8 | option->value[i];
		if (value > UINT32_MAX)
			return UINT32_MAX;
	}
	return (uint32_t)value;
}

uint16_t nbcoap_option_put_uint(uint8_t buf[4], uint32_t value)
{
	uint16_t len = 0;
	for (int shift = 24; shift >= 0; shift -= 8)
		if (len || value >> shift)
			buf[len++] = (uint8_t)(value >> shift);
	return len;
}

static unsigned extended_len(uint32_t value)
{
	if (value < ONE_BYTE_BASE)
		return 0;
	return value < TWO_BYTES_BASE ? 1 : 2;
}

static size_t option_len(uint32_t delta, const struct nbcoap_option *option)
{
	return 1 + extended_len(delta) + extended_len(option->len) +
	       (size_t)option->len;
}

/* Writes the extended form of @value, if any; returns its nibble. */
static unsigned write_extended(uint8_t **at, uint32_t value)
{
	if (value < ONE_BYTE_BASE)
		return value;
	if (value < TWO_BYTES_BASE) {
		*(*at)++ = (uint8_t)(value - ONE_BYTE_BASE);
		return ONE_BYTE;
	}
	value -= TWO_BYTES_BASE;
	*(*at)++ = (uint8_t)(value >> 8);
	*(*at)++ = (uint8_t)value;
	return TWO_BYTES;
}

/* Writes @option at @at; returns what follows it, NULL when it won't fit. */
static uint8_t *write_option(uint8_t *at, const uint8_t *end, uint32_t delta,
			     const struct nbcoap_option *option)
{
	size_t need = 1 + extended_len(delta) + extended_len(option->len) +
		      (size_t)option->len;
	if (need > (size_t)(end - at))
		return NULL;

	uint8_t *head = at++;
	unsigned nibbles = write_extended(&at, delta) << 4;
	nibbles |= write_extended(&at, option->len);
	*head = (uint8_t)nibbles;
	copy(at, option->value, option->len);
	return at + option->len;
}

static bool in_order(const struct nbcoap_option *options, size_t count)
{
	for (size_t i = 1; i < count; i++)
		if (options[i].number < options[i - 1].number)
			return false;
	return true;
}

static uint8_t *write_options(uint8_t *at, const uint8_t *end,
			      const struct nbcoap_option *options, size_t count)
{
	uint32_t number = 0;
	for (size_t i = 0; at && i < count; i++) {
		at = write_option(at, end, options[i].number - number,
				  &options[i]);
		number = options[i].number;
	}
	return at;
}

size_t nbcoap_message_token_offset(uint16_t token_len)
{
	return HEADER_LEN + extended_len(token_len);
}

/* The token may stand in its place. */
static uint8_t *write_head(uint8_t *head, const struct nbcoap_message *m)
{
	uint8_t *at = head + HEADER_LEN;
	unsigned nibble = write_extended(&at, m->token_len);

	head[0] = (uint8_t)(VERSION << 6 | (unsigned)m->type << 4 | nibble);
	head[1] = m->code;
	head[2] = (uint8_t)(m->id >> 8);
	head[3] = (uint8_t)m->id;
	if (at != m->token)
		copy(at, m->token, m->token_len);
	return at + m->token_len;
}

static size_t head_len(const struct nbcoap_message *m)
{
	return nbcoap_message_token_offset(m->token_len) + m->token_len;
}

static uint8_t *write_payload(uint8_t *at, const uint8_t *end,
			      struct nb_bytes payload)
{
	if (!payload.len)
		return at;
	if (payload.len >= (size_t)(end - at))
		return NULL;
	*at++ = PAYLOAD_MARKER;
	memcpy(at, payload.data, payload.len);
	return at + payload.len;
}

static bool is_good(const struct nbcoap_message *m,
		    const struct nbcoap_option *options, size_t count,
		    struct nb_bytes payload)
{
	bool content = m->token_len || count || payload.len;

	return in_order(options, count) &&
	       (m->code != NBCOAP_EMPTY || !content);
}

int nbcoap_message_measure(const struct nbcoap_message *m,
			   const struct nbcoap_option *options, size_t count,
			   struct nb_bytes payload)
{
	size_t len = head_len(m);
	uint32_t number = 0;

	if (!is_good(m, options, count, payload))
		return NB_ERR_CALLER;
	for (size_t i = 0; i < count; i++) {
		len += option_len(options[i].number - number, &options[i]);
		number = options[i].number;
	}
	if (payload.len > INT32_MAX || len > INT32_MAX - 1 - payload.len)
		return NB_ERR_SPACE;
	return (int)(len + !!payload.len + payload.len);
}

int nbcoap_message_encode(const struct nbcoap_message *m,
			  const struct nbcoap_option *options, size_t count,
			  struct nb_bytes payload, void *buf, size_t cap)
{
	if (!is_good(m, options, count, payload))
		return NB_ERR_CALLER;
	if (cap < head_len(m))
		return NB_ERR_SPACE;

	const uint8_t *end =
		(uint8_t *)buf + (cap < INT32_MAX ? cap : INT32_MAX);
	uint8_t *at = write_head(buf, m);
	at = write_options(at, end, options, count);
	if (at)
		at = write_payload(at, end, payload);
	return at ? (int)(at - (uint8_t *)buf) : NB_ERR_SPACE;
}

void nbcoap_options_sort(struct nbcoap_option *options, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		struct nbcoap_option moving = options[i];
		size_t to = i;
		for (; to && options[to - 1].number > moving.number; to--)
			options[to] = options[to - 1];
		options[to] = moving;
	}
}
