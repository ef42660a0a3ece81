/*
 * One request, on the public node API.  What comes of it is told on standard
 * output, a line each: "2.05 12= payload=74657374", options by number, values
 * and payload in hex; or "failed timeout".
 *
 * usage: plugtest-client [--non] [--option N=HEX]... [--payload TEXT]
 *                        [--body FILE] [--ack-timeout MS] [--token-len N]
 *                        METHOD URI
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

static void done(void *arg, struct nbcoap_node *n,
		 const struct nbcoap_event *event)
{
	static const char *const failures[] = {
		"timeout", "reset", "unreachable", "link-down", "malformed"};

	(void)n;
	if (event->type == NBCOAP_EVENT_RESPONSE)
		print_message(&event->message);
	else if (event->type == NBCOAP_EVENT_FAILED)
		printf("failed %s\n", failures[event->failure]);
	else
		printf("quiet\n");
	*(bool *)arg = true;
}

static bool parse(int argc, char **argv, struct nbcoap_node_request *r,
		  struct nbcoap_params *params)
{
	static const struct option known[] = {
		{"ack-timeout", required_argument, NULL, 'a'},
		{"body", required_argument, NULL, 'b'},
		{"non", no_argument, NULL, 'n'},
		{"option", required_argument, NULL, 'o'},
		{"payload", required_argument, NULL, 'p'},
		{"token-len", required_argument, NULL, 't'},
		{0},
	};
	int c;

	while ((c = getopt_long(argc, argv, "", known, NULL)) != -1) {
		if (c == 'a')
			params->ack_timeout = atoi(optarg);
		else if (c == 't')
			params->token_len = (unsigned)atoi(optarg);
		else if (c == 'n')
			r->type = NBCOAP_NON;
		else if (c == 'p')
			r->payload = nbcoap_text(optarg);
		else if (!(c == 'b' && read_body(optarg, &r->payload)) &&
			 !(c == 'o' && add_option(optarg)))
			return false;
	}
	if (argc - optind != 2)
		return false;
	r->code = nbcoap_method_find(argv[optind]);
	r->uri = argv[optind + 1];
	r->options = options;
	r->option_count = option_count;
	return true;
}

int main(int argc, char **argv)
{
	bool ended = false;
	struct nbcoap_params params = nbcoap_params_rfc7252;
	struct nbcoap_node_request request = {
		.type = NBCOAP_CON, .done = done, .arg = &ended};

	if (!parse(argc, argv, &request, &params)) {
		fprintf(stderr, "plugtest-client: see its source\n");
		return 64;
	}
	const struct nbcoap_node_config config = {.params = &params};
	struct nbcoap_node *n = nbcoap_node_open(&config);
	if (!n || nbcoap_node_start(n, NULL, 0) < 0 ||
	    nbcoap_node_request(n, &request) < 0) {
		fprintf(stderr, "plugtest-client: cannot ask\n");
		return 1;
	}
	while (!ended && nbcoap_node_poll(n, -1) >= 0)
		;
	nbcoap_node_close(n);
	return 0;
}
