/*
 * blockwise.h - the arithmetic of block-wise transfers (RFC 7959)
 *
 * Knows the value of a Block1 or Block2 option, the blocks of a body and the
 * order in which they have to come.  Does not know which request they belong
 * to, nor where a body is kept.
 */
#ifndef NBCOAP_BLOCKWISE_H
#define NBCOAP_BLOCKWISE_H

#include <nbcoap/message.h>

#ifdef __cplusplus
extern "C" {
#endif
#pragma GCC visibility push(default)

enum {
	NBCOAP_BLOCK_SZX_MAX = 6, /* 1024 bytes; 7 is reserved (2.2) */
	NBCOAP_BLOCK_NUM_MAX = 0xfffff,
	NBCOAP_ETAG_MAX = 8,
};

/* What a Block1 or Block2 option says (RFC 7959, 2.2). */
struct nbcoap_block_option {
	uint32_t num;
	bool more;
	uint8_t szx;
};

/*
 * 0; or NB_ERR_PEER when the size exponent is 7: a 4.00 to a request, and a
 * response that cannot be used.
 */
int nbcoap_blockwise_decode(struct nbcoap_block_option *block,
			    const struct nbcoap_option *option);
/* Its value as a number. */
static inline uint32_t
nbcoap_blockwise_value(const struct nbcoap_block_option *block)
{
	enum { NUM_SHIFT = 4, MORE_SHIFT = 3 };

	return block->num << NUM_SHIFT | (uint32_t)block->more << MORE_SHIFT |
	       block->szx;
}
/* The same in @buf; the length. */
uint16_t nbcoap_blockwise_encode(const struct nbcoap_block_option *block,
				 uint8_t buf[4]);
/*
 * Decodes the option of @number (NBCOAP_BLOCK1 or 2) in @m: 1, or 0 when there
 * is none (*@block is untouched), or NB_ERR_PEER.
 */
int nbcoap_blockwise_find(const struct nbcoap_message *m, uint16_t number,
			  struct nbcoap_block_option *block);
/* The value of NBCOAP_SIZE1 or 2 in @m (4); false when there is none. */
bool nbcoap_blockwise_find_size(const struct nbcoap_message *m, uint16_t number,
				uint32_t *size);

static inline uint32_t nbcoap_blockwise_size(uint8_t szx)
{
	return UINT32_C(16) << szx;
}

/* The exponent of the largest blocks within @len bytes; 0 below 32. */
uint8_t nbcoap_blockwise_szx(size_t len);

/* Where a block begins in its body. */
static inline uint32_t
nbcoap_blockwise_offset(const struct nbcoap_block_option *block)
{
	return block->num * nbcoap_blockwise_size(block->szx);
}

/*
 * The same place in blocks of the smaller of its and the exponent @szx (2.3,
 * 2.4, early negotiation).  False, and *@block is untouched, when its number
 * would have over 20 bits.
 */
bool nbcoap_blockwise_shrink(struct nbcoap_block_option *block, uint8_t szx);

/*
 * Moves *@block on to the one behind it, of the smaller of its and the
 * exponent @szx: the one that the peer has chosen.  False, and *@block is
 * untouched, when its number would have over 20 bits.
 */
bool nbcoap_blockwise_next(struct nbcoap_block_option *block, uint8_t szx);

/*
 * The bytes of @body that stand in *@block, whose more is set.  0, or
 * NB_ERR_PEER: the block begins behind the body, which is a 4.00.
 */
int nbcoap_blockwise_slice(struct nb_bytes body,
			   struct nbcoap_block_option *block,
			   struct nb_bytes *slice);

/* What an arriving block is to the body that is put together. */
enum nbcoap_block_order {
	NBCOAP_BLOCK_NEXT,      /* append it; more follow                     */
	NBCOAP_BLOCK_LAST,      /* append it; the body is complete            */
	NBCOAP_BLOCK_REPEATED,  /* had it                                     */
	NBCOAP_BLOCK_GAP,       /* one before it is missing: 4.08             */
	NBCOAP_BLOCK_CHANGED,   /* another ETag: the body is void, begin anew */
	NBCOAP_BLOCK_MALFORMED, /* its length is not what it says: 4.00      */
};

/* A body as far as it has come. */
struct nbcoap_reassembly {
	uint32_t next; /* the offset that has to come */
	bool begun;    /* etag is known, or known to be missing */
	uint8_t etag_len;
	uint8_t etag[NBCOAP_ETAG_MAX];
};

/* Nothing has come; the first block expected is the one at @offset. */
void nbcoap_reassembly_init(struct nbcoap_reassembly *r, uint32_t offset);

/*
 * A block of @len bytes came, with an ETag of the body (empty or over 8 bytes:
 * none), which has to be that of the first one (2.4).  Only NEXT and LAST move on.  A block
 * at offset 0 is REPEATED too when it begins a transfer anew (2.5): whoever
 * wants that calls init() first.
 */
enum nbcoap_block_order
nbcoap_reassembly_input(struct nbcoap_reassembly *r,
			const struct nbcoap_block_option *block, size_t len,
			struct nb_bytes etag);

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif
#endif
