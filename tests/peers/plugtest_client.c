/*
 * One request, on the public node API.  What comes of it is told on standard
 * output, a line each: "2.05 12= payload=74657374", options by number, values
 * and payload in hex; or "failed timeout".
 *
 * usage: plugtest-client [--non] [--option N=HEX]... [--body FILE]
 *                        [--observe COUNT] [--linger MS] [--ack-timeout MS]
 *                        [--token-len N] METHOD URI
 *
 * With --observe it ends after so many states; with --linger it stays, then,
 * and answers what still comes.  PING is a method, too.
 */
#include <getopt.h>
#include <nbcoap/node.h>
#include <stdio.h>
#include <stdlib.h>

enum { OPTIONS_MAX = 8, VALUE_MAX = 1034, BODY_MAX = 65536 };

static uint8_t values[OPTIONS_MAX][VALUE_MAX];
static struct nbcoap_option options[OPTIONS_MAX];
static size_t option_count;
static uint8_t body[BODY_MAX];

/* "4=01a2" */
static bool add_option(const char *text)
{
	uint8_t *value = values[option_count];
	struct nbcoap_option *o = &options[option_count];
	unsigned byte;
	int used;

	if (option_count == OPTIONS_MAX ||
	    sscanf(text, "%hu=%n", &o->number, &used) < 1)
		return false;
	o->value = value;
	for (text += used; sscanf(text, "%2x", &byte) == 1; text += 2)
		value[o->len++] = (uint8_t)byte;
	option_count++;
	return true;
}

static bool read_body(const char *name, struct nb_bytes *payload)
{
	FILE *in = fopen(name, "rb");

	if (!in)
		return false;
	payload->data = body;
	payload->len = fread(body, 1, sizeof(body), in);
	fclose(in);
	return true;
}

/* What is asked, and how far it is. */
struct asking {
	struct nbcoap_node_request request;
	struct nbcoap_params params;
	int states; /* of an observation, still to come */
	nb_ms linger;
	int number;
	bool ended;
};

static void print_hex(const uint8_t *bytes, size_t len)
{
	while (len-- > 0)
		printf("%02x", *bytes++);
}

static void print_message(const struct nbcoap_message *m)
{
	struct nbcoap_options walk;
	struct nbcoap_option o;
	char code[5];

	nbcoap_code_format(m->code, code);
	printf("%s", code);
	nbcoap_options_init(&walk, m);
	while (nbcoap_options_next(&walk, &o)) {
		printf(" %u=", o.number);
		print_hex(o.value, o.len);
	}
	printf(" payload=");
	print_hex(m->payload.data, m->payload.len);
	printf("\n");
}

static void print_failure(enum nbcoap_failure failure)
{
	static const char *const failures[] = {
		"timeout", "reset", "unreachable", "link-down", "malformed"};

	printf("failed %s\n", failures[failure]);
}

static void done(void *arg, struct nbcoap_node *n,
		 const struct nbcoap_event *event)
{
	struct asking *a = arg;

	if (event->type == NBCOAP_EVENT_RESPONSE ||
	    event->type == NBCOAP_EVENT_NOTIFICATION)
		print_message(&event->message);
	else if (event->type == NBCOAP_EVENT_FAILED)
		print_failure(event->failure);
	else
		printf("%s\n",
		       event->type == NBCOAP_EVENT_PONG ? "pong" : "quiet");
	fflush(stdout);
	a->ended = event->type != NBCOAP_EVENT_NOTIFICATION;
	if (!a->ended && --a->states == 0) {
		nbcoap_node_cancel(n, a->number);
		a->ended = true;
	}
}

static bool parse(int argc, char **argv, struct asking *a)
{
	static const struct option known[] = {
		{"ack-timeout", required_argument, NULL, 'a'},
		{"body", required_argument, NULL, 'b'},
		{"linger", required_argument, NULL, 'l'},
		{"non", no_argument, NULL, 'n'},
		{"observe", required_argument, NULL, 's'},
		{"option", required_argument, NULL, 'o'},
		{"token-len", required_argument, NULL, 't'},
		{0},
	};
	int c;

	while ((c = getopt_long(argc, argv, "", known, NULL)) != -1) {
		if (c == 'a')
			a->params.ack_timeout = atoi(optarg);
		else if (c == 'l')
			a->linger = atoi(optarg);
		else if (c == 'n')
			a->request.type = NBCOAP_NON;
		else if (c == 's')
			a->states = atoi(optarg);
		else if (c == 't')
			a->params.token_len = (unsigned)atoi(optarg);
		else if (!(c == 'b' &&
			   read_body(optarg, &a->request.payload)) &&
			 !(c == 'o' && add_option(optarg)))
			return false;
	}
	return argc - optind == 2;
}

static int ask(struct nbcoap_node *n, struct asking *a, const char *method,
	       const char *uri)
{
	if (strcmp(method, "PING") == 0)
		return nbcoap_node_ping(n, uri, done, a);
	a->request.code = nbcoap_method_find(method);
	a->request.uri = uri;
	a->request.options = options;
	a->request.option_count = option_count;
	a->request.observe = a->states > 0;
	a->request.done = done;
	a->request.arg = a;
	return nbcoap_node_request(n, &a->request);
}

int main(int argc, char **argv)
{
	struct asking a = {.params = nbcoap_params_rfc7252};
	const struct nbcoap_node_config config = {
		.params = &a.params,
		.body_size = BODY_MAX,
	};

	if (!parse(argc, argv, &a)) {
		fprintf(stderr, "plugtest-client: see its source\n");
		return 64;
	}
	struct nbcoap_node *n = nbcoap_node_open(&config);
	if (!n || nbcoap_node_start(n, NULL, 0) < 0 ||
	    (a.number = ask(n, &a, argv[optind], argv[optind + 1])) < 0) {
		fprintf(stderr, "plugtest-client: cannot ask\n");
		return 1;
	}
	while (!a.ended && nbcoap_node_poll(n, -1) >= 0)
		;
	if (a.linger > 0)
		nbcoap_node_poll(n, a.linger);
	nbcoap_node_close(n);
	return 0;
}
