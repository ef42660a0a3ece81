/* BLOCK 01-06: each body comes whole, and is answered whole. */
#include "plugtest.h"

static struct text stored;

static void large(void *arg, struct nbcoap_node *n,
		  const struct nbcoap_event *asked)
{
	(void)arg;
	answer_text(n, asked, &stored);
}

static void large_update(void *arg, struct nbcoap_node *n,
			 const struct nbcoap_event *asked)
{
	struct text *t = arg;

	if (asked->message.code == NBCOAP_GET)
		answer_text(n, asked, t);
	else if (asked->message.code == NBCOAP_PUT)
		answer(n, asked, text_take(t, asked) ? CHANGED : TOO_LARGE);
	else
		answer(n, asked, METHOD_NOT_ALLOWED);
}

/* What a POST created. */
static void created(void *arg, struct nbcoap_node *n,
		    const struct nbcoap_event *asked)
{
	answer_text(n, asked, arg);
}

static void large_create(void *arg, struct nbcoap_node *n,
			 const struct nbcoap_event *asked)
{
	const struct nbcoap_option location[] = {
		option(NBCOAP_LOCATION_PATH, "large-create"),
		option(NBCOAP_LOCATION_PATH, "1"),
	};

	if (asked->message.code != NBCOAP_POST) {
		answer(n, asked, METHOD_NOT_ALLOWED);
	} else if (!text_take(arg, asked)) {
		answer(n, asked, TOO_LARGE);
	} else {
		nbcoap_node_resource(n, "large-create/1", created, arg);
		answer_options(n, asked, CREATED, location, 2);
	}
}

/* The body comes back, behind the stored one. */
static void large_post(void *arg, struct nbcoap_node *n,
		       const struct nbcoap_event *asked)
{
	struct nb_bytes body = asked->message.payload;
	struct text *t = arg;

	if (asked->message.code != NBCOAP_POST) {
		answer(n, asked, METHOD_NOT_ALLOWED);
		return;
	}
	text_set(t, text_bytes(&stored));
	if (body.len > sizeof(t->bytes) - t->len) {
		answer(n, asked, TOO_LARGE);
		return;
	}
	memcpy(t->bytes + t->len, body.data, body.len);
	t->len += body.len;
	nbcoap_node_respond(n, asked->inbound, CHANGED, TEXT_PLAIN,
			    text_bytes(t));
}

void offer_large(struct nbcoap_node *n)
{
	static const char line[] = "a line of thirty-one characters\n";
	static struct text updated, created_text, posted;
	const struct nbcoap_resource described = {
		.path = "large",
		.asked = large,
		.attributes = ";sz=1280;ct=0",
	};

	for (size_t i = 0; i < 40; i++)
		memcpy(stored.bytes + i * 32, line, 32);
	stored.len = 1280;
	text_set(&updated, text_bytes(&stored));
	nbcoap_node_serve(n, &described);
	nbcoap_node_resource(n, "large-update", large_update, &updated);
	nbcoap_node_resource(n, "large-create", large_create, &created_text);
	nbcoap_node_resource(n, "large-post", large_post, &posted);
}
