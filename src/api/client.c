#include "api/client.h"

#include <stdlib.h>
#include <string.h>

struct api_client *api_client_new(int number, const struct api_peer *who,
				  size_t max_line, struct gw_node *changes)
{
	struct api_client *c = calloc(1, sizeof(*c));

	if (!c)
		return NULL;
	c->number = number;
	c->who = *who;
	c->state = API_CLIENT_OPEN;
	c->changes = changes;
	api_frame_init(&c->frame, max_line);
	api_output_init(&c->output);
	gw_list_init(&c->calls);
	gw_list_init(&c->changed);
	return c;
}

void api_client_free(struct api_client *c)
{
	gw_list_remove(&c->changed);
	api_frame_free(&c->frame);
	api_output_free(&c->output);
	free(c);
}

void api_client_touch(struct api_client *c)
{
	if (gw_list_is_empty(&c->changed))
		gw_list_append(c->changes, &c->changed);
}

bool api_client_is_done(const struct api_client *c)
{
	bool written = api_output_pending(&c->output).len == 0;

	switch (c->state) {
	case API_CLIENT_OPEN:
		return false;
	case API_CLIENT_ENDING:
		return written && c->call_count == 0 && c->subscriptions == 0;
	case API_CLIENT_CLOSING:
		return written;
	case API_CLIENT_OVERFLOW:
		return true;
	}
	return true;
}

static int write_text(const char *text, size_t len, void *arg)
{
	struct api_client *c = arg;

	return api_output_add(&c->output, text, len);
}

/* Writes @message as a line, and frees it. */
static void send(struct api_client *c, json_t *message)
{
	if (c->state != API_CLIENT_OVERFLOW &&
	    (json_dump_callback(message, write_text, c,
				JSON_COMPACT | JSON_ENSURE_ASCII) != 0 ||
	     api_output_add(&c->output, "\n", 1) != 0)) {
		c->state = API_CLIENT_OVERFLOW;
		c->complaint = "does not read its output: closed";
	}
	json_decref(message);
	api_client_touch(c);
}

void api_client_result(struct api_client *c, json_t *id, json_t *result)
{
	if (!result) {
		api_client_error(c, id, gw_reason_info(GW_INTERNAL)->code,
				 "no memory", NULL);
		return;
	}
	send(c, json_pack("{s:s, s:O, s:o}", "jsonrpc", "2.0", "id", id,
			  "result", result));
}

void api_client_error(struct api_client *c, json_t *id, int code,
		      const char *text, json_t *data)
{
	json_t *error = json_pack("{s:i, s:s}", "code", code, "message", text);
	json_t *null = json_null();

	if (data)
		json_object_set_new(error, "data", data);
	send(c, json_pack("{s:s, s:O, s:o}", "jsonrpc", "2.0", "id",
			  id ? id : null, "error", error));
}

void api_client_notify(struct api_client *c, const char *method, json_t *params)
{
	send(c, json_pack("{s:s, s:s, s:o}", "jsonrpc", "2.0", "method", method,
			  "params", params));
}
