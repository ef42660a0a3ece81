#include "api/trace.h"

#include "api/call.h"
#include "api/capture.h"
#include "api/param.h"
#include "base/base64.h"

#include <stdlib.h>
#include <string.h>

/* Bytes that a client may have unread before blocks wait here, ... */
#define AHEAD ((size_t)256 * 1024)
/* ... and how many of them may. */
#define BLOCKS 256

struct block {
	struct gw_node node;
	enum api_trace_kind kind;
	size_t len;
	uint8_t data[];
};

static const char *const kinds[] = {
	[API_TRACE_PCAPNG] = "pcapng",
	[API_TRACE_AT] = "at",
};

static void refuse(struct api_turn *turn, enum gw_reason why, const char *text)
{
	struct gw_outcome fault;

	gw_outcome_fail(&fault, why, "%s", text);
	api_turn_refuse(turn, &fault);
}

static void forget_first(struct api_trace *t)
{
	struct block *b = gw_node_of(t->blocks.next, struct block, node);

	gw_list_remove(&b->node);
	t->taken = false;
	t->count--;
	free(b);
}

static void end(struct api_trace *t)
{
	while (t->count)
		forget_first(t);
	if (t->client)
		t->client->subscriptions--;
	t->client = NULL;
	t->state = API_TRACE_OFF;
	json_decref(t->names);
	t->names = NULL;
}

void api_trace_init(struct api_trace *t)
{
	gw_list_init(&t->blocks);
	gw_list_init(&t->calls);
}

void api_trace_close(struct api *api)
{
	end(&api->trace);
}

static void begin(struct api_trace *t, enum api_trace_state state)
{
	t->state = state;
	t->dropped = 0;
	t->number++;
}

static void start_stream(struct api_turn *turn)
{
	struct api_trace *t = &turn->api->trace;

	t->client = turn->client;
	t->client->subscriptions++;
	begin(t, API_TRACE_STREAM);
	api_turn_result(turn, json_object());
}

/* Answered once the file is open. */
static void start_file(struct api_turn *turn)
{
	struct api_trace *t = &turn->api->trace;
	struct api_call *call = api_call_open(turn);

	if (!call) {
		refuse(turn, GW_INTERNAL, "no memory");
		return;
	}
	gw_list_append(&t->calls, &call->ask);
	t->state = API_TRACE_WANTED;
}

void api_trace_start(struct api_turn *turn)
{
	struct api_trace *t = &turn->api->trace;

	if (!api_is_admin(turn->api, &turn->client->who)) {
		refuse(turn, GW_DENIED, "the right admin is missing");
	} else if (t->state != API_TRACE_OFF) {
		refuse(turn, GW_CONFLICT, "there is a capture already");
	} else {
		t->at = api_param_bool(turn->params, "at", false);
		if (api_param_bool(turn->params, "stream", false))
			start_stream(turn);
		else
			start_file(turn);
	}
}

void api_trace_stop(struct api_turn *turn)
{
	struct api_trace *t = &turn->api->trace;

	if (!api_is_admin(turn->api, &turn->client->who)) {
		refuse(turn, GW_DENIED, "the right admin is missing");
	} else if (t->state == API_TRACE_FILE) {
		t->state = API_TRACE_CLOSING;
		json_object_set_new(t->names, "dropped",
				    json_integer((json_int_t)t->dropped));
		api_turn_result(turn, json_incref(t->names));
	} else if (t->state == API_TRACE_STREAM && t->client == turn->client) {
		end(t);
		api_turn_result(turn, json_object());
	} else {
		refuse(turn, GW_NOT_FOUND, "there is no capture of yours");
	}
}

static bool is_on(const struct api_trace *t)
{
	return t->state == API_TRACE_STREAM || t->state == API_TRACE_FILE;
}

unsigned api_trace_number(const struct api *api)
{
	return is_on(&api->trace) ? api->trace.number : 0;
}

bool api_trace_wants_at(const struct api *api)
{
	return is_on(&api->trace) && api->trace.at;
}

/* ---- to a client ---- */

static void tell(struct api_trace *t, const struct block *b)
{
	char *text = malloc(NB_BASE64_TEXT(b->len) + 1);

	if (!text) {
		t->dropped++;
		return;
	}
	nb_base64_encode(text, b->data, b->len);
	api_client_notify(t->client, "trace.data",
			  json_pack("{s:s, s:s, s:I}", "kind", kinds[b->kind],
				    "b64", text, "dropped",
				    (json_int_t)t->dropped));
	t->dropped = 0;
	free(text);
}

static void tell_waiting(struct api_trace *t)
{
	while (t->client && t->count &&
	       api_output_pending(&t->client->output).len < AHEAD) {
		tell(t, gw_node_of(t->blocks.next, struct block, node));
		forget_first(t);
	}
}

void api_trace_add(struct api *api, enum api_trace_kind kind, const void *data,
		   size_t len)
{
	struct api_trace *t = &api->trace;
	struct block *b = malloc(sizeof(*b) + len);

	if (!b) {
		t->dropped++;
		return;
	}
	b->kind = kind;
	b->len = len;
	memcpy(b->data, data, len);
	gw_list_append(&t->blocks, &b->node);
	if (++t->count > BLOCKS) {
		forget_first(t);
		t->dropped++;
	}
	tell_waiting(t);
}

void api_trace_resume(struct api *api, struct api_client *client)
{
	if (api->trace.client == client)
		tell_waiting(&api->trace);
}

void api_trace_abandon(struct api *api, struct api_client *client)
{
	if (api->trace.client == client)
		end(&api->trace);
}

/* ---- to a file ---- */

static struct api_call *call_of(const struct api_trace *t)
{
	return gw_list_is_empty(&t->calls)
		       ? NULL
		       : gw_node_of(t->calls.next, struct api_call, ask);
}

static bool next_block(struct api_trace *t, struct api_trace_step *step)
{
	const struct block *b;

	if (t->taken)
		forget_first(t);
	t->taken = t->count;
	if (!t->taken)
		return false;
	b = gw_node_of(t->blocks.next, struct block, node);
	*step = (struct api_trace_step){
		.act = API_TRACE_WRITE,
		.kind = b->kind,
		.bytes = {b->data, b->len},
	};
	return true;
}

/* False: who wanted it has gone. */
static bool want_file(struct api_trace *t, struct api_trace_step *step)
{
	bool wanted = call_of(t);

	t->state = wanted ? API_TRACE_OPENING : API_TRACE_OFF;
	*step = (struct api_trace_step){
		.act = API_TRACE_OPEN,
		.kind = t->at ? API_TRACE_AT : API_TRACE_PCAPNG,
	};
	return wanted;
}

bool api_trace_next(struct api *api, struct api_trace_step *step)
{
	struct api_trace *t = &api->trace;

	switch (t->state) {
	case API_TRACE_OFF:
	case API_TRACE_STREAM:
	case API_TRACE_OPENING:
		return false;
	case API_TRACE_WANTED:
		return want_file(t, step);
	case API_TRACE_FILE:
		return next_block(t, step);
	case API_TRACE_CLOSING:
		if (next_block(t, step))
			return true;
		end(t);
		*step = (struct api_trace_step){.act = API_TRACE_CLOSE};
		return true;
	}
	return false;
}

void api_trace_opened(struct api *api, const char *path, const char *at_path)
{
	struct api_trace *t = &api->trace;
	struct api_call *call = call_of(t);

	t->names = json_pack("{s:s, s:s*}", "file", path, "at_file", at_path);
	begin(t, API_TRACE_FILE);
	if (!call) {
		t->state = API_TRACE_CLOSING; /* its client has gone */
		return;
	}
	api_client_result(call->client, call->id, json_incref(t->names));
	api_call_close(call);
}

void api_trace_failed(struct api *api, const char *why)
{
	struct api_trace *t = &api->trace;
	struct api_call *call = call_of(t);

	end(t);
	if (!call)
		return;
	api_client_error(call->client, call->id,
			 gw_reason_info(GW_STORAGE)->code, why,
			 api_error_data(GW_STORAGE));
	api_call_close(call);
}
