/*
 * Asks a CoAP server directly, with libnbcoap, and prints what it answers.
 *
 *	cc -o coap_client coap_client.c $(pkg-config --cflags --libs nbcoap)
 *
 * usage: coap_client METHOD URI [TEXT]
 */
#include <nbcoap/node.h>
#include <stdio.h>

static void done(void *arg, struct nbcoap_node *n,
		 const struct nbcoap_event *event)
{
	const struct nb_bytes payload = event->message.payload;
	int *status = arg;
	char code[5];

	(void)n;
	if (event->type != NBCOAP_EVENT_RESPONSE) {
		fprintf(stderr, "no answer\n");
		*status = 1;
		return;
	}
	nbcoap_code_format(event->message.code, code);
	fprintf(stderr, "%s\n", code);
	printf("%.*s\n", (int)payload.len, (const char *)payload.data);
	*status = 0;
}

int main(int argc, char **argv)
{
	int status = -1;

	if (argc < 3 || argc > 4) {
		fprintf(stderr, "usage: coap_client METHOD URI [TEXT]\n");
		return 64;
	}
	struct nbcoap_node *n = nbcoap_node_open(NULL);
	const struct nbcoap_node_request request = {
		.code = nbcoap_method_find(argv[1]),
		.type = NBCOAP_CON,
		.uri = argv[2],
		.payload = nbcoap_text(argc > 3 ? argv[3] : ""),
		.done = done,
		.arg = &status,
	};

	if (!n || nbcoap_node_start(n, NULL, 0) < 0 ||
	    nbcoap_node_request(n, &request) < 0) {
		fprintf(stderr, "coap_client: cannot ask for %s\n", argv[2]);
		status = 2;
	}
	while (status < 0)
		if (nbcoap_node_poll(n, -1) < 0)
			status = 2;
	nbcoap_node_close(n);
	return status;
}
