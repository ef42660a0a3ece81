#include "api/call.h"

#include <stdlib.h>

struct api_call *api_call_open(struct api_turn *turn)
{
	struct api_call *call = calloc(1, sizeof(*call));

	if (!call)
		return NULL;
	gw_list_init(&call->node);
	gw_list_init(&call->ask);
	call->client = turn->client;
	call->id = json_incref(turn->id);
	gw_list_append(&turn->client->calls, &call->node);
	turn->client->call_count++;
	return call;
}

void api_call_close(struct api_call *call)
{
	gw_list_remove(&call->node);
	gw_list_remove(&call->ask);
	call->client->call_count--;
	api_client_touch(call->client);
	json_decref(call->id);
	json_decref(call->resource);
	json_decref(call->command);
	free(call);
}

struct api_call *api_call_find(const struct api_client *c, const json_t *id)
{
	gw_list_each (n, &c->calls) {
		struct api_call *call = gw_node_of(n, struct api_call, node);

		if (json_equal(call->id, id))
			return call;
	}
	return NULL;
}

void api_call_progress(struct api_call *call)
{
	const struct gw_request *r = call->request;
	unsigned transmissions = r->progress.transmissions;

	if (!call->progress ||
	    (call->phase == r->phase && call->transmissions == transmissions))
		return;
	call->phase = r->phase;
	call->transmissions = transmissions;
	api_client_notify(call->client, "coap.progress",
			  json_pack("{s:O, s:s, s:i}", "id", call->id, "phase",
				    gw_phase_name(r->phase), "transmissions",
				    (int)transmissions));
}

void api_call_ended(struct api_call *call)
{
	const struct gw_request *r = call->request;

	if (r->outcome.end == GW_END_FAILED)
		api_client_error(call->client, call->id,
				 gw_reason_info(r->outcome.reason)->code,
				 r->outcome.text, api_failure_data(r));
	else
		api_client_result(call->client, call->id,
				  api_result(r, call->encoding));
	api_call_close(call);
}

void api_call_abandon(struct api *api, struct api_call *call, nb_ms now)
{
	if (call->request)
		gw_drop(api->setup.gateway, call->request, now);
	api_call_close(call);
}
