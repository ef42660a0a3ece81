/*
 * fuzz_uri.c - any bytes as a URI
 *
 * No bytes crash it.  The options of a good one, written as a URI, give the
 * same options again.
 */
#include "base/assert.h"

#include <nbcoap/uri.h>

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

enum { OPTIONS_MAX = 64, ROOM = 4096, TEXT = 16384 };

static const struct nb_addr peer = {
	.ip = {192, 0, 2, 1}, .port = 5683, .family = NB_FAMILY_IPV4};

/* The message of a GET of @text; 0 when it is refused. */
static size_t encode(const char *text, size_t len, uint8_t *buf)
{
	static uint8_t room[ROOM];
	struct nbcoap_message m = {.code = NBCOAP_GET};
	struct nbcoap_option o[OPTIONS_MAX];
	struct nbcoap_uri uri;
	uint8_t *at = room;
	const uint8_t *end = room + ROOM;

	if (nbcoap_uri_parse(&uri, text, len) < 0)
		return 0;
	int n = nbcoap_uri_host_option(&uri, o, 0, OPTIONS_MAX, &at, end);
	if (n >= 0)
		n = nbcoap_uri_path_options(uri.path, o, (size_t)n, OPTIONS_MAX,
					    &at, end);
	if (n >= 0)
		n = nbcoap_uri_query_options(uri.query, o, (size_t)n,
					     OPTIONS_MAX, &at, end);
	if (n < 0)
		return 0;
	for (int i = 0; i < n; i++)
		NB_ASSERT(o[i].len <= 255);
	n = nbcoap_message_encode(&m, o, (size_t)n, (struct nb_bytes){0}, buf,
				  ROOM);
	return n < 0 ? 0 : (size_t)n;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	static uint8_t first[ROOM], second[ROOM];
	static char text[TEXT];
	struct nbcoap_message m;

	size_t n = encode((const char *)data, len, first);
	if (!n)
		return 0;
	NB_ASSERT(nbcoap_message_decode(&m, first, n) == NBCOAP_FORMAT_GOOD);
	int written = nbcoap_uri_format(&m, &peer, false, text, sizeof(text));
	NB_ASSERT(written > 0);
	NB_ASSERT(encode(text, (size_t)written, second) == n);
	NB_ASSERT(!memcmp(first, second, n));
	return 0;
}
