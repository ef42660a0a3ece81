/*
 * CoAP over something that is not UDP: a client and a server in one process,
 * joined by a pair of UNIX sockets.  Prints 222.
 *
 *	cc -o custom_socket custom_socket.c $(pkg-config --cflags --libs nbcoap)
 */
#include <nbcoap/node.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

/* There is one peer only, and it may have any address: it needs one. */
static const struct nb_addr peer = {
	.ip = {192, 0, 2, 1},
	.port = NBCOAP_DEFAULT_PORT,
	.family = NB_FAMILY_IPV4,
};

static int send_to(void *self, const struct nb_addr *to, const void *data,
		   size_t len)
{
	(void)to;
	return send(*(int *)self, data, len, MSG_DONTWAIT) < 0 ? NB_ERR_SPACE
							       : 0;
}

static int receive_from(void *self, struct nb_addr *from, void *buf, size_t cap)
{
	*from = peer;
	return (int)recv(*(int *)self, buf, cap, MSG_DONTWAIT);
}

static struct nbcoap_node *open_on(int *fd)
{
	const struct nbcoap_socket socket = {
		.self = fd,
		.send = send_to,
		.receive = receive_from,
		.fd = *fd,
	};
	struct nbcoap_node *n = nbcoap_node_open(NULL);

	if (n)
		nbcoap_node_start_socket(n, &socket);
	return n;
}

static void measure(void *arg, struct nbcoap_node *n,
		    const struct nbcoap_event *event)
{
	(void)arg;
	nbcoap_node_respond(n, event->inbound, NBCOAP_CODE(2, 5),
			    NBCOAP_NO_FORMAT, nbcoap_text("222"));
}

static void done(void *arg, struct nbcoap_node *n,
		 const struct nbcoap_event *event)
{
	(void)arg;
	(void)n;
	printf("%.*s\n", (int)event->message.payload.len,
	       (const char *)event->message.payload.data);
}

int main(void)
{
	int fds[2];

	if (socketpair(AF_UNIX, SOCK_DGRAM, 0, fds) < 0)
		return 1;
	struct nbcoap_node *client = open_on(&fds[0]);
	struct nbcoap_node *server = open_on(&fds[1]);
	if (!client || !server)
		return 1;

	nbcoap_node_resource(server, "current/measure", measure, NULL);
	nbcoap_node_get(client, "coap://192.0.2.1/current/measure", done, NULL);
	nbcoap_node_poll(server, -1);
	nbcoap_node_poll(client, -1);

	nbcoap_node_close(client);
	nbcoap_node_close(server);
	close(fds[0]);
	close(fds[1]);
	return 0;
}
