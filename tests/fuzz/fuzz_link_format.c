/*
 * fuzz_link_format.c - any bytes as a filter, a line feed, and a document of
 * links
 *
 * No bytes crash it.  The links of a document, written again in any blocks,
 * are the document as far as it is good; filters change nothing but which.
 */
#include "base/assert.h"

#include <nbcoap/link_format.h>

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

enum { VALUE = 64, BLOCK = 16 };

/* What unquoting gives is no longer, and finds its link by a filter. */
static void check_attributes(const struct nbcoap_link *link)
{
	struct nb_bytes rest = link->attributes;
	struct nbcoap_link_attribute a;
	uint8_t value[VALUE];

	while (nbcoap_link_next_attribute(&rest, &a)) {
		int n = nbcoap_link_unquote(&a, value, sizeof(value));
		NB_ASSERT(n == NB_ERR_SPACE || (size_t)n <= a.value.len);
		NB_ASSERT(nbcoap_link_matches(link, a.name) ||
			  (a.name.len == 4 && !memcmp(a.name.data, "href", 4)));
	}
	NB_ASSERT(!rest.len);
}

static void write_all(struct nbcoap_link_writer *w, struct nb_bytes document)
{
	struct nbcoap_link link;

	while (nbcoap_link_next(&document, &link) == 1)
		nbcoap_link_writer_link(w, &link);
}

/* Writes @document in blocks of @size and holds each against it. */
static void check_blocks(struct nb_bytes document, size_t size)
{
	struct nbcoap_link_writer w;
	uint8_t block[VALUE];
	size_t at = 0;

	do {
		nbcoap_link_writer_init(&w, block, size, at);
		write_all(&w, document);
		int n = nbcoap_link_writer_end(&w);
		NB_ASSERT(n >= 0 && at + (size_t)n <= document.len);
		NB_ASSERT(!n || !memcmp(block, document.data + at, (size_t)n));
		at += (size_t)n;
	} while (nbcoap_link_writer_has_more(&w));
	NB_ASSERT(at == w.total);
}

static void check_document(struct nb_bytes document, struct nb_bytes filter)
{
	struct nb_bytes rest = document;
	struct nbcoap_link link;
	int taken;

	while ((taken = nbcoap_link_next(&rest, &link)) == 1) {
		NB_ASSERT(nbcoap_link_is_valid(&link));
		check_attributes(&link);
		nbcoap_link_matches(&link, filter);
	}
	NB_ASSERT(taken == 0 ? !rest.len : rest.len);
	check_blocks(document, BLOCK + filter.len % (VALUE - BLOCK));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	if (!len)
		return 0;
	const uint8_t *end = memchr(data, '\n', len);
	struct nb_bytes filter = {data, end ? (size_t)(end - data) : 0};
	size_t skipped = end ? filter.len + 1 : 0;

	check_document((struct nb_bytes){data + skipped, len - skipped},
		       filter);
	return 0;
}
