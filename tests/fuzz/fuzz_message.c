/*
 * fuzz_message.c - any bytes as a message
 *
 * No bytes crash the decoder; a good message encodes to the same bytes again,
 * for there is only one way to write it.
 */
#include "base/assert.h"

#include <nbcoap/message.h>

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

enum { OPTIONS_MAX = 1024, MESSAGE_MAX = 1 << 17 };

static struct nbcoap_option options[OPTIONS_MAX];
static uint8_t again[MESSAGE_MAX];

static size_t read_options(const struct nbcoap_message *m)
{
	struct nbcoap_options walk;
	struct nbcoap_option option;
	size_t count = 0;

	nbcoap_options_init(&walk, m);
	while (nbcoap_options_next(&walk, &option)) {
		NB_ASSERT(option.value + option.len <= walk.end);
		nbcoap_option_uint(&option);
		if (count < OPTIONS_MAX)
			options[count] = option;
		count++;
	}
	return count;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct nbcoap_message m;

	enum nbcoap_format strict = nbcoap_message_decode(&m, data, len);
	enum nbcoap_format format =
		nbcoap_message_decode_extended(&m, data, len);

	NB_ASSERT(strict == format || m.token_len > NBCOAP_TOKEN_MAX);
	if (format != NBCOAP_FORMAT_GOOD)
		return 0;
	size_t count = read_options(&m);
	if (count > OPTIONS_MAX || len > MESSAGE_MAX)
		return 0;
	int n = nbcoap_message_encode(&m, options, count, m.payload, again,
				      sizeof(again));
	NB_ASSERT(n == (int)len && !memcmp(again, data, len));
	NB_ASSERT(nbcoap_message_measure(&m, options, count, m.payload) == n);
	return 0;
}
