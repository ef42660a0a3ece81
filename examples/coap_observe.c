/*
 * Observes a resource and prints each of its states, until its server ends
 * that or somebody interrupts.
 *
 *	cc -o coap_observe coap_observe.c $(pkg-config --cflags --libs nbcoap)
 *
 * usage: coap_observe URI
 */
#include <nbcoap/node.h>
#include <stdio.h>

static void told(void *arg, struct nbcoap_node *n,
		 const struct nbcoap_event *event)
{
	const struct nb_bytes payload = event->message.payload;

	(void)n;
	*(bool *)arg = event->type == NBCOAP_EVENT_NOTIFICATION;
	printf("%.*s\n", (int)payload.len, (const char *)payload.data);
	fflush(stdout);
}

int main(int argc, char **argv)
{
	bool observing = true;

	if (argc != 2) {
		fprintf(stderr, "usage: coap_observe URI\n");
		return 64;
	}
	struct nbcoap_node *n = nbcoap_node_open(NULL);
	if (!n || nbcoap_node_start(n, NULL, 0) < 0 ||
	    nbcoap_node_observe(n, argv[1], told, &observing) < 0) {
		fprintf(stderr, "coap_observe: cannot ask for %s\n", argv[1]);
		return 2;
	}
	while (observing && nbcoap_node_poll(n, -1) >= 0)
		;
	nbcoap_node_close(n);
	return 1;
}
