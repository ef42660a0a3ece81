#include "api/coap.h"

#include "api/ask.h"
#include "api/call.h"
#include "api/param.h"

static void start(struct api_turn *turn, struct gw_ask *ask)
{
	struct api_call *call = api_call_open(turn);
	struct gw_outcome refusal;

	if (!call) {
		gw_outcome_fail(&refusal, GW_INTERNAL, "no memory");
		api_turn_refuse(turn, &refusal);
		return;
	}
	ask->owner = call;
	call->request =
		gw_request(turn->api->setup.gateway, ask, &refusal, turn->now);
	if (!call->request) {
		api_turn_refuse(turn, &refusal);
		api_call_close(call);
		return;
	}
	call->resource = json_incref(
		json_object_get(turn->params, ask->uri ? "uri" : "path"));
	call->progress = api_param_bool(turn->params, "progress", false);
	call->encoding = (enum api_encoding)api_param_word(
		turn->params, "encoding", api_encodings, API_ENCODING_AUTO);
}

void api_coap_request(struct api_turn *turn)
{
	struct api_ask a;

	if (api_ask_read(&a, turn->params))
		start(turn, &a.ask);
	else
		api_turn_refuse(turn, &a.fault);
	api_ask_free(&a);
}

void api_coap_ping(struct api_turn *turn)
{
	struct api_ask a;

	if (api_ask_read_ping(&a, turn->params))
		start(turn, &a.ask);
	else
		api_turn_refuse(turn, &a.fault);
	api_ask_free(&a);
}

void api_coap_cancel(struct api_turn *turn)
{
	json_t *id = json_object_get(turn->params, "id");
	struct api_call *call = id ? api_call_find(turn->client, id) : NULL;
	struct gw_outcome fault;

	if (!id)
		gw_outcome_fail(&fault, GW_BAD_REQUEST, "id: is required");
	else if (!call || !call->request)
		gw_outcome_fail(&fault, GW_NOT_FOUND,
				"no request with this id is under way");
	else {
		gw_cancel(turn->api->setup.gateway, call->request, turn->now);
		api_turn_result(turn, json_object());
		return;
	}
	api_turn_refuse(turn, &fault);
}

static json_t *row(const struct api_call *call, nb_ms now)
{
	const struct gw_request *r = call->request;

	return json_pack("{s:O, s:I, s:s, s:s, s:O?, s:s, s:I}", "id", call->id,
			 "uid", (json_int_t)call->client->who.uid, "target",
			 r->target->label, "method",
			 r->ping ? "ping" : nbcoap_method_name(r->message.code),
			 "path", call->resource, "phase",
			 gw_phase_name(r->phase), "age_ms",
			 (json_int_t)(now - r->called));
}

static void add_rows(json_t *rows, const struct api_client *c, nb_ms now)
{
	gw_list_each (n, &c->calls) {
		struct api_call *call = gw_node_of(n, struct api_call, node);

		if (call->request)
			json_array_append_new(rows, row(call, now));
	}
}

void api_coap_list(struct api_turn *turn)
{
	const struct api *api = turn->api;
	bool everybody = api_is_admin(api, &turn->client->who);
	json_t *rows = json_array();

	for (size_t i = 0; i < api->client_cap; i++) {
		const struct api_client *c = api->clients[i];

		if (c && (everybody || c->who.uid == turn->client->who.uid))
			add_rows(rows, c, turn->now);
	}
	api_turn_result(turn, json_pack("{s:o}", "requests", rows));
}
