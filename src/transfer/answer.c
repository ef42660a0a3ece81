#include "transfer/answer.h"

#include "transfer/kept.h"
#include "transfer/options.h"

#include <nbcoap/conditional.h>

enum {
	VALID = NBCOAP_CODE(2, 3),
	CONTENT = NBCOAP_CODE(2, 5),
	BAD_REQUEST = NBCOAP_CODE(4, 0),
	INTERNAL_ERROR = NBCOAP_CODE(5, 0),
	ETAG_LEN = 4,
};

/* One block of an answer. */
struct slice {
	struct nbcoap_server *s;
	const struct nbcoap_ask *ask;
	struct nbcoap_response response; /* payload: from the block on */
	uint32_t total;
	struct nbcoap_block_option block;
	struct nb_bytes etag; /* to be added when there are several blocks */
	bool is_observed;
	uint32_t number; /* of the Observe option */
	enum nbcoap_answer_way way;
};

static bool is_success(uint8_t code)
{
	return NBCOAP_CODE_CLASS(code) == 2;
}

static bool is_notification(const struct nbcoap_ask *ask)
{
	return ask->inbound >= NBCOAP_SERVER_OBSERVERS;
}

static struct nb_bytes find(const struct nbcoap_response *response,
			    uint16_t number)
{
	for (size_t i = 0; i < response->option_count; i++)
		if (response->options[i].number == number)
			return (struct nb_bytes){response->options[i].value,
						 response->options[i].len};
	return (struct nb_bytes){0};
}

static int transmit(const struct slice *a,
		    const struct nbcoap_response *response, nb_ms now)
{
	struct nbcoap_endpoint *e = a->s->endpoint;

	if (is_notification(a->ask))
		return nbcoap_observers_send(&a->s->observers, a->ask->observer,
					     response, now);
	return a->way == NBCOAP_ANSWER_REFUSE
		       ? nbcoap_endpoint_refuse(e, a->ask->inbound, response,
						now)
		       : nbcoap_endpoint_respond(e, a->ask->inbound, response,
						 now);
}

static void put_options(struct nbcoap_option_list *list, const struct slice *a,
			const struct nbcoap_block_option *block)
{
	const struct nbcoap_response *response = &a->response;
	bool sliced = block->more || block->num;

	nbcoap_option_list_init(list);
	for (size_t i = 0; i < response->option_count; i++)
		nbcoap_option_list_put(
			list, response->options[i].number,
			(struct nb_bytes){response->options[i].value,
					  response->options[i].len});
	if (a->is_observed)
		nbcoap_option_list_put_uint(list, NBCOAP_OBSERVE, a->number);
	if (sliced && a->etag.len)
		nbcoap_option_list_put(list, NBCOAP_ETAG, a->etag);
	if (sliced || (a->ask->has_block2 && response->payload.len))
		nbcoap_option_list_put_block(list, NBCOAP_BLOCK2, block);
	if ((block->more && !block->num) || a->ask->wants_size)
		nbcoap_option_list_put_uint(list, NBCOAP_SIZE2, a->total);
	if (a->ask->has_block1)
		nbcoap_option_list_put_block(list, NBCOAP_BLOCK1,
					     &a->ask->block1);
}

/* Sends it in blocks of @szx. */
static int send_block(const struct slice *a, uint8_t szx, nb_ms now)
{
	struct nbcoap_option_list list;
	struct nbcoap_block_option block = a->block;
	struct nbcoap_response response = a->response;
	uint32_t left = a->total - nbcoap_blockwise_offset(&block);
	uint32_t size = nbcoap_blockwise_size(szx);

	if (!nbcoap_blockwise_shrink(&block, szx))
		return NB_ERR_CALLER;
	block.more = left > size;
	response.payload.len = block.more ? size : left;
	if (response.payload.len > a->response.payload.len)
		return NB_ERR_CALLER;
	put_options(&list, a, &block);
	if (list.full)
		return NB_ERR_SPACE;
	response.options = list.items;
	response.option_count = list.count;
	return transmit(a, &response, now);
}

/* The largest blocks that both sides can take. */
static uint8_t largest(const struct nbcoap_server *s,
		       const struct nbcoap_ask *ask)
{
	uint8_t szx = NBCOAP_BLOCK_SZX_MAX - s->config.szx_less;

	return szx < ask->block2.szx ? szx : ask->block2.szx;
}

static int send_slice(const struct slice *a, nb_ms now)
{
	uint8_t szx = largest(a->s, a->ask);
	int result;

	do
		result = send_block(a, szx, now);
	while (result == NB_ERR_SPACE && szx-- > 0);
	return result;
}

/* An observation goes on as long as its representations are of one kind. */
static bool keeps_format(const struct slice *a)
{
	struct nb_bytes value = find(&a->response, NBCOAP_CONTENT_FORMAT);
	struct nbcoap_option option = {.value = value.data,
				       .len = (uint16_t)value.len};
	int *format = &a->s->observers.slots[a->ask->observer].format;
	int now = value.data ? (int)nbcoap_option_uint(&option) : -1;

	if (!is_notification(a->ask))
		*format = now;
	return *format == now;
}

static struct slice begin(struct nbcoap_server *s, const struct nbcoap_ask *ask,
			  const struct nbcoap_response *response,
			  uint32_t total, enum nbcoap_answer_way way)
{
	struct slice a = {
		.s = s,
		.ask = ask,
		.response = *response,
		.total = total,
		.block = {.szx = NBCOAP_BLOCK_SZX_MAX},
		.way = way,
	};

	if (is_success(response->code))
		a.block = ask->block2;
	return a;
}

/* Does whoever asked observe from now on, or still? */
static void add_observation(struct slice *a)
{
	static const struct nbcoap_response error = {.code = INTERNAL_ERROR};
	uint32_t slot = a->ask->observer;

	if (slot == NBCOAP_NO_SLOT || !is_success(a->response.code) ||
	    !a->s->observers.slots[slot].granted)
		return;
	a->is_observed = keeps_format(a);
	if (a->is_observed)
		a->number = nbcoap_observers_number(&a->s->observers);
	else
		*a = begin(a->s, a->ask, &error, 0, a->way);
}

static int send_and_settle(const struct slice *a, nb_ms now)
{
	uint32_t slot = a->ask->observer;
	int result = send_slice(a, now);

	if (!result && slot != NBCOAP_NO_SLOT)
		nbcoap_observers_settle(&a->s->observers, slot, a->is_observed,
					now);
	return result;
}

void nbcoap_answer_code(struct nbcoap_server *s, const struct nbcoap_ask *ask,
			uint8_t code, nb_ms now)
{
	struct nbcoap_response response = {.code = code};
	struct slice a = begin(s, ask, &response, 0, NBCOAP_ANSWER_REFUSE);

	send_and_settle(&a, now);
}

/* The block begins behind the representation. */
static bool is_beyond(const struct slice *a)
{
	return a->block.num && nbcoap_blockwise_offset(&a->block) >= a->total;
}

int nbcoap_answer_part(struct nbcoap_server *s, const struct nbcoap_ask *ask,
		       const struct nbcoap_response *response, uint32_t total,
		       enum nbcoap_answer_way way, nb_ms now)
{
	struct slice a = begin(s, ask, response, total, way);

	if (is_beyond(&a)) {
		nbcoap_answer_code(s, ask, BAD_REQUEST, now);
		return 0;
	}
	add_observation(&a);
	return send_and_settle(&a, now);
}

/* The ETag of what has none of its owner's: a hash. */
static struct nb_bytes etag_of(const struct slice *a, uint8_t buf[ETAG_LEN])
{
	struct nb_bytes payload = a->response.payload;
	struct nb_bytes given = find(&a->response, NBCOAP_ETAG);

	if (given.len)
		return given;
	uint64_t hash = nb_hash(a->s->config.secret, payload.data, payload.len);
	for (unsigned i = 0; i < ETAG_LEN; i++)
		buf[i] = (uint8_t)(hash >> 8 * i);
	return (struct nb_bytes){buf, ETAG_LEN};
}

/* Has the client got it already (RFC 7252, 5.10.6.2)? */
static bool is_valid(const struct slice *a, struct nb_bytes etag)
{
	return a->response.code == CONTENT && !a->block.num &&
	       a->s->current == a->ask->inbound &&
	       nbcoap_conditional_is_valid(&a->s->message, etag);
}

/* 2.03 has what is new of the representation that the client has. */
static int send_valid(struct slice *a, struct nb_bytes etag, nb_ms now)
{
	struct nb_bytes max_age = find(&a->response, NBCOAP_MAX_AGE);
	struct nbcoap_option options[] = {
		{NBCOAP_ETAG, (uint16_t)etag.len, etag.data},
		{NBCOAP_MAX_AGE, (uint16_t)max_age.len, max_age.data},
	};

	a->response = (struct nbcoap_response){
		VALID, options, max_age.data ? 2 : 1, {0}};
	a->total = 0;
	return send_and_settle(a, now);
}

/* An answer to an action is not to be had again. */
static bool is_to_be_kept(const struct slice *a)
{
	return a->ask->code != NBCOAP_GET && !is_notification(a->ask) &&
	       a->way == NBCOAP_ANSWER_RESPOND &&
	       a->total > nbcoap_blockwise_size(largest(a->s, a->ask));
}

static int send_and_keep(const struct slice *a,
			 const struct nbcoap_response *response, nb_ms now)
{
	uint32_t slot = nbcoap_kept_add(a->s, a->ask, response);

	if (slot == NBCOAP_NO_SLOT && a->ask->code != NBCOAP_FETCH)
		return NB_ERR_SPACE;
	int result = send_and_settle(a, now);
	if (slot == NBCOAP_NO_SLOT)
		return result;
	if (!result)
		nbcoap_kept_put(a->s, slot, response, now);
	else if (slot != a->ask->body)
		nbcoap_bodies_remove(&a->s->bodies, slot);
	return result;
}

int nbcoap_answer_whole(struct nbcoap_server *s, const struct nbcoap_ask *ask,
			const struct nbcoap_response *response,
			enum nbcoap_answer_way way, nb_ms now)
{
	uint8_t buf[ETAG_LEN];
	struct slice a =
		begin(s, ask, response, (uint32_t)response->payload.len, way);

	if (is_beyond(&a)) {
		nbcoap_answer_code(s, ask, BAD_REQUEST, now);
		return 0;
	}
	add_observation(&a);
	struct nb_bytes etag = etag_of(&a, buf);
	if (is_valid(&a, etag))
		return send_valid(&a, etag, now);
	if (a.response.code == CONTENT && etag.data == buf)
		a.etag = etag;
	uint32_t offset = nbcoap_blockwise_offset(&a.block);
	a.response.payload.len -= offset;
	if (offset)
		a.response.payload.data += offset;
	return is_to_be_kept(&a) ? send_and_keep(&a, response, now)
				 : send_and_settle(&a, now);
}
