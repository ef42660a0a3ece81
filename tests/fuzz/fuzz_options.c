/*
 * fuzz_options.c - any options, in any order, as a message to encode
 *
 * The first byte is the room to encode into, times four.  Then three bytes
 * an option: number (two), length; its value lies in the input itself.  What
 * encodes decodes to the same options; what does not fit writes nothing behind
 * the room.
 */
#include "base/assert.h"

#include <nbcoap/message.h>

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

enum { OPTIONS_MAX = 32, ROOM = 4 * 256, GUARD = 0xa5 };

static size_t make_options(struct nbcoap_option *options, const uint8_t *data,
			   size_t len)
{
	size_t count = 0;

	for (size_t at = 0; at + 3 <= len && count < OPTIONS_MAX; at += 3) {
		struct nbcoap_option *o = &options[count++];
		o->number = (uint16_t)(data[at] << 8 | data[at + 1]);
		o->len = data[at + 2] < len ? data[at + 2] : (uint16_t)len;
		o->value = data;
	}
	return count;
}

static void compare(const struct nbcoap_message *m,
		    const struct nbcoap_option *options, size_t count)
{
	struct nbcoap_options walk;
	struct nbcoap_option got;

	nbcoap_options_init(&walk, m);
	for (size_t i = 0; i < count; i++) {
		NB_ASSERT(nbcoap_options_next(&walk, &got));
		NB_ASSERT(got.number == options[i].number &&
			  got.len == options[i].len &&
			  !memcmp(got.value, options[i].value, got.len));
	}
	NB_ASSERT(!nbcoap_options_next(&walk, &got));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct nbcoap_message m = {.code = NBCOAP_POST, .id = 1};
	struct nbcoap_option options[OPTIONS_MAX];
	uint8_t buf[ROOM + 1];

	if (!len)
		return 0;
	size_t cap = (size_t)data[0] * 4;
	struct nb_bytes payload = {data, len % 16};
	size_t count = make_options(options, data + 1, len - 1);
	nbcoap_options_sort(options, count);
	buf[cap] = GUARD;
	int n = nbcoap_message_encode(&m, options, count, payload, buf, cap);
	NB_ASSERT(buf[cap] == GUARD);
	if (n < 0) {
		NB_ASSERT(n == NB_ERR_SPACE);
		NB_ASSERT(nbcoap_message_measure(&m, options, count, payload) >
			  (int)cap);
		return 0;
	}
	NB_ASSERT(nbcoap_message_decode(&m, buf, (size_t)n) ==
		  NBCOAP_FORMAT_GOOD);
	NB_ASSERT(m.payload.len == payload.len);
	compare(&m, options, count);
	return 0;
}
