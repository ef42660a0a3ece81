#include "transfer/transfer.h"

#include "base/addr.h"
#include "coap/arena.h"

#include <string.h>

void nbcoap_transfers_place(struct nbcoap_transfers *t, uint32_t cap,
			    uint32_t options_size, struct nbcoap_arena *a)
{
	t->cap = cap;
	t->options_size = options_size;
	t->slots = nbcoap_arena_take(a, cap, sizeof(t->slots[0]));
	t->items = nbcoap_arena_take(a, cap, sizeof(t->items[0]));
	t->options = nbcoap_arena_take(a, cap, options_size);
}

void nbcoap_transfers_reset(struct nbcoap_transfers *t)
{
	nbcoap_list_init(&t->free, t->items);
	nbcoap_list_init(&t->due, t->items);
	for (uint32_t slot = t->cap; slot > 0; slot--) {
		t->slots[slot - 1].life = NBCOAP_TRANSFER_FREE;
		nbcoap_list_add(&t->free, slot - 1);
	}
}

static uint8_t *options_of(const struct nbcoap_transfers *t, uint32_t slot)
{
	return t->options + (size_t)slot * t->options_size;
}

static bool is_single_block(const struct nbcoap_client_request *request)
{
	for (size_t i = 0; i < request->request.option_count; i++)
		if (request->request.options[i].number == NBCOAP_BLOCK1 ||
		    request->request.options[i].number == NBCOAP_BLOCK2)
			return true;
	return false;
}

static void init(struct nbcoap_transfer *t,
		 const struct nbcoap_client_request *request)
{
	t->request = request->request;
	t->exchange = t->observation = -1;
	t->progress.first_accepted = NB_NEVER;
	t->progress.last_accepted = NB_NEVER;
	t->progress.acked_at = NB_NEVER;
	t->down = (struct nbcoap_response_body){
		.bytes = request->body,
		.cap = request->cap,
		.szx = request->szx,
		.early = request->early,
		.alone = is_single_block(request),
	};
	nbcoap_response_body_begin(&t->down);
	nbcoap_request_body_init(&t->up, request->request.payload,
				 t->down.alone ? NBCOAP_BLOCK_SZX_MAX
					       : request->szx,
				 request->request.code);
}

int nbcoap_transfers_add(struct nbcoap_transfers *t,
			 const struct nbcoap_client_request *request)
{
	struct nbcoap_message head = {.code = request->request.code};
	struct nbcoap_request_body up;

	if (request->szx > NBCOAP_BLOCK_SZX_MAX ||
	    !nbcoap_request_body_init(&up, request->request.payload,
				      request->szx, head.code) ||
	    (up.blocks &&
	     (request->request.suppress || request->request.observe)))
		return NB_ERR_CALLER;
	uint32_t slot = nbcoap_list_take(&t->free);
	if (slot == NBCOAP_NO_SLOT)
		return NB_ERR_SPACE;
	int len = nbcoap_message_encode(&head, request->request.options,
					request->request.option_count,
					(struct nb_bytes){0},
					options_of(t, slot), t->options_size);
	if (len < 0) {
		nbcoap_list_add(&t->free, slot);
		return len;
	}
	struct nbcoap_transfer *x = &t->slots[slot];
	memset(x, 0, sizeof(*x));
	init(x, request);
	x->options_len = (uint32_t)len;
	x->order = t->begun++;
	nbcoap_transfers_put(t, slot);
	return (int)slot;
}

void nbcoap_transfers_put(struct nbcoap_transfers *t, uint32_t slot)
{
	nbcoap_list_add(&t->due, slot);
	t->slots[slot].life = NBCOAP_TRANSFER_DUE;
}

void nbcoap_transfers_take(struct nbcoap_transfers *t, uint32_t slot,
			   enum nbcoap_transfer_life life)
{
	if (t->slots[slot].life == NBCOAP_TRANSFER_DUE)
		nbcoap_list_remove(&t->due, slot);
	t->slots[slot].life = life;
}

void nbcoap_transfers_remove(struct nbcoap_transfers *t, uint32_t slot)
{
	nbcoap_transfers_take(t, slot, NBCOAP_TRANSFER_FREE);
	nbcoap_list_add(&t->free, slot);
}

struct nb_bytes nbcoap_transfers_write(struct nbcoap_transfers *t,
				       uint32_t slot,
				       struct nbcoap_option_list *list)
{
	struct nbcoap_transfer *x = &t->slots[slot];
	struct nbcoap_message m;

	nbcoap_message_decode(&m, options_of(t, slot), x->options_len);
	nbcoap_option_list_init(list);
	nbcoap_option_list_put_message(list, &m);
	if (x->request.observe && x->observation < 0)
		nbcoap_option_list_put_uint(list, NBCOAP_OBSERVE,
					    NBCOAP_OBSERVE_REGISTER);
	if (x->echo_len)
		nbcoap_option_list_put(
			list, &(struct nbcoap_option){NBCOAP_ECHO, x->echo_len,
						      x->echo});
	if (x->up.blocks && x->tag)
		nbcoap_option_list_put_uint(list, NBCOAP_REQUEST_TAG, x->tag);
	nbcoap_response_body_put(&x->down, list);
	if (x->down.alone)
		return x->up.bytes;
	return nbcoap_request_body_put(&x->up, list);
}

/* The next option that names the resource; false when there is none. */
static bool next_of_uri(struct nbcoap_options *walk,
			struct nbcoap_option *option)
{
	while (nbcoap_options_next(walk, option))
		if (option->number == NBCOAP_URI_HOST ||
		    option->number == NBCOAP_URI_PORT ||
		    option->number == NBCOAP_URI_PATH ||
		    option->number == NBCOAP_URI_QUERY)
			return true;
	return false;
}

static void walk_options(const struct nbcoap_transfers *t, uint32_t slot,
			 struct nbcoap_options *walk)
{
	struct nbcoap_message m;

	nbcoap_message_decode(&m, options_of(t, slot),
			      t->slots[slot].options_len);
	nbcoap_options_init(walk, &m);
}

static bool is_same_resource(const struct nbcoap_transfers *t, uint32_t a,
			     uint32_t b)
{
	struct nbcoap_options walk_a, walk_b;
	struct nbcoap_option option_a, option_b;
	bool more_a, more_b;

	if (!nb_addr_equal(&t->slots[a].request.peer,
			   &t->slots[b].request.peer))
		return false;
	walk_options(t, a, &walk_a);
	walk_options(t, b, &walk_b);
	for (;;) {
		more_a = next_of_uri(&walk_a, &option_a);
		more_b = next_of_uri(&walk_b, &option_b);
		if (!more_a || !more_b)
			return more_a == more_b;
		if (option_a.number != option_b.number ||
		    option_a.len != option_b.len ||
		    memcmp(option_a.value, option_b.value, option_a.len))
			return false;
	}
}

/* Those amid their blocks go first, the older before the younger. */
static bool goes_before(const struct nbcoap_transfer *a,
			const struct nbcoap_transfer *b)
{
	return a->block_wise && (!b->block_wise || a->order < b->order);
}

bool nbcoap_transfers_must_wait(const struct nbcoap_transfers *t, uint32_t slot)
{
	const struct nbcoap_transfer *x = &t->slots[slot];

	if (!x->block_wise && !x->up.blocks)
		return false;
	for (uint32_t i = 0; i < t->cap; i++)
		if (i != slot && t->slots[i].life != NBCOAP_TRANSFER_FREE &&
		    goes_before(&t->slots[i], x) &&
		    is_same_resource(t, i, slot))
			return true;
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
