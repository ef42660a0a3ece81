#include "api/api.h"

#include "api/call.h"
#include "api/envelope.h"
#include "api/method.h"
#include "api/status.h"
#include "api/trace.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct api *api_open(const struct api_setup *setup, nb_ms now)
{
	struct api *api = calloc(1, sizeof(*api));

	if (!api)
		return NULL;
	api->setup = *setup;
	api->opened = now;
	api_trace_init(&api->trace);
	gw_list_init(&api->changes);
	gw_list_init(&api->asks);
	gw_list_init(&api->commands);
	gw_list_init(&api->given);
	gw_list_init(&api->ports);
	return api;
}

void api_close(struct api *api)
{
	for (size_t i = 0; i < api->client_cap; i++)
		if (api->clients[i])
			api_client_remove(api, (int)i, 0);
	api_trace_close(api);
	free(api->clients);
	free(api);
}

static int free_number(struct api *api)
{
	size_t old = api->client_cap;
	size_t cap = old ? 2 * old : 8;
	struct api_client **clients;

	for (size_t i = 0; i < old; i++)
		if (!api->clients[i])
			return (int)i;
	clients = realloc(api->clients, cap * sizeof(struct api_client *));
	if (!clients)
		return NB_ERR_SYSTEM;
	for (size_t i = old; i < cap; i++)
		clients[i] = NULL;
	api->clients = clients;
	api->client_cap = cap;
	return (int)old;
}

static void turn_away(struct api *api, struct api_client *c)
{
	api->counters.clients_refused++;
	c->complaint = "one too many: turned away";
	c->refused = true;
	c->state = API_CLIENT_CLOSING;
	api_client_error(c, NULL, gw_reason_info(GW_TOO_MANY_CLIENTS)->code,
			 "too many clients",
			 api_error_data(GW_TOO_MANY_CLIENTS));
}

int api_client_add(struct api *api, const struct api_peer *who)
{
	const struct gw_settings *s = api->setup.settings;
	int number = free_number(api);
	struct api_client *c;

	if (number < 0)
		return number;
	c = api_client_new(number, who, (size_t)s->max_line, &api->changes);
	if (!c)
		return NB_ERR_SYSTEM;
	api->clients[number] = c;
	if (api->counters.clients >= (uint64_t)s->max_clients)
		turn_away(api, c);
	else
		api->counters.clients++;
	return number;
}

static void protest(struct api *api, struct api_client *c, json_t *id, int code,
		    const char *text)
{
	api->counters.errors++;
	api_client_error(c, id, code, text, NULL);
}

static void run(struct api *api, struct api_client *c,
		const struct api_envelope *e, nb_ms now)
{
	struct api_turn turn = {
		.api = api,
		.client = c,
		.method = api_method_find(e->method),
		.id = e->id,
		.params = e->params,
		.now = now,
	};

	if (turn.method)
		api_method_run(&turn);
	else
		protest(api, c, e->id, API_NO_METHOD, "no such method");
}

static void take_line(struct api *api, struct api_client *c,
		      struct nb_bytes line, nb_ms now)
{
	struct api_envelope e;

	if (line.len == 0)
		return;
	api->counters.lines++;
	api_envelope_read(&e, line);
	if (e.id && api_call_find(c, e.id))
		protest(api, c, NULL, API_BAD_REQUEST,
			"id: a request with it is in flight");
	else if (e.error)
		protest(api, c, e.id, e.error, e.text);
	else
		run(api, c, &e, now);
	api_envelope_free(&e);
}

static void take(struct api *api, struct api_client *c, enum api_frame_got got,
		 struct nb_bytes line, nb_ms now)
{
	switch (got) {
	case API_FRAME_NOTHING:
		return;
	case API_FRAME_LINE:
		take_line(api, c, line, now);
		return;
	case API_FRAME_TOO_LONG:
		protest(api, c, NULL, API_BAD_REQUEST,
			"the line is longer than max-line");
		break;
	case API_FRAME_NO_MEMORY:
		protest(api, c, NULL, gw_reason_info(GW_INTERNAL)->code,
			"no memory for the line");
		break;
	}
	c->state = API_CLIENT_CLOSING;
}

static bool has_room(const struct api *api, const struct api_client *c)
{
	return c->call_count < (size_t)api->setup.settings->max_in_flight;
}

bool api_client_wants_input(const struct api *api, int client)
{
	const struct api_client *c = api->clients[client];

	return c->state == API_CLIENT_OPEN && has_room(api, c);
}

size_t api_client_input(struct api *api, int client, const void *data,
			size_t len, nb_ms now)
{
	struct api_client *c = api->clients[client];
	const char *bytes = data;
	size_t done = 0;

	while (done < len && api_client_wants_input(api, client)) {
		struct nb_bytes line;
		size_t taken;
		enum api_frame_got got = api_frame_input(
			&c->frame, bytes + done, len - done, &taken, &line);

		done += taken;
		take(api, c, got, line, now);
	}
	api_client_touch(c);
	return done;
}

void api_client_eof(struct api *api, int client, nb_ms now)
{
	struct api_client *c = api->clients[client];
	struct nb_bytes line = {NULL, 0};

	if (c->state != API_CLIENT_OPEN)
		return;
	c->state = API_CLIENT_ENDING;
	take(api, c, api_frame_end(&c->frame, &line), line, now);
	api_client_touch(c);
}

struct nb_bytes api_client_output(const struct api *api, int client)
{
	const struct api_client *c = api->clients[client];

	if (c->state == API_CLIENT_OVERFLOW)
		return (struct nb_bytes){NULL, 0};
	return api_output_pending(&c->output);
}

void api_client_output_done(struct api *api, int client, size_t len)
{
	struct api_client *c = api->clients[client];

	api_output_done(&c->output, len);
	api_trace_resume(api, c);
	api_client_touch(c);
}

bool api_client_done(const struct api *api, int client)
{
	return api_client_is_done(api->clients[client]);
}

void api_client_remove(struct api *api, int client, nb_ms now)
{
	struct api_client *c = api->clients[client];

	while (!gw_list_is_empty(&c->calls))
		api_call_abandon(
			api, gw_node_of(c->calls.next, struct api_call, node),
			now);
	api_trace_abandon(api, c);
	api->clients[client] = NULL;
	if (!c->refused)
		api->counters.clients--;
	api_client_free(c);
}

void api_gateway_event(const struct gw_event *ev)
{
	struct api_call *call = ev->request->owner;

	if (ev->type == GW_EVENT_PROGRESS)
		api_call_progress(call);
	else
		api_call_ended(call);
}

void api_finish(struct api *api)
{
	for (size_t i = 0; i < api->client_cap; i++) {
		struct api_client *c = api->clients[i];

		if (!c || c->state == API_CLIENT_OVERFLOW)
			continue;
		c->state = API_CLIENT_CLOSING;
		api_client_touch(c);
	}
}

static void complain(struct api *api, struct api_client *c,
		     struct api_event *ev)
{
	snprintf(api->log, sizeof(api->log), "client of uid %u, pid %u: %s",
		 (unsigned)c->who.uid, (unsigned)c->who.pid, c->complaint);
	c->complaint = NULL;
	if (c->state == API_CLIENT_OVERFLOW)
		api->counters.clients_overflowed++;
	ev->type = API_EVENT_LOG;
	ev->text = api->log;
}

bool api_next_event(struct api *api, struct api_event *ev)
{
	struct api_client *c;

	memset(ev, 0, sizeof(*ev));
	if (gw_list_is_empty(&api->changes))
		return false;
	c = gw_node_of(api->changes.next, struct api_client, changed);
	if (c->complaint) {
		complain(api, c, ev);
		return true;
	}
	gw_list_remove(&c->changed);
	ev->type = API_EVENT_CLIENT;
	ev->client = c->number;
	return true;
}

struct api_call *api_next_status(struct api *api)
{
	struct api_call *call;

	if (gw_list_is_empty(&api->asks))
		return NULL;
	call = gw_node_of(api->asks.next, struct api_call, ask);
	gw_list_remove(&call->ask);
	return call;
}

void api_answer_status(struct api *api, struct api_call *call,
		       const struct nb_link_status *status, nb_ms now)
{
	api_client_result(call->client, call->id, api_status(api, status, now));
	api_call_close(call);
}
