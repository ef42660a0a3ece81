/*
 * A CoAP server with libnbcoap: GET /current/measure answers 222, and
 * everything else 4.04.
 *
 *	cc -o coap_server coap_server.c $(pkg-config --cflags --libs nbcoap)
 *
 * usage: coap_server [PORT]
 */
#include <nbcoap/node.h>
#include <stdio.h>
#include <stdlib.h>

#define CONTENT            NBCOAP_CODE(2, 5)
#define METHOD_NOT_ALLOWED NBCOAP_CODE(4, 5)
#define TEXT               0 /* the Content-Format of text/plain */

static void measure(void *arg, struct nbcoap_node *n,
		    const struct nbcoap_event *event)
{
	(void)arg;
	if (event->message.code == NBCOAP_GET)
		nbcoap_node_respond(n, event->inbound, CONTENT, TEXT,
				    nbcoap_text("222"));
	else
		nbcoap_node_respond(n, event->inbound, METHOD_NOT_ALLOWED,
				    NBCOAP_NO_FORMAT, nbcoap_text(""));
}

int main(int argc, char **argv)
{
	uint16_t port =
		argc > 1 ? (uint16_t)atoi(argv[1]) : NBCOAP_DEFAULT_PORT;
	struct nbcoap_node *n = nbcoap_node_open(NULL);

	if (!n || nbcoap_node_start(n, NULL, port) < 0) {
		perror("coap_server");
		return 1;
	}
	nbcoap_node_resource(n, "current/measure", measure, NULL);
	printf("listening on port %u\n", nbcoap_node_port(n));
	fflush(stdout);
	while (nbcoap_node_poll(n, -1) >= 0)
		;
	nbcoap_node_close(n);
	return 1;
}
