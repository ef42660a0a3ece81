#include "api/engine.h"

#include "api/result.h"

#define COUNTER(text, member, explanation)                                     \
	{                                                                      \
		"nbgate_api_" text "_total", explanation, NB_METRIC_COUNTER,   \
			offsetof(struct api_counters, member)                  \
	}

const struct nb_metric api_counters_table[] = {
	COUNTER("lines", lines, "Lines read from local programs"),
	COUNTER("errors", errors, "Lines answered with an error at once"),
	COUNTER("clients_refused", clients_refused,
		"Connections refused because there were too many"),
	COUNTER("clients_overflowed", clients_overflowed,
		"Connections closed because they did not read"),
	{"nbgate_api_clients", "Connections of local programs", NB_METRIC_GAUGE,
	 offsetof(struct api_counters, clients)},
	{.name = NULL},
};

void api_turn_result(struct api_turn *turn, json_t *result)
{
	api_client_result(turn->client, turn->id, result);
}

void api_turn_refuse(struct api_turn *turn, const struct gw_outcome *refusal)
{
	json_t *data = turn->method->is_request
			       ? api_refusal_data(refusal)
			       : api_error_data(refusal->reason);

	turn->api->counters.errors++;
	api_client_error(turn->client, turn->id,
			 gw_reason_info(refusal->reason)->code, refusal->text,
			 data);
}

bool api_is_admin(const struct api *api, const struct api_peer *who)
{
	return who->uid == 0 || who->uid == api->setup.uid;
}
