#include "transfer/transfer.h"

#include "coap/arena.h"

#include <string.h>

void nbcoap_transfers_init(struct nbcoap_transfers *t, uint32_t cap,
			   uint32_t options_size, struct nbcoap_arena *a)
{
	struct nbcoap_transfer *slots =
		nbcoap_arena_take(a, cap, sizeof(slots[0]));
	uint8_t *bytes = nbcoap_arena_take(a, cap, options_size);

	nbcoap_list_init(&t->free,
			 nbcoap_arena_take(a, cap, sizeof(t->free.items[0])));
	nbcoap_list_init(&t->due, t->free.items);
	nbcoap_list_fill(&t->free, cap);
	if (!bytes)
		return;
	t->options_size = options_size;
	t->slots = slots;
	t->cap = cap;
	for (uint32_t slot = 0; slot < cap; slot++) {
		slots[slot].slot = slot;
		slots[slot].bytes = bytes;
		bytes += options_size;
	}
}

static bool has(const struct nbcoap_message *m, uint16_t number)
{
	struct nbcoap_option option;

	return nbcoap_message_find(m, number, &option);
}

static bool is_of_uri(uint16_t number)
{
	return number == NBCOAP_URI_HOST || number == NBCOAP_URI_PORT ||
	       number == NBCOAP_URI_PATH || number == NBCOAP_URI_QUERY;
}

/* Keeps the options.  0, or an error. */
static int keep(const struct nbcoap_transfers *t, struct nbcoap_transfer *x)
{
	int len = nbcoap_message_encode(&x->message, x->request.options,
					x->request.option_count,
					(struct nb_bytes){0}, x->bytes,
					t->options_size);

	if (len < 0)
		return len;
	nbcoap_message_decode(&x->message, x->bytes, (size_t)len);
	x->resource = nbcoap_options_key(t->secret, &x->request.peer,
					 &x->message, is_of_uri);
	return 0;
}

/* False when it has too many, or may have none. */
static bool cut(struct nbcoap_transfer *x, uint8_t szx)
{
	const struct nbcoap_request *r = &x->request;

	x->down.alone = has(&x->message, NBCOAP_BLOCK1) ||
			has(&x->message, NBCOAP_BLOCK2);
	nbcoap_response_body_begin(&x->down);
	return nbcoap_request_body_init(
		       &x->up, r->payload,
		       x->down.alone ? NBCOAP_BLOCK_SZX_MAX : szx, r->code) &&
	       !(x->up.blocks && (r->suppress || r->observe));
}

/* 0, or an error. */
static int init(const struct nbcoap_transfers *t, struct nbcoap_transfer *x,
		const struct nbcoap_client_request *request)
{
	*x = (struct nbcoap_transfer){
		.slot = x->slot,
		.bytes = x->bytes,
		.request = request->request,
		.message = {.type = NBCOAP_NON, .code = request->request.code},
		.exchange = -1,
		.observation = -1,
		.progress = {.first_accepted = NB_NEVER,
			     .last_accepted = NB_NEVER,
			     .acked_at = NB_NEVER},
		.down = {.bytes = request->body,
			 .cap = request->cap,
			 .szx = request->szx,
			 .early = request->early},
	};
	int error = keep(t, x);
	if (error)
		return error;
	return request->szx <= NBCOAP_BLOCK_SZX_MAX && cut(x, request->szx)
		       ? 0
		       : NB_ERR_CALLER;
}

int nbcoap_transfers_add(struct nbcoap_transfers *t,
			 const struct nbcoap_client_request *request,
			 struct nbcoap_transfer **out)
{
	uint32_t slot = nbcoap_list_take(&t->free);

	if (slot == NBCOAP_NO_SLOT)
		return NB_ERR_SPACE;
	struct nbcoap_transfer *x = &t->slots[slot];
	int error = init(t, x, request);
	if (error) {
		nbcoap_list_add(&t->free, slot);
		return error;
	}
	x->order = t->begun++;
	nbcoap_transfers_put(t, x);
	*out = x;
	return 0;
}

void nbcoap_transfers_put(struct nbcoap_transfers *t, struct nbcoap_transfer *x)
{
	nbcoap_list_add(&t->due, x->slot);
	x->life = NBCOAP_TRANSFER_DUE;
}

void nbcoap_transfers_take(struct nbcoap_transfers *t,
			   struct nbcoap_transfer *x,
			   enum nbcoap_transfer_life life)
{
	if (x->life == NBCOAP_TRANSFER_DUE)
		nbcoap_list_remove(&t->due, x->slot);
	x->life = life;
}

void nbcoap_transfers_remove(struct nbcoap_transfers *t,
			     struct nbcoap_transfer *x)
{
	nbcoap_transfers_take(t, x, NBCOAP_TRANSFER_FREE);
	nbcoap_list_add(&t->free, x->slot);
}

struct nb_bytes nbcoap_transfer_write(struct nbcoap_transfer *x,
				      struct nbcoap_option_list *list)
{
	nbcoap_option_list_init(list);
	nbcoap_option_list_put_message(list, &x->message);
	if (x->request.observe && x->observation < 0)
		nbcoap_option_list_put_uint(list, NBCOAP_OBSERVE,
					    NBCOAP_OBSERVE_REGISTER);
	if (x->echo_len)
		nbcoap_option_list_put(
			list, &(struct nbcoap_option){NBCOAP_ECHO, x->echo_len,
						      x->echo});
	if (x->up.blocks && x->tag)
		nbcoap_option_list_put_uint(list, NBCOAP_REQUEST_TAG, x->tag);
	if (x->down.alone)
		return x->up.bytes;
	nbcoap_response_body_put(&x->down, list);
	return nbcoap_request_body_put(&x->up, list);
}

/* Those amid their blocks go first, the older before the younger. */
static bool goes_before(const struct nbcoap_transfer *a,
			const struct nbcoap_transfer *b)
{
	return a->life != NBCOAP_TRANSFER_FREE && a->block_wise &&
	       (!b->block_wise || a->order < b->order);
}

bool nbcoap_transfers_must_wait(const struct nbcoap_transfers *t,
				const struct nbcoap_transfer *x)
{
	if (!x->block_wise && !x->up.blocks)
		return false;
	for (uint32_t slot = 0; slot < t->cap; slot++) {
		const struct nbcoap_transfer *y = &t->slots[slot];

		if (y != x && y->resource == x->resource && goes_before(y, x))
			return true;
	}
	return false;
}

bool nbcoap_transfer_goes_on(const struct nbcoap_transfer *t)
{
	uint32_t behind =
		t->down.parts.next + nbcoap_blockwise_size(t->down.block.szx);

	if (!t->up.ended)
		return t->up.block.more;
	return t->down.parts.next && (!t->down.size || t->down.size > behind);
}

void nbcoap_transfer_sum(const struct nbcoap_transfer *t,
			 struct nbcoap_progress *progress)
{
	const struct nbcoap_progress *before = &t->progress;

	if (before->sent > progress->sent)
		progress->sent = before->sent;
	progress->transmissions += before->transmissions;
	if (before->first_accepted < progress->first_accepted)
		progress->first_accepted = before->first_accepted;
	if (progress->last_accepted == NB_NEVER)
		progress->last_accepted = before->last_accepted;
}
