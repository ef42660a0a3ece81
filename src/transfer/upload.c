#include "transfer/upload.h"

#include "transfer/answer.h"
#include "transfer/options.h"

#include <nbcoap/conditional.h>

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
	struct nbcoap_response response = {
		.code = TOO_LARGE, .options = &size, .option_count = 1};

	nbcoap_answer_whole(s, ask, &response, NBCOAP_ANSWER_REFUSE, now);
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

/* The first block begins a body, in place of one that got stuck. */
static uint32_t begin(struct nbcoap_server *s, const struct nbcoap_ask *ask,
		      const struct nbcoap_message *m)
{
	uint32_t slot = nbcoap_bodies_find(&s->bodies, NBCOAP_BODY_UPLOAD,
					   &ask->peer, ask->key);

	if (slot == NBCOAP_NO_SLOT)
		slot = nbcoap_bodies_add(&s->bodies, NBCOAP_BODY_UPLOAD,
					 &ask->peer, ask->key);
	if (slot == NBCOAP_NO_SLOT)
		return slot;
	struct nbcoap_body *body = &s->bodies.slots[slot];
	nbcoap_reassembly_init(&body->parts, 0);
	body->format = nbcoap_content_format(m);
	return slot;
}

/* The body that a later block continues, or NO_SLOT (RFC 7959, 2.9.2). */
static uint32_t resume(const struct nbcoap_server *s,
		       const struct nbcoap_ask *ask,
		       const struct nbcoap_message *m)
{
	uint32_t slot = nbcoap_bodies_find(&s->bodies, NBCOAP_BODY_UPLOAD,
					   &ask->peer, ask->key);

	if (slot == NBCOAP_NO_SLOT ||
	    s->bodies.slots[slot].format != nbcoap_content_format(m))
		return NBCOAP_NO_SLOT;
	return slot;
}

static void append(struct nbcoap_server *s, uint32_t slot,
		   const struct nbcoap_ask *ask, const struct nbcoap_message *m)
{
	uint32_t offset = nbcoap_blockwise_offset(&ask->block1);

	if (m->payload.len)
		memcpy(nbcoap_bodies_bytes(&s->bodies, slot) + offset,
		       m->payload.data, m->payload.len);
	s->bodies.slots[slot].len = offset + (uint32_t)m->payload.len;
}

/* The owner gets all of it; it is his until he answers. */
static void complete(struct nbcoap_server *s, uint32_t slot,
		     struct nbcoap_ask *ask, struct nbcoap_message *m)
{
	struct nbcoap_body *body = &s->bodies.slots[slot];

	body->life = NBCOAP_BODY_ASKED;
	ask->body = slot;
	if (s->config.stream)
		return;
	m->payload.data = nbcoap_bodies_bytes(&s->bodies, slot);
	m->payload.len = body->len;
}

/* Smaller blocks are asked for with the first (RFC 7959, 2.3). */
static void negotiate(const struct nbcoap_server *s, struct nbcoap_ask *ask)
{
	uint8_t szx = NBCOAP_BLOCK_SZX_MAX - s->config.szx_less;

	if (!ask->block1.num && ask->block1.szx > szx)
		ask->block1.szx = szx;
}

/* What to answer to a block by itself; 0: it goes on to the owner. */
static uint8_t take(struct nbcoap_server *s, uint32_t slot,
		    struct nbcoap_ask *ask, struct nbcoap_message *m, nb_ms now)
{
	struct nbcoap_reassembly *parts = &s->bodies.slots[slot].parts;
	enum nbcoap_block_order order = nbcoap_reassembly_input(
		parts, &ask->block1, m->payload.len, (struct nb_bytes){0});

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
	nbcoap_bodies_touch(&s->bodies, slot, now);
	if (!s->config.stream)
		append(s, slot, ask, m);
	if (order == NBCOAP_BLOCK_LAST)
		complete(s, slot, ask, m);
	negotiate(s, ask);
	return order == NBCOAP_BLOCK_LAST || s->config.stream ? 0 : CONTINUE;
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
	uint32_t slot = first ? begin(s, ask, m) : resume(s, ask, m);
	uint8_t code = slot != NBCOAP_NO_SLOT ? take(s, slot, ask, m, now)
		       : first                ? UNAVAILABLE
					      : INCOMPLETE;
	if (code)
		nbcoap_answer_code(s, ask, code, now);
	return !code;
}
