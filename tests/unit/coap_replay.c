#include "unit/coap_replay.h"

#include "unit/coap_text.h"

#include <stdio.h>
#include <string.h>

enum { OPTIONS_MAX = 8, NOTIFICATION = 1 };

bool coap_replay_inbound_event(struct replay *r, const struct nbcoap_event *ev,
			       char *line, size_t cap)
{
	static const char *const failures[] = {
		"timeout", "reset", "unreachable", "link-down", "malformed"};
	char text[LINE_MAX_LEN - 16];

	if (ev->type == NBCOAP_EVENT_REQUEST) {
		r->inbound = ev->inbound;
		r->unending++;
		coap_text_message(&ev->message, text, sizeof(text));
		snprintf(line, cap, "request %s", text);
		return true;
	}
	if (ev->type != NBCOAP_EVENT_DELIVERED &&
	    ev->type != NBCOAP_EVENT_UNDELIVERED)
		return false;
	r->unending -= ev->user != NOTIFICATION;
	if (ev->type == NBCOAP_EVENT_DELIVERED)
		snprintf(line, cap, "delivered");
	else
		snprintf(line, cap, "undelivered %s", failures[ev->failure]);
	return true;
}

/* Reads a message whose type and code begin @text. */
static void read_message(struct replay *r, const char *text,
			 struct nbcoap_message *m, uint8_t *bytes)
{
	int len = coap_text_encode(text, bytes, LINE_MAX_LEN);

	ck_assert_msg(len >= 0, "%s:%u: no answer", r->file, r->line);
	ck_assert_int_eq(nbcoap_message_decode_extended(m, bytes, (size_t)len),
			 NBCOAP_FORMAT_GOOD);
}

/* Reads "2.05 12=28 payload=01" and answers with it. */
static void answer(struct replay *r, const char *rest,
		   int (*call)(struct nbcoap_endpoint *e, int inbound,
			       const struct nbcoap_response *response,
			       nb_ms now))
{
	struct nbcoap_option options[OPTIONS_MAX];
	struct nbcoap_message m;
	char line[LINE_MAX_LEN];
	uint8_t bytes[LINE_MAX_LEN];

	snprintf(line, sizeof(line), "ACK%s", rest);
	read_message(r, line, &m, bytes);
	struct nbcoap_response response = {
		.code = m.code,
		.options = options,
		.option_count = coap_text_options(&m, options, OPTIONS_MAX),
		.payload = m.payload,
	};
	ck_assert_msg(!call(r->e, r->inbound, &response, r->now),
		      "%s:%u: refused", r->file, r->line);
}

static int supersede(struct nbcoap_endpoint *e, int inbound,
		     const struct nbcoap_response *response, nb_ms now)
{
	(void)now;
	return nbcoap_endpoint_supersede(e, inbound, response);
}

/* Reads "NON 2.05 token=aa 6=01" and sends it unasked. */
static void notify(struct replay *r, const char *rest)
{
	struct nbcoap_option options[OPTIONS_MAX];
	struct nbcoap_message m;
	uint8_t bytes[LINE_MAX_LEN];

	read_message(r, rest + 1, &m, bytes);
	struct nbcoap_notification n = {
		.peer = r->arrival.peer,
		.token = m.token,
		.token_len = m.token_len,
		.confirmable = m.type == NBCOAP_CON,
		.response = {.code = m.code,
			     .options = options,
			     .option_count = coap_text_options(&m, options,
							       OPTIONS_MAX),
			     .payload = m.payload},
		.user = NOTIFICATION,
	};
	r->inbound = nbcoap_endpoint_notify(r->e, &n, r->now);
	ck_assert_msg(r->inbound >= 0, "%s:%u: refused", r->file, r->line);
}

static void admit(struct replay *r, const char *rest)
{
	static const char *const names[] = {" all", " refuse", " ignore"};

	for (unsigned i = 0; i < 3; i++)
		if (!strcmp(names[i], rest))
			r->arrival.admit = (enum nbcoap_admit)i;
}

bool coap_replay_inbound_command(struct replay *r, const char *verb,
				 const char *rest)
{
	if (!strcmp(verb, "respond")) {
		answer(r, rest, nbcoap_endpoint_respond);
	} else if (!strcmp(verb, "refuse")) {
		answer(r, rest, nbcoap_endpoint_refuse);
	} else if (!strcmp(verb, "notify")) {
		notify(r, rest);
	} else if (!strcmp(verb, "supersede")) {
		answer(r, rest, supersede);
	} else if (!strcmp(verb, "drop")) {
		nbcoap_endpoint_drop(r->e, r->inbound, r->now);
		r->unending--;
	} else if (!strcmp(verb, "admit")) {
		admit(r, rest);
	} else if (!strcmp(verb, "group") || !strcmp(verb, "alone")) {
		r->arrival.multicast = *verb == 'g';
	} else if (!strcmp(verb, "port")) {
		ck_assert_int_eq(sscanf(rest, " %hu", &r->arrival.peer.port),
				 1);
	} else {
		return false;
	}
	return true;
}
