#include "api/modem.h"

#include "api/call.h"
#include "api/param.h"

#include <string.h>

/* ---- what clients want ---- */

static const char shutting_down[] = "the gateway is shutting down";

/* The call, among those that wait in @list; NULL: it is refused. */
static struct api_call *wait_in(struct api_turn *turn, struct gw_node *list)
{
	struct gw_outcome refusal;
	struct api_call *call = NULL;

	if (turn->api->shutdown)
		gw_outcome_fail(&refusal, GW_SHUTTING_DOWN, "%s",
				shutting_down);
	else if (!turn->api->setup.has_modem)
		gw_outcome_fail(&refusal, GW_MODEM_ABSENT,
				"there is no modem, but the host's network");
	else if (!(call = api_call_open(turn)))
		gw_outcome_fail(&refusal, GW_INTERNAL, "no memory");
	if (call)
		gw_list_append(list, &call->ask);
	else
		api_turn_refuse(turn, &refusal);
	return call;
}

void api_modem_at(struct api_turn *turn)
{
	struct api_call *call = wait_in(turn, &turn->api->commands);

	if (!call)
		return;
	call->command = json_incref(json_object_get(turn->params, "command"));
	call->force = api_param_bool(turn->params, "force", false);
	call->tag = ++turn->api->last_tag;
}

void api_modem_release(struct api_turn *turn)
{
	wait_in(turn, &turn->api->ports);
}

void api_modem_resume(struct api_turn *turn)
{
	struct api_call *call = wait_in(turn, &turn->api->ports);

	if (call)
		call->resumes = true;
}

static void fail(struct api_call *call, enum gw_reason reason, const char *text)
{
	api_client_error(call->client, call->id, gw_reason_info(reason)->code,
			 text, api_error_data(reason));
	api_call_close(call);
}

static struct api_call *first(const struct gw_node *list)
{
	return gw_list_is_empty(list)
		       ? NULL
		       : gw_node_of(list->next, struct api_call, ask);
}

static void fail_all(struct gw_node *list)
{
	struct api_call *call;

	while ((call = first(list)))
		fail(call, GW_SHUTTING_DOWN, shutting_down);
}

void api_modem_shutdown(struct api *api)
{
	api->shutdown = true;
	fail_all(&api->commands);
	fail_all(&api->given);
	fail_all(&api->ports);
}

/* ---- the port ---- */

enum api_port api_port_wanted(const struct api *api)
{
	const struct api_call *call = first(&api->ports);

	if (!call)
		return API_PORT_AS_IT_IS;
	return call->resumes ? API_PORT_RESUMED : API_PORT_RELEASED;
}

void api_port_done(struct api *api)
{
	struct api_call *call = first(&api->ports);

	api_client_result(call->client, call->id, json_object());
	api_call_close(call);
}

/* ---- commands ---- */

bool api_next_command(const struct api *api, struct api_command *command)
{
	const struct api_call *call = first(&api->commands);

	if (!call)
		return false;
	command->line = json_string_value(call->command);
	command->force = call->force;
	command->tag = call->tag;
	return true;
}

void api_command_given(struct api *api)
{
	struct api_call *call = first(&api->commands);

	gw_list_remove(&call->ask);
	gw_list_append(&api->given, &call->ask);
}

/* A modem may say anything; JSON is UTF-8. */
static json_t *text_of(const uint8_t *text, size_t len)
{
	json_t *string = json_stringn((const char *)text, len);
	char plain[1024];

	if (string)
		return string;
	if (len > sizeof(plain))
		len = sizeof(plain);
	for (size_t i = 0; i < len; i++)
		plain[i] = text[i] < 0x80 ? (char)text[i] : '?';
	return json_stringn(plain, len);
}

static json_t *lines_of(struct nb_bytes bytes)
{
	const uint8_t *at = bytes.data, *end = at + bytes.len;
	json_t *lines = json_array();

	while (at < end) {
		const uint8_t *lf = memchr(at, '\n', (size_t)(end - at));

		json_array_append_new(lines, text_of(at, (size_t)(lf - at)));
		at = lf + 1;
	}
	return lines;
}

static json_t *result_of(const struct nb_link_event *ev)
{
	json_t *result = json_pack(
		"{s:o, s:o}", "lines", lines_of(ev->bytes), "final",
		text_of((const uint8_t *)ev->final, strlen(ev->final)));

	if (ev->truncated)
		json_object_set_new(result, "truncated", json_true());
	return result;
}

static const struct {
	enum gw_reason reason;
	const char *text;
} failures[] = {
	[NB_ANSWER_BAD] = {GW_BAD_REQUEST,
			   "command: must be a line of ASCII that begins with "
			   "AT, of at most 512 characters"},
	[NB_ANSWER_CONTROL] = {GW_DENIED,
			       "command: control characters never go out"},
	[NB_ANSWER_DENIED] = {GW_DENIED,
			      "command: it would break what the driver knows "
			      "of the modem; it needs force"},
	[NB_ANSWER_PROMPT] = {GW_BAD_REQUEST,
			      "command: it asked for data, which it cannot be "
			      "given"},
	[NB_ANSWER_SILENT] = {GW_TIMEOUT,
			      "the modem did not end the command in time"},
	[NB_ANSWER_GONE] = {GW_MODEM_ABSENT,
			    "the modem is not there, or went away"},
};

void api_answer_command(struct api *api, const struct nb_link_event *ev)
{
	struct api_call *call = first(&api->given);

	if (!call || call->tag != ev->tag)
		return;
	if (ev->answer != NB_ANSWER_FINAL) {
		fail(call, failures[ev->answer].reason,
		     failures[ev->answer].text);
		return;
	}
	api_client_result(call->client, call->id, result_of(ev));
	api_call_close(call);
}
