#include "transfer/upload.h"

#include "transfer/answer.h"

#include <string.h>

enum {
	CONTINUE = NBCOAP_CODE(2, 31),
	BAD_REQUEST = NBCOAP_CODE(4, 0),
	INCOMPLETE = NBCOAP_CODE(4, 8),
	TOO_LARGE = NBCOAP_CODE(4, 13),
	UNAVAILABLE = NBCOAP_CODE(5, 3),
};

/* 4.13 says how much would do (RFC 7959, 4). */
static void refuse_too_large(struct nbcoap_server *s,
			     const struct nbcoap_ask *ask, nb_ms now)
{
	uint8_t value[4];
	struct nbcoap_option size = {
		.number = NBCOAP_SIZE1,
		.len = nbcoap_option_put_uint(value, s->config.body_size),
		.value = value,
	};

	nbcoap_answer_refuse(s, ask,
			     &(struct nbcoap_response){
				     .code = TOO_LARGE,
				     .options = &size,
				     .option_count = 1,
			     },
			     now);
}

/* Does the body, as far as this block tells, get too long? */
static bool is_too_large(const struct nbcoap_server *s,
			 const struct nbcoap_ask *ask,
			 const struct nbcoap_message *m)
{
	uint32_t size = 0;

	if (s->config.stream)
		return false;
	nbcoap_blockwise_find_size(m, NBCOAP_SIZE1, &size);
	return size > s->config.body_size ||
	       nbcoap_blockwise_offset(&ask->block1) + m->payload.len >
		       s->config.body_size;
}

/* The body of which a block comes: the first begins it, in place of one that
   got stuck; NULL: none (RFC 7959, 2.9.2). */
static struct nbcoap_body *body_of(struct nbcoap_server *s,
				   const struct nbcoap_ask *ask)
{
	if (ask->block1.num)
		return nbcoap_bodies_find(&s->bodies, NBCOAP_BODY_UPLOAD,
					  ask->key);
	struct nbcoap_body *body =
		nbcoap_bodies_add(&s->bodies, NBCOAP_BODY_UPLOAD, ask->key);
	if (body)
		nbcoap_reassembly_init(&body->parts, 0);
	return body;
}

static void append(struct nbcoap_body *body, struct nb_bytes payload)
{
	uint32_t offset = body->parts.next - (uint32_t)payload.len;

	if (payload.len)
		memcpy(body->bytes + offset, payload.data, payload.len);
}

/* The owner gets all of it; it is his until he answers. */
static void complete(struct nbcoap_ask *ask, struct nbcoap_body *body)
{
	body->life = NBCOAP_BODY_ASKED;
	body->expires = NB_NEVER;
	ask->body = body;
}

/* Smaller blocks are asked for with the first (RFC 7959, 2.3). */
static void negotiate(const struct nbcoap_server *s, struct nbcoap_ask *ask)
{
	if (!ask->block1.num)
		nbcoap_blockwise_shrink(&ask->block1,
					NBCOAP_BLOCK_SZX_MAX -
						s->config.szx_less);
}

/* What a block is to its body; another Content-Format makes it another's, as
   an ETag would. */
static enum nbcoap_block_order order_of(struct nbcoap_body *body,
					const struct nbcoap_ask *ask,
					const struct nbcoap_message *m)
{
	struct nbcoap_option format = {0};

	nbcoap_message_find(m, NBCOAP_CONTENT_FORMAT, &format);
	return nbcoap_reassembly_input(
		&body->parts, &ask->block1, m->payload.len,
		(struct nb_bytes){format.value, format.len});
}

/* What to answer to a block by itself; 0: it goes on to the owner. */
static uint8_t take(struct nbcoap_server *s, struct nbcoap_ask *ask,
		    struct nbcoap_body *body, struct nbcoap_message *m,
		    nb_ms now)
{
	enum nbcoap_block_order order = order_of(body, ask, m);

	switch (order) {
	case NBCOAP_BLOCK_NEXT:
	case NBCOAP_BLOCK_LAST:
		break;
	case NBCOAP_BLOCK_REPEATED:
		return CONTINUE;
	case NBCOAP_BLOCK_GAP:
	case NBCOAP_BLOCK_CHANGED:
		return INCOMPLETE;
	case NBCOAP_BLOCK_MALFORMED:
		return BAD_REQUEST;
	}
	nbcoap_bodies_touch(&s->bodies, body, now);
	negotiate(s, ask);
	if (order == NBCOAP_BLOCK_LAST)
		complete(ask, body);
	if (s->config.stream)
		return 0;
	append(body, m->payload);
	m->payload = (struct nb_bytes){body->bytes, body->parts.next};
	return order == NBCOAP_BLOCK_LAST ? 0 : CONTINUE;
}

bool nbcoap_upload_input(struct nbcoap_server *s, struct nbcoap_ask *ask,
			 struct nbcoap_message *m, nb_ms now)
{
	bool first = !ask->block1.num;

	if (first && !ask->block1.more)
		return true;
	if (is_too_large(s, ask, m)) {
		refuse_too_large(s, ask, now);
		return false;
	}
	struct nbcoap_body *body = body_of(s, ask);
	uint8_t code = body    ? take(s, ask, body, m, now)
		       : first ? UNAVAILABLE
			       : INCOMPLETE;
	if (code)
		nbcoap_answer_code(s, ask, code, now);
	return !code;
}
