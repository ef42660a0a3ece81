#include "transfer/response_body.h"

#include <string.h>

enum { ANEW_MAX = 3 };

void nbcoap_response_body_begin(struct nbcoap_response_body *b)
{
	nbcoap_reassembly_init(&b->parts, 0);
	b->offset = 0;
	b->size = 0;
	b->block = (struct nbcoap_block_option){
		.szx = b->early ? b->szx : NBCOAP_BLOCK_SZX_MAX};
}

void nbcoap_response_body_put(const struct nbcoap_response_body *b,
			      struct nbcoap_option_list *list)
{
	if (!b->alone && (b->early || b->block.num))
		nbcoap_option_list_put_block(list, NBCOAP_BLOCK2, &b->block);
}

static enum nbcoap_response_body_step anew(struct nbcoap_response_body *b)
{
	if (b->anew == ANEW_MAX)
		return NBCOAP_RESPONSE_BODY_CHANGES;
	b->anew++;
	nbcoap_response_body_begin(b);
	return NBCOAP_RESPONSE_BODY_ANEW;
}

/* A response without Block2 is all there is: an error amid a body, too. */
static enum nbcoap_response_body_step single(struct nbcoap_response_body *b,
					     const struct nbcoap_message *m)
{
	bool good = NBCOAP_CODE_CLASS(m->code) == 2;

	if (good && b->parts.next)
		return anew(b);
	nbcoap_response_body_begin(b);
	return good && m->payload.len > b->cap ? NBCOAP_RESPONSE_BODY_TOO_LARGE
					       : NBCOAP_RESPONSE_BODY_WHOLE;
}

static struct nb_bytes etag_of(const struct nbcoap_message *m)
{
	struct nbcoap_option etag;

	if (!nbcoap_message_find(m, NBCOAP_ETAG, &etag))
		return (struct nb_bytes){0};
	return (struct nb_bytes){etag.value, etag.len};
}

/* The bytes of a block that has its place are kept. */
static enum nbcoap_response_body_step
append(struct nbcoap_response_body *b, const struct nbcoap_message *m,
       const struct nbcoap_block_option *said)
{
	if (b->parts.next > b->cap)
		return NBCOAP_RESPONSE_BODY_TOO_LARGE;
	if (b->bytes && m->payload.len)
		memcpy(b->bytes + b->offset, m->payload.data, m->payload.len);
	if (!said->more)
		return NBCOAP_RESPONSE_BODY_WHOLE;
	b->block = (struct nbcoap_block_option){said->num, false, said->szx};
	return nbcoap_blockwise_next(&b->block, b->szx)
		       ? NBCOAP_RESPONSE_BODY_NEXT
		       : NBCOAP_RESPONSE_BODY_TOO_LARGE;
}

static enum nbcoap_response_body_step
part(struct nbcoap_response_body *b, const struct nbcoap_message *m,
     const struct nbcoap_block_option *said)
{
	if (said->szx > b->block.szx)
		return NBCOAP_RESPONSE_BODY_WRONG;
	if (nbcoap_blockwise_find_size(m, NBCOAP_SIZE2, &b->size) &&
	    b->size > b->cap)
		return NBCOAP_RESPONSE_BODY_TOO_LARGE;
	b->offset = b->parts.next;
	switch (nbcoap_reassembly_input(&b->parts, said, m->payload.len,
					etag_of(m))) {
	case NBCOAP_BLOCK_NEXT:
	case NBCOAP_BLOCK_LAST:
		return append(b, m, said);
	case NBCOAP_BLOCK_CHANGED:
		return anew(b);
	case NBCOAP_BLOCK_REPEATED:
	case NBCOAP_BLOCK_GAP:
	case NBCOAP_BLOCK_MALFORMED:
		break;
	}
	return NBCOAP_RESPONSE_BODY_WRONG;
}

enum nbcoap_response_body_step
nbcoap_response_body_input(struct nbcoap_response_body *b,
			   const struct nbcoap_message *m)
{
	struct nbcoap_block_option said;

	if (b->alone)
		return NBCOAP_RESPONSE_BODY_WHOLE;
	switch (nbcoap_blockwise_find(m, NBCOAP_BLOCK2, &said)) {
	case 0:
		return single(b, m);
	case 1:
		return part(b, m, &said);
	}
	return NBCOAP_RESPONSE_BODY_WRONG;
}

struct nb_bytes nbcoap_response_body_bytes(const struct nbcoap_response_body *b,
					   const struct nbcoap_message *m)
{
	if (!b->offset || !b->bytes)
		return m->payload;
	return (struct nb_bytes){b->bytes, b->parts.next};
}
