#include "transfer/request_body.h"

enum {
	CONTINUE = NBCOAP_CODE(2, 31),
	INCOMPLETE = NBCOAP_CODE(4, 8),
	TOO_LARGE = NBCOAP_CODE(4, 13),
};

static void begin(struct nbcoap_request_body *b, uint8_t szx)
{
	b->blocks = b->bytes.len > nbcoap_blockwise_size(szx);
	b->block = (struct nbcoap_block_option){
		.num = 0, .more = b->blocks, .szx = szx};
}

bool nbcoap_request_body_init(struct nbcoap_request_body *b,
			      struct nb_bytes bytes, uint8_t szx, uint8_t code)
{
	*b = (struct nbcoap_request_body){.bytes = bytes,
					  .repeat = code == NBCOAP_FETCH};
	begin(b, szx);
	return bytes.len / nbcoap_blockwise_size(szx) <= NBCOAP_BLOCK_NUM_MAX;
}

struct nb_bytes nbcoap_request_body_put(struct nbcoap_request_body *b,
					struct nbcoap_option_list *list)
{
	struct nb_bytes slice = b->bytes;

	if (b->ended && (b->blocks || !b->repeat))
		return (struct nb_bytes){0};
	if (!b->blocks)
		return slice;
	nbcoap_blockwise_slice(b->bytes, &b->block, &slice);
	nbcoap_option_list_put_block(list, NBCOAP_BLOCK1, &b->block);
	if (b->block.num == 0)
		nbcoap_option_list_put_uint(list, NBCOAP_SIZE1,
					    (uint32_t)b->bytes.len);
	return slice;
}

bool nbcoap_request_body_restart(struct nbcoap_request_body *b)
{
	if (!b->blocks || b->ended || b->again)
		return false;
	b->again = true;
	begin(b, b->block.szx);
	return true;
}

/* 4.13 with a block size that may do (RFC 7959, 2.9.3). */
static bool wants_smaller(const struct nbcoap_request_body *b,
			  const struct nbcoap_message *m,
			  const struct nbcoap_block_option *said)
{
	size_t len =
		b->blocks ? nbcoap_blockwise_size(b->block.szx) : b->bytes.len;

	return m->code == TOO_LARGE && nbcoap_blockwise_size(said->szx) < len;
}

/* The block under way was taken; the next one may be smaller (2.3). */
static enum nbcoap_request_body_step
next(struct nbcoap_request_body *b, const struct nbcoap_block_option *said)
{
	if (said->num != b->block.num || said->szx > b->block.szx ||
	    !nbcoap_blockwise_next(&b->block, said->szx))
		return NBCOAP_REQUEST_BODY_WRONG;
	return NBCOAP_REQUEST_BODY_NEXT;
}

static enum nbcoap_request_body_step take(struct nbcoap_request_body *b,
					  const struct nbcoap_message *m)
{
	struct nbcoap_block_option said;
	bool told = nbcoap_blockwise_find(m, NBCOAP_BLOCK1, &said) == 1;

	if (told && wants_smaller(b, m, &said)) {
		begin(b, said.szx);
		return NBCOAP_REQUEST_BODY_ANEW;
	}
	if (!b->blocks)
		return NBCOAP_REQUEST_BODY_ENDED;
	if (m->code == INCOMPLETE && nbcoap_request_body_restart(b))
		return NBCOAP_REQUEST_BODY_ANEW;
	if (NBCOAP_CODE_CLASS(m->code) != 2)
		return NBCOAP_REQUEST_BODY_ENDED;
	if (b->block.more)
		return told ? next(b, &said) : NBCOAP_REQUEST_BODY_WRONG;
	return m->code == CONTINUE ? NBCOAP_REQUEST_BODY_WRONG
				   : NBCOAP_REQUEST_BODY_ENDED;
}

enum nbcoap_request_body_step
nbcoap_request_body_input(struct nbcoap_request_body *b,
			  const struct nbcoap_message *m)
{
	enum nbcoap_request_body_step step = NBCOAP_REQUEST_BODY_ENDED;

	if (!b->ended)
		step = take(b, m);
	b->ended = step == NBCOAP_REQUEST_BODY_ENDED;
	return step;
}
