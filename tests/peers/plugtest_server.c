/*
 * The server of the ETSI CoAP plugtest cases, CORE 01-23, on the public node
 * API.
 *
 * usage: plugtest-server [--bind ADDR] [--port N] [--ack-timeout MS]
 */
#include <getopt.h>
#include <nbcoap/node.h>
#include <stdio.h>
#include <stdlib.h>

#define CREATED             NBCOAP_CODE(2, 1)
#define DELETED             NBCOAP_CODE(2, 2)
#define VALID               NBCOAP_CODE(2, 3)
#define CHANGED             NBCOAP_CODE(2, 4)
#define CONTENT             NBCOAP_CODE(2, 5)
#define METHOD_NOT_ALLOWED  NBCOAP_CODE(4, 5)
#define NOT_ACCEPTABLE      NBCOAP_CODE(4, 6)
#define PRECONDITION_FAILED NBCOAP_CODE(4, 12)

enum { TEXT_PLAIN = 0, APPLICATION_XML = 41 };

#define SEPARATE_MS 1500

struct text {
	uint8_t bytes[1024];
	size_t len;
	unsigned version; /* its ETag; 0: it does not exist */
};

static void set(struct text *t, struct nb_bytes payload)
{
	t->len =
		payload.len < sizeof(t->bytes) ? payload.len : sizeof(t->bytes);
	memcpy(t->bytes, payload.data, t->len);
	t->version++;
}

static struct nb_bytes bytes_of(const struct text *t)
{
	return (struct nb_bytes){t->bytes, t->len};
}

static struct nbcoap_option option(uint16_t number, const void *value,
				   size_t len)
{
	return (struct nbcoap_option){number, (uint16_t)len, value};
}

static void answer(struct nbcoap_node *n, const struct nbcoap_event *asked,
		   uint8_t code)
{
	nbcoap_node_respond(n, asked->inbound, code, NBCOAP_NO_FORMAT,
			    nbcoap_text(""));
}

static void answer_text(struct nbcoap_node *n, const struct nbcoap_event *asked,
			struct nb_bytes text)
{
	nbcoap_node_respond(n, asked->inbound, CONTENT, TEXT_PLAIN, text);
}

static void answer_options(struct nbcoap_node *n,
			   const struct nbcoap_event *asked, uint8_t code,
			   const struct nbcoap_option *options, size_t count)
{
	const struct nbcoap_response response = {
		.code = code,
		.options = options,
		.option_count = count,
	};
	nbcoap_node_response(n, asked->inbound, &response);
}

static void test(void *arg, struct nbcoap_node *n,
		 const struct nbcoap_event *asked)
{
	const struct nbcoap_option location[] = {
		option(NBCOAP_LOCATION_PATH, "location1", 9),
		option(NBCOAP_LOCATION_PATH, "location2", 9),
		option(NBCOAP_LOCATION_PATH, "location3", 9),
	};
	struct text *t = arg;

	switch (asked->message.code) {
	case NBCOAP_GET:
		answer_text(n, asked, bytes_of(t));
		break;
	case NBCOAP_PUT:
		set(t, asked->message.payload);
		answer(n, asked, CHANGED);
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
	answer_text(n, asked, nbcoap_text("three segments"));
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
	answer_text(n, asked, nbcoap_text(text));
}

static void location_query(void *arg, struct nbcoap_node *n,
			   const struct nbcoap_event *asked)
{
	const struct nbcoap_option location[] = {
		option(NBCOAP_LOCATION_QUERY, "first=1", 7),
		option(NBCOAP_LOCATION_QUERY, "second=2", 8),
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
		answer_text(n, asked, nbcoap_text("text"));
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
	const uint8_t etag[] = {(uint8_t)t->version};
	const struct nbcoap_option o = option(NBCOAP_ETAG, etag, 1);
	bool valid = names(asked, NBCOAP_ETAG, t);
	const struct nbcoap_response response = {
		.code = valid ? VALID : CONTENT,
		.options = &o,
		.option_count = 1,
		.payload = valid ? nbcoap_text("") : bytes_of(t),
	};

	nbcoap_node_response(n, asked->inbound, &response);
}

static void validate(void *arg, struct nbcoap_node *n,
		     const struct nbcoap_event *asked)
{
	struct text *t = arg;

	if (asked->message.code == NBCOAP_GET) {
		get_validated(n, asked, t);
	} else if (has(asked, NBCOAP_IF_MATCH) &&
		   !names(asked, NBCOAP_IF_MATCH, t)) {
		answer(n, asked, PRECONDITION_FAILED);
	} else {
		set(t, asked->message.payload);
		answer(n, asked, CHANGED);
	}
}

static void create(void *arg, struct nbcoap_node *n,
		   const struct nbcoap_event *asked)
{
	struct text *t = arg;
	bool existed = t->version > 0;

	if (existed && has(asked, NBCOAP_IF_NONE_MATCH)) {
		answer(n, asked, PRECONDITION_FAILED);
		return;
	}
	set(t, asked->message.payload);
	answer(n, asked, existed ? CHANGED : CREATED);
}

/* Those whose answer is due later; the node has room for no more. */
static struct {
	struct nbcoap_event asked[8];
	size_t count;
} later;

static void separate(void *arg, struct nbcoap_node *n,
		     const struct nbcoap_event *asked)
{
	(void)arg;
	(void)n;
	later.asked[later.count++] = *asked;
}

static int run(struct nbcoap_node *n)
{
	int result;

	while ((result = nbcoap_node_poll(n, later.count > 0 ? SEPARATE_MS
							     : -1)) >= 0)
		if (result == 0)
			while (later.count > 0)
				answer_text(n, &later.asked[--later.count],
					    nbcoap_text("separate"));
	return 1;
}

static void offer(struct nbcoap_node *n)
{
	static struct text at_test, at_validate, at_create;

	set(&at_test, nbcoap_text("test"));
	set(&at_validate, nbcoap_text("valid"));

	nbcoap_node_resource(n, "test", test, &at_test);
	nbcoap_node_resource(n, "seg1/seg2/seg3", segments, NULL);
	nbcoap_node_resource(n, "query", query, NULL);
	nbcoap_node_resource(n, "separate", separate, NULL);
	nbcoap_node_resource(n, "location-query", location_query, NULL);
	nbcoap_node_resource(n, "multi-format", multi_format, NULL);
	nbcoap_node_resource(n, "validate", validate, &at_validate);
	nbcoap_node_resource(n, "create1", create, &at_create);
}

int main(int argc, char **argv)
{
	static const struct option options[] = {
		{"ack-timeout", required_argument, NULL, 'a'},
		{"bind", required_argument, NULL, 'b'},
		{"port", required_argument, NULL, 'p'},
		{0},
	};
	struct nbcoap_params params = nbcoap_params_rfc7252;
	const struct nbcoap_node_config config = {.params = &params};
	const char *address = NULL;
	uint16_t port = NBCOAP_DEFAULT_PORT;
	int c;

	while ((c = getopt_long(argc, argv, "", options, NULL)) != -1) {
		if (c == 'a')
			params.ack_timeout = atoi(optarg);
		else if (c == 'b')
			address = optarg;
		else if (c == 'p')
			port = (uint16_t)atoi(optarg);
		else
			return 64;
	}
	struct nbcoap_node *n = nbcoap_node_open(&config);
	if (!n || nbcoap_node_start(n, address, port) < 0) {
		perror("plugtest-server");
		return 1;
	}
	offer(n);
	printf("listening on port %u\n", nbcoap_node_port(n));
	fflush(stdout);
	return run(n);
}
