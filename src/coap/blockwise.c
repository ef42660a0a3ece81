#include <nbcoap/blockwise.h>

#include "base/assert.h"

#include <string.h>

enum {
	SZX_BITS = 7,
	MORE_BIT = 8,
	NUM_SHIFT = 4,
	LEAST_SIZE = 16,
};

static uint8_t lesser(uint8_t a, uint8_t b)
{
	return a < b ? a : b;
}

int nbcoap_blockwise_decode(struct nbcoap_block_option *block,
			    const struct nbcoap_option *option)
{
	uint32_t value = nbcoap_option_uint(option);
	uint8_t szx = value & SZX_BITS;

	if (szx > NBCOAP_BLOCK_SZX_MAX ||
	    value >> NUM_SHIFT > NBCOAP_BLOCK_NUM_MAX)
		return NB_ERR_PEER;
	block->num = value >> NUM_SHIFT;
	block->more = value & MORE_BIT;
	block->szx = szx;
	return 0;
}

uint16_t nbcoap_blockwise_encode(const struct nbcoap_block_option *block,
				 uint8_t buf[4])
{
	NB_ASSERT(block->num <= NBCOAP_BLOCK_NUM_MAX);
	NB_ASSERT(block->szx <= NBCOAP_BLOCK_SZX_MAX);
	return nbcoap_option_put_uint(buf, nbcoap_blockwise_value(block));
}

int nbcoap_blockwise_find(const struct nbcoap_message *m, uint16_t number,
			  struct nbcoap_block_option *block)
{
	struct nbcoap_option option;

	if (!nbcoap_message_find(m, number, &option))
		return 0;
	int error = nbcoap_blockwise_decode(block, &option);
	return error ? error : 1;
}

bool nbcoap_blockwise_find_size(const struct nbcoap_message *m, uint16_t number,
				uint32_t *size)
{
	struct nbcoap_option option;

	if (!nbcoap_message_find(m, number, &option))
		return false;
	*size = nbcoap_option_uint(&option);
	return true;
}

uint8_t nbcoap_blockwise_szx(size_t len)
{
	uint8_t szx = NBCOAP_BLOCK_SZX_MAX;

	while (szx && nbcoap_blockwise_size(szx) > len)
		szx--;
	return szx;
}

/* Makes it block @num of its exponent, counted in those of a smaller one. */
static bool renumber(struct nbcoap_block_option *block, uint32_t num,
		     uint8_t to)
{
	num <<= block->szx - to;
	if (num > NBCOAP_BLOCK_NUM_MAX)
		return false;
	block->num = num;
	block->szx = to;
	return true;
}

bool nbcoap_blockwise_shrink(struct nbcoap_block_option *block, uint8_t szx)
{
	return renumber(block, block->num, lesser(block->szx, szx));
}

bool nbcoap_blockwise_next(struct nbcoap_block_option *block, uint8_t szx)
{
	return renumber(block, block->num + 1, lesser(block->szx, szx));
}

int nbcoap_blockwise_slice(struct nb_bytes body,
			   struct nbcoap_block_option *block,
			   struct nb_bytes *slice)
{
	uint32_t offset = nbcoap_blockwise_offset(block);
	uint32_t size = nbcoap_blockwise_size(block->szx);

	if (offset && offset >= body.len)
		return NB_ERR_PEER;
	block->more = body.len - offset > size;
	slice->data = body.data ? body.data + offset : NULL;
	slice->len = block->more ? size : body.len - offset;
	return 0;
}

void nbcoap_reassembly_init(struct nbcoap_reassembly *r, uint32_t offset)
{
	*r = (struct nbcoap_reassembly){.next = offset};
}

static bool is_length_good(const struct nbcoap_block_option *block, size_t len)
{
	size_t size = nbcoap_blockwise_size(block->szx);

	return block->more ? len == size : len <= size;
}

static bool is_etag(const struct nbcoap_reassembly *r, struct nb_bytes etag)
{
	return etag.len == r->etag_len &&
	       (!etag.len || memcmp(etag.data, r->etag, etag.len) == 0);
}

static void keep_etag(struct nbcoap_reassembly *r, struct nb_bytes etag)
{
	if (etag.len)
		memcpy(r->etag, etag.data, etag.len);
	r->etag_len = (uint8_t)etag.len;
	r->begun = true;
}

enum nbcoap_block_order
nbcoap_reassembly_input(struct nbcoap_reassembly *r,
			const struct nbcoap_block_option *block, size_t len,
			struct nb_bytes etag)
{
	uint32_t offset = nbcoap_blockwise_offset(block);

	if (etag.len > sizeof(r->etag))
		etag.len = 0;
	if (!is_length_good(block, len))
		return NBCOAP_BLOCK_MALFORMED;
	if (r->begun && !is_etag(r, etag))
		return NBCOAP_BLOCK_CHANGED;
	if (offset < r->next)
		return NBCOAP_BLOCK_REPEATED;
	if (offset > r->next)
		return NBCOAP_BLOCK_GAP;
	keep_etag(r, etag);
	r->next += (uint32_t)len;
	return block->more ? NBCOAP_BLOCK_NEXT : NBCOAP_BLOCK_LAST;
}
