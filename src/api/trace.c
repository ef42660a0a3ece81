#include "api/trace.h"

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
	t->count--;
	free(b);
}

static void end(struct api_trace *t)
{
	while (t->count)
		forget_first(t);
	t->client->subscriptions--;
	t->client = NULL;
	t->dropped = 0;
}

void api_trace_start(struct api_turn *turn)
{
	struct api_trace *t = &turn->api->trace;

	if (!api_is_admin(turn->api, &turn->client->who)) {
		refuse(turn, GW_DENIED, "the right admin is missing");
	} else if (!api_param_bool(turn->params, "stream", false)) {
		refuse(turn, GW_UNSUPPORTED,
		       "a file of the daemon: not built yet; ask for stream");
	} else if (t->client) {
		refuse(turn, GW_CONFLICT, "there is a capture already");
	} else {
		t->client = turn->client;
		t->client->subscriptions++;
		t->at = api_param_bool(turn->params, "at", false);
		t->number++;
		api_turn_result(turn, json_object());
	}
}

void api_trace_stop(struct api_turn *turn)
{
	struct api_trace *t = &turn->api->trace;

	if (t->client != turn->client) {
		refuse(turn, GW_NOT_FOUND, "there is no capture of yours");
		return;
	}
	end(t);
	api_turn_result(turn, json_object());
}

unsigned api_trace_number(const struct api *api)
{
	return api->trace.client ? api->trace.number : 0;
}

bool api_trace_wants_at(const struct api *api)
{
	return api->trace.client && api->trace.at;
}

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
	while (t->count && api_output_pending(&t->client->output).len < AHEAD) {
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
