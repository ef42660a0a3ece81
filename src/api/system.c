#include "api/system.h"

#include "api/call.h"
#include "api/envelope.h"
#include "api/metrics.h"
#include "api/param.h"

#include <stdlib.h>

enum { FORMAT_JSON, FORMAT_OPENMETRICS };

const char *const api_system_formats[] = {"json", "openmetrics", NULL};

/* What a client may rely on beside the methods themselves. */
static const char *const features[] = {
	"request", "no-response", "progress", "cancel", "ping",
	"list",    "status",      "metrics",  "at",     "release",
};

static json_t *feature_list(void)
{
	json_t *array = json_array();

	for (size_t i = 0; i < sizeof(features) / sizeof(features[0]); i++)
		json_array_append_new(array, json_string(features[i]));
	return array;
}

static json_t *limits(const struct gw_settings *s)
{
	return json_pack("{s:I, s:i, s:I, s:I, s:I}", "max_line",
			 (json_int_t)s->max_line, "nesting", API_NESTING,
			 "max_in_flight", (json_int_t)s->max_in_flight,
			 "max_output", (json_int_t)API_OUTPUT_MAX,
			 "max_clients", (json_int_t)s->max_clients);
}

void api_system_hello(struct api_turn *turn)
{
	const struct api_setup *s = &turn->api->setup;

	api_turn_result(turn, json_pack("{s:{s:i, s:i}, s:s, s:s, s:o, s:o}",
					"api", "major", 1, "minor", 0,
					"version", s->version, "instance",
					s->instance, "features", feature_list(),
					"limits", limits(s->settings)));
}

/* Whoever holds the link is asked first: api_answer_status(). */
void api_system_status(struct api_turn *turn)
{
	struct api_call *call = api_call_open(turn);
	struct gw_outcome fault;

	if (call) {
		gw_list_append(&turn->api->asks, &call->ask);
		return;
	}
	gw_outcome_fail(&fault, GW_INTERNAL, "no memory");
	api_turn_refuse(turn, &fault);
}

static json_t *openmetrics(const struct api *api)
{
	char *text = api_metrics_text(api);
	json_t *result = text ? json_pack("{s:s}", "text", text) : NULL;

	free(text);
	return result;
}

void api_system_metrics(struct api_turn *turn)
{
	int format = api_param_word(turn->params, "format", api_system_formats,
				    FORMAT_JSON);

	api_turn_result(turn, format == FORMAT_OPENMETRICS
				      ? openmetrics(turn->api)
				      : api_metrics_json(turn->api));
}
