/*
 * OBS 01-14: resources that change by themselves.  All there is to do is to say
 * so: whoever observes asks again then.
 */
#include "plugtest.h"

#include <stdio.h>

#define RESOURCES 4

/* So many periods nothing changes what a client has put or deleted. */
#define STILL 10

static struct observed {
	const char *path;
	unsigned confirm_every;
	size_t sizes[2];  /* by turns */
	struct text text; /* of version 0: deleted */
	unsigned still;
} observed[RESOURCES] = {
	{.path = "obs", .confirm_every = 1},
	{.path = "obs-non", .confirm_every = 0},
	{.path = "obs-large", .confirm_every = 1, .sizes = {1500, 1500}},
	{.path = "obs-pumping", .confirm_every = 1, .sizes = {100, 2500}},
};

static nb_ms period, next;

/* "change 7", and dots up to its size. */
static void change(struct observed *o)
{
	char string[2501];
	int len = snprintf(string, sizeof(string), "change %u",
			   o->text.version + 1);
	size_t size = o->sizes[o->text.version & 1];

	if ((size_t)len < size) {
		memset(string + len, '.', size - (size_t)len);
		string[size] = '\0';
	}
	text_set(&o->text, nbcoap_text(string));
	o->text.format = TEXT_PLAIN;
}

/* The next change makes it stale. */
static void answer_state(struct nbcoap_node *n,
			 const struct nbcoap_event *asked,
			 const struct observed *o)
{
	uint8_t format[4], max_age[4];
	const struct nbcoap_option options[] = {
		{NBCOAP_CONTENT_FORMAT,
		 nbcoap_option_put_uint(format, (uint32_t)o->text.format),
		 format},
		{NBCOAP_MAX_AGE,
		 nbcoap_option_put_uint(max_age, (uint32_t)(period / 1000 + 1)),
		 max_age},
	};
	const struct nbcoap_response response = {
		.code = CONTENT,
		.options = options,
		.option_count = 2,
		.payload = text_bytes(&o->text),
	};

	nbcoap_node_response(n, asked->inbound, &response);
}

static void put(struct nbcoap_node *n, const struct nbcoap_event *asked,
		struct observed *o)
{
	if (!text_take(&o->text, asked)) {
		answer(n, asked, TOO_LARGE);
		return;
	}
	o->still = STILL;
	answer(n, asked, CHANGED);
	nbcoap_node_notify(n, o->path);
}

static void delete (struct nbcoap_node *n, const struct nbcoap_event *asked,
		    struct observed *o)
{
	o->text.version = 0;
	o->still = STILL;
	answer(n, asked, DELETED);
	nbcoap_node_notify(n, o->path);
}

static void serve(void *arg, struct nbcoap_node *n,
		  const struct nbcoap_event *asked)
{
	struct observed *o = arg;

	switch (asked->message.code) {
	case NBCOAP_GET:
		if (o->text.version > 0)
			answer_state(n, asked, o);
		else
			answer(n, asked, NOT_FOUND);
		break;
	case NBCOAP_PUT:
		put(n, asked, o);
		break;
	case NBCOAP_DELETE:
		delete (n, asked, o);
		break;
	default:
		answer(n, asked, METHOD_NOT_ALLOWED);
	}
}

static void pass_period(struct nbcoap_node *n, struct observed *o)
{
	if (o->still > 0) {
		o->still--;
		return;
	}
	change(o);
	nbcoap_node_notify(n, o->path);
}

nb_ms observed_act(struct nbcoap_node *n, nb_ms now)
{
	if (now >= next) {
		next = now + period;
		for (size_t i = 0; i < RESOURCES; i++)
			pass_period(n, &observed[i]);
	}
	return next - now;
}

void offer_observed(struct nbcoap_node *n, nb_ms each)
{
	period = each;
	for (size_t i = 0; i < RESOURCES; i++) {
		const struct nbcoap_resource resource = {
			.path = observed[i].path,
			.asked = serve,
			.arg = &observed[i],
			.attributes = ";rt=\"observe\"",
			.observable = true,
			.confirm_every = observed[i].confirm_every,
		};
		nbcoap_node_serve(n, &resource);
	}
}
