/* CORE 01-23 */
#include "plugtest.h"

#include <stdio.h>

#define SEPARATE_MS 1200

static void test(void *arg, struct nbcoap_node *n,
		 const struct nbcoap_event *asked)
{
	const struct nbcoap_option location[] = {
		option(NBCOAP_LOCATION_PATH, "location1"),
		option(NBCOAP_LOCATION_PATH, "location2"),
		option(NBCOAP_LOCATION_PATH, "location3"),
	};
	struct text *t = arg;

	switch (asked->message.code) {
	case NBCOAP_GET:
		answer_text(n, asked, t);
		break;
	case NBCOAP_PUT:
		answer(n, asked, text_take(t, asked) ? CHANGED : TOO_LARGE);
		break;
	case NBCOAP_POST:
		answer_options(n, asked, CREATED, location, 3);
		break;
	case NBCOAP_DELETE:
		answer(n, asked, DELETED);
		break;
	default:
		answer(n, asked, METHOD_NOT_ALLOWED);
	}
}

static void segments(void *arg, struct nbcoap_node *n,
		     const struct nbcoap_event *asked)
{
	(void)arg;
	answer_string(n, asked, "three segments");
}

/* The queries, one a line. */
static void query(void *arg, struct nbcoap_node *n,
		  const struct nbcoap_event *asked)
{
	char text[256] = "";
	size_t len = 0;
	struct nbcoap_options walk;
	struct nbcoap_option o;

	(void)arg;
	nbcoap_options_init(&walk, &asked->message);
	while (nbcoap_options_next(&walk, &o))
		if (o.number == NBCOAP_URI_QUERY &&
		    len + o.len + 1 < sizeof(text))
			len += (size_t)sprintf(text + len, "%.*s\n", o.len,
					       (const char *)o.value);
	answer_string(n, asked, text);
}

static void location_query(void *arg, struct nbcoap_node *n,
			   const struct nbcoap_event *asked)
{
	const struct nbcoap_option location[] = {
		option(NBCOAP_LOCATION_QUERY, "first=1"),
		option(NBCOAP_LOCATION_QUERY, "second=2"),
	};

	(void)arg;
	answer_options(n, asked, CREATED, location, 2);
}

static void multi_format(void *arg, struct nbcoap_node *n,
			 const struct nbcoap_event *asked)
{
	struct nbcoap_option accept = {0};
	uint32_t format = TEXT_PLAIN;

	(void)arg;
	if (nbcoap_message_find(&asked->message, NBCOAP_ACCEPT, &accept))
		format = nbcoap_option_uint(&accept);
	if (format == TEXT_PLAIN)
		answer_string(n, asked, "text");
	else if (format == APPLICATION_XML)
		nbcoap_node_respond(n, asked->inbound, CONTENT, APPLICATION_XML,
				    nbcoap_text("<text/>"));
	else
		answer(n, asked, NOT_ACCEPTABLE);
}

/* Has the request an option of @number whose value is the ETag of @t? */
static bool names(const struct nbcoap_event *asked, uint16_t number,
		  const struct text *t)
{
	struct nbcoap_options walk;
	struct nbcoap_option o;

	nbcoap_options_init(&walk, &asked->message);
	while (nbcoap_options_next(&walk, &o))
		if (o.number == number && nbcoap_option_uint(&o) == t->version)
			return true;
	return false;
}

static bool has(const struct nbcoap_event *asked, uint16_t number)
{
	struct nbcoap_option o;

	return nbcoap_message_find(&asked->message, number, &o);
}

static void get_validated(struct nbcoap_node *n,
			  const struct nbcoap_event *asked,
			  const struct text *t)
{
	const uint8_t etag = (uint8_t)t->version;
	const struct nbcoap_option o = {NBCOAP_ETAG, 1, &etag};
	bool valid = names(asked, NBCOAP_ETAG, t);
	const struct nbcoap_response response = {
		.code = valid ? VALID : CONTENT,
		.options = &o,
		.option_count = 1,
		.payload = valid ? nbcoap_text("") : text_bytes(t),
	};

	nbcoap_node_response(n, asked->inbound, &response);
}

static void validate(void *arg, struct nbcoap_node *n,
		     const struct nbcoap_event *asked)
{
	struct text *t = arg;

	if (asked->message.code == NBCOAP_GET)
		get_validated(n, asked, t);
	else if (has(asked, NBCOAP_IF_MATCH) &&
		 !names(asked, NBCOAP_IF_MATCH, t))
		answer(n, asked, PRECONDITION_FAILED);
	else
		answer(n, asked, text_take(t, asked) ? CHANGED : TOO_LARGE);
}

static void create(void *arg, struct nbcoap_node *n,
		   const struct nbcoap_event *asked)
{
	struct text *t = arg;
	bool existed = t->version > 0;

	if (existed && has(asked, NBCOAP_IF_NONE_MATCH))
		answer(n, asked, PRECONDITION_FAILED);
	else if (!text_take(t, asked))
		answer(n, asked, TOO_LARGE);
	else
		answer(n, asked, existed ? CHANGED : CREATED);
}

/* Whose answer is due later, the oldest first; a node has no more inbounds. */
static struct {
	struct nbcoap_event asked[8];
	nb_ms due[8];
	size_t count;
} later;

static void separate(void *arg, struct nbcoap_node *n,
		     const struct nbcoap_event *asked)
{
	(void)arg;
	(void)n;
	later.asked[later.count] = *asked;
	later.due[later.count++] = now_ms() + SEPARATE_MS;
}

nb_ms core_act(struct nbcoap_node *n, nb_ms now)
{
	while (later.count > 0 && later.due[0] <= now) {
		answer_string(n, &later.asked[0], "separate");
		later.count--;
		memmove(later.due, later.due + 1, sizeof(later.due[0]) * 7);
		memmove(later.asked, later.asked + 1,
			sizeof(later.asked[0]) * 7);
	}
	return later.count > 0 ? later.due[0] - now : NB_NEVER;
}

void offer_core(struct nbcoap_node *n)
{
	static struct text at_test, at_validate, at_create;

	text_set(&at_test, nbcoap_text("test"));
	text_set(&at_validate, nbcoap_text("valid"));
	nbcoap_node_resource(n, "test", test, &at_test);
	nbcoap_node_resource(n, "seg1/seg2/seg3", segments, NULL);
	nbcoap_node_resource(n, "query", query, NULL);
	nbcoap_node_resource(n, "separate", separate, NULL);
	nbcoap_node_resource(n, "location-query", location_query, NULL);
	nbcoap_node_resource(n, "multi-format", multi_format, NULL);
	nbcoap_node_resource(n, "validate", validate, &at_validate);
	nbcoap_node_resource(n, "create1", create, &at_create);
}
