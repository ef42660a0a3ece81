#include "transfer/answer.h"

#include "transfer/kept.h"
#include "transfer/options.h"

#include <nbcoap/conditional.h>
#include <nbcoap/observe.h>

enum {
	VALID = NBCOAP_CODE(2, 3),
	CONTENT = NBCOAP_CODE(2, 5),
	BAD_REQUEST = NBCOAP_CODE(4, 0),
	INTERNAL_ERROR = NBCOAP_CODE(5, 0),
	ETAG_LEN = 4,
};

static bool is_success(const struct nbcoap_answer *a)
{
	return NBCOAP_CODE_CLASS(a->response.code) == 2;
}

/* Does whoever asked observe from now on, or still? */
static bool is_observed(const struct nbcoap_answer *a)
{
	return a->ask->observer && a->ask->observer->granted && is_success(a);
}

static const struct nbcoap_option *find(const struct nbcoap_answer *a,
					uint16_t number)
{
	for (size_t i = 0; i < a->response.option_count; i++)
		if (a->response.options[i].number == number)
			return &a->response.options[i];
	return NULL;
}

static int transmit(const struct nbcoap_answer *a,
		    const struct nbcoap_response *response, nb_ms now)
{
	struct nbcoap_endpoint *e = a->s->endpoint;
	int inbound = a->ask->inbound;

	if (nbcoap_ask_is_notification(a->ask))
		return nbcoap_observers_send(&a->s->observers, a->ask->observer,
					     response, now);
	return a->way == NBCOAP_ANSWER_REFUSE
		       ? nbcoap_endpoint_refuse(e, inbound, response, now)
		       : nbcoap_endpoint_respond(e, inbound, response, now);
}

static void put_options(const struct nbcoap_answer *a,
			struct nbcoap_option_list *list)
{
	const struct nbcoap_response *response = &a->response;
	bool sliced = a->block.more || a->block.num;

	nbcoap_option_list_init(list);
	for (size_t i = 0; i < response->option_count; i++)
		nbcoap_option_list_put(list, &response->options[i]);
	if (is_observed(a))
		nbcoap_option_list_put_uint(
			list, NBCOAP_OBSERVE,
			nbcoap_observe_next(a->s->observers.number));
	if (sliced && a->etag.len)
		nbcoap_option_list_put(list, &a->etag);
	if (sliced || (a->ask->has_block2 && response->payload.len))
		nbcoap_option_list_put_block(list, NBCOAP_BLOCK2, &a->block);
	if ((a->block.more && !a->block.num) || a->ask->wants_size)
		nbcoap_option_list_put_uint(list, NBCOAP_SIZE2, a->total);
	if (a->ask->has_block1)
		nbcoap_option_list_put_block(list, NBCOAP_BLOCK1,
					     &a->ask->block1);
}

/* Sends its block, if it and its options fit into a message. */
static int send_block(struct nbcoap_answer *a, nb_ms now)
{
	struct nbcoap_option_list list;
	struct nbcoap_response response = a->response;
	uint32_t offset = nbcoap_blockwise_offset(&a->block);
	uint32_t left = a->total - offset;
	uint32_t size = nbcoap_blockwise_size(a->block.szx);

	if (a->way == NBCOAP_ANSWER_PART)
		offset = 0;
	a->block.more = left > size;
	response.payload.len = a->block.more ? size : left;
	if (response.payload.len > a->response.payload.len - offset)
		return NB_ERR_CALLER;
	if (offset)
		response.payload.data += offset;
	put_options(a, &list);
	if (list.full)
		return NB_ERR_SPACE;
	response.options = list.items;
	response.option_count = list.count;
	return transmit(a, &response, now);
}

/* In smaller blocks until one fits. */
static int send_slice(struct nbcoap_answer *a, nb_ms now)
{
	int result;

	do
		result = send_block(a, now);
	while (result == NB_ERR_SPACE && a->block.szx &&
	       nbcoap_blockwise_shrink(&a->block, a->block.szx - 1));
	return result;
}

static int send_and_settle(struct nbcoap_answer *a, nb_ms now)
{
	struct nbcoap_observer *observer = a->ask->observer;
	int result = send_slice(a, now);

	if (!result && observer)
		nbcoap_observers_settle(&a->s->observers, observer,
					is_observed(a), now);
	return result;
}

/* An observation goes on as long as its representations are of one kind. */
static bool keeps_format(const struct nbcoap_answer *a)
{
	const struct nbcoap_option *format = find(a, NBCOAP_CONTENT_FORMAT);
	int now = format ? (int)nbcoap_option_uint(format) : -1;
	int *before = &a->ask->observer->format;

	if (!nbcoap_ask_is_notification(a->ask))
		*before = now;
	return *before == now;
}

/* In place of what was to be said. */
static void turn_away(struct nbcoap_answer *a, uint8_t code)
{
	a->way = NBCOAP_ANSWER_REFUSE;
	a->response = (struct nbcoap_response){.code = code};
	a->total = 0;
	a->block.num = 0;
}

/* Moves to the block that is asked for, in a size that both sides can take. */
static bool find_block(struct nbcoap_answer *a)
{
	a->block = a->ask->block2;
	if (!is_success(a))
		a->block.num = 0;
	return (!a->block.num ||
		nbcoap_blockwise_offset(&a->block) < a->total) &&
	       nbcoap_blockwise_shrink(
		       &a->block, NBCOAP_BLOCK_SZX_MAX - a->s->config.szx_less);
}

/* The ETag of what has none of its owner's: a hash. */
static void make_etag(struct nbcoap_answer *a, uint8_t value[ETAG_LEN])
{
	struct nb_bytes payload = a->response.payload;
	uint64_t hash = nb_hash(a->s->config.secret, payload.data, payload.len);

	for (unsigned i = 0; i < ETAG_LEN; i++)
		value[i] = (uint8_t)(hash >> 8 * i);
	a->etag = (struct nbcoap_option){NBCOAP_ETAG, ETAG_LEN, value};
}

/* Has the client got it already (RFC 7252, 5.10.6.2)? */
static bool is_valid(const struct nbcoap_answer *a,
		     const struct nbcoap_option *etag)
{
	return !a->block.num && a->s->current == a->ask->inbound &&
	       nbcoap_conditional_is_valid(&a->s->message,
					   (struct nb_bytes){etag->value,
							     etag->len});
}

/* 2.03 has what is new of the representation that the client has. */
static int send_valid(struct nbcoap_answer *a, const struct nbcoap_option *etag,
		      nb_ms now)
{
	const struct nbcoap_option *max_age = find(a, NBCOAP_MAX_AGE);
	struct nbcoap_option options[2] = {*etag};
	size_t count = 1;

	if (max_age)
		options[count++] = *max_age;
	a->response = (struct nbcoap_response){VALID, options, count, {0}};
	a->total = 0;
	return send_and_settle(a, now);
}

/* An answer to an action is not to be had again. */
static bool is_to_be_kept(const struct nbcoap_answer *a)
{
	return a->ask->code != NBCOAP_GET &&
	       !nbcoap_ask_is_notification(a->ask) &&
	       a->way == NBCOAP_ANSWER_WHOLE &&
	       a->total > nbcoap_blockwise_size(a->block.szx);
}

static int send_and_keep(struct nbcoap_answer *a, nb_ms now)
{
	struct nbcoap_body *body = nbcoap_kept_add(a->s, a->ask, &a->response);

	if (!body && a->ask->code != NBCOAP_FETCH)
		return NB_ERR_SPACE;
	int result = send_and_settle(a, now);
	if (!body)
		return result;
	if (!result)
		nbcoap_kept_put(a->s, body, &a->response, now);
	else if (body != a->ask->body)
		nbcoap_body_remove(body);
	return result;
}

static int send_whole(struct nbcoap_answer *a, nb_ms now)
{
	const struct nbcoap_option *etag = find(a, NBCOAP_ETAG);
	uint8_t value[ETAG_LEN];

	if (a->response.code == CONTENT && !etag) {
		make_etag(a, value);
		etag = &a->etag;
	}
	if (a->response.code == CONTENT && is_valid(a, etag))
		return send_valid(a, etag, now);
	return is_to_be_kept(a) ? send_and_keep(a, now)
				: send_and_settle(a, now);
}

int nbcoap_answer_send(struct nbcoap_answer *a, nb_ms now)
{
	if (a->way != NBCOAP_ANSWER_PART)
		a->total = (uint32_t)a->response.payload.len;
	if (!find_block(a))
		turn_away(a, BAD_REQUEST);
	else if (is_observed(a) && !keeps_format(a))
		turn_away(a, INTERNAL_ERROR);
	return a->way == NBCOAP_ANSWER_PART ? send_and_settle(a, now)
					    : send_whole(a, now);
}

void nbcoap_answer_refuse(struct nbcoap_server *s, const struct nbcoap_ask *ask,
			  const struct nbcoap_response *response, nb_ms now)
{
	struct nbcoap_answer a = {
		.s = s,
		.ask = ask,
		.way = NBCOAP_ANSWER_REFUSE,
		.response = *response,
	};

	nbcoap_answer_send(&a, now);
}

void nbcoap_answer_code(struct nbcoap_server *s, const struct nbcoap_ask *ask,
			uint8_t code, nb_ms now)
{
	nbcoap_answer_refuse(s, ask, &(struct nbcoap_response){.code = code},
			     now);
}
