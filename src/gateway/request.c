#include "gateway/request.h"

#include <stdlib.h>
#include <string.h>

static size_t value_bytes(const struct gw_options *o)
{
	size_t len = 0;

	for (size_t i = 0; i < o->count; i++)
		len += o->at[i].len;
	return len;
}

/* Copies @len bytes to *@at, and moves that on. */
static const uint8_t *put(uint8_t **at, const void *data, size_t len)
{
	uint8_t *copy = *at;

	if (len > 0)
		memcpy(copy, data, len);
	*at += len;
	return copy;
}

static void copy_message(struct gw_request *r, const struct gw_ask *ask,
			 const struct gw_options *options)
{
	struct nbcoap_option *table = r->options;
	uint8_t *at = (uint8_t *)(table + options->count);

	for (size_t i = 0; i < options->count; i++) {
		table[i] = options->at[i];
		table[i].value = put(&at, table[i].value, table[i].len);
	}
	r->message.options = table;
	r->message.option_count = options->count;
	r->message.payload.data = put(&at, ask->payload.data, ask->payload.len);
	r->message.payload.len = ask->payload.len;
}

struct gw_request *gw_request_new(const struct gw_ask *ask,
				  const struct gw_options *options, nb_ms now)
{
	struct gw_request *r =
		calloc(1, sizeof(*r) + options->count * sizeof(options->at[0]) +
				  value_bytes(options) + ask->payload.len);

	if (!r)
		return NULL;
	gw_list_init(&r->all);
	gw_list_init(&r->turn);
	gw_list_init(&r->news);
	copy_message(r, ask, options);
	r->owner = ask->owner;
	r->ping = ask->ping;
	r->called = now;
	r->started = r->done = NB_NEVER;
	r->phase = GW_PHASE_QUEUED;
	r->exchange = -1;
	r->message.code = ask->method;
	r->message.suppress =
		ask->no_response < 0 ? 0 : (unsigned)ask->no_response;
	r->message.user = (uint64_t)(uintptr_t)r;
	r->message.patience = NB_NEVER; /* its deadline is ours */
	r->progress.first_accepted = r->progress.last_accepted =
		r->progress.acked_at = NB_NEVER;
	return r;
}

void gw_request_free(struct gw_request *r)
{
	gw_body_free(&r->body);
	free(r);
}

bool gw_request_may_be_silent(const struct gw_request *r)
{
	unsigned classes = r->message.suppress & NBCOAP_SUPPRESS_ALL;

	return classes != 0 && classes != NBCOAP_SUPPRESS_ALL;
}
