/*
 * bench_node.c - Confirmable GETs, one after the other, of coap-server-notls
 * over loopback UDP: a node beside a client of libcoap
 *
 * Message IDs are used again when their exchanges have ended
 * (oldest-finished): strict would allow 265 requests a second.
 */
#include "bench/bench.h"
#include "bench/libcoap_pair.h"

#include <nbcoap/node.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ROUNDS = 1000, TEXT = 16, TRIES = 50, TRY_MS = 100 };

static struct nbcoap_node *node;
static char uri[64];

static pid_t start_server(uint16_t port)
{
	char text[TEXT];
	pid_t child = fork();

	snprintf(text, sizeof(text), "%u", port);
	if (child)
		return child;
	execlp("coap-server-notls", "coap-server-notls", "-A", "127.0.0.1",
	       "-p", text, "-v", "0", (char *)NULL);
	_exit(127);
}

static void done(void *arg, struct nbcoap_node *n,
		 const struct nbcoap_event *ev)
{
	int *answered = arg;

	(void)n;
	*answered = ev->type == NBCOAP_EVENT_RESPONSE ||
				    ev->type == NBCOAP_EVENT_PONG
			    ? 1
			    : -1;
}

static int wait_for(const int *answered)
{
	while (!*answered)
		nbcoap_node_poll(node, -1);
	return *answered;
}

static void ours(void)
{
	int answered = 0;

	if (nbcoap_node_get(node, uri, done, &answered) < 0 ||
	    wait_for(&answered) < 0) {
		fprintf(stderr, "bench_node: a GET is not answered\n");
		exit(EXIT_FAILURE);
	}
}

static void theirs(void)
{
	libcoap_client_get("", NULL);
}

static bool is_up(void)
{
	int answered = 0;

	return nbcoap_node_ping(node, uri, done, &answered) >= 0 &&
	       wait_for(&answered) > 0;
}

static void wait_until_up(void)
{
	for (int i = 0; i < TRIES; i++) {
		usleep(TRY_MS * 1000);
		if (is_up())
			return;
	}
	fprintf(stderr, "bench_node: coap-server-notls does not answer\n");
	exit(EXIT_FAILURE);
}

static void compare(uint16_t port)
{
	struct bench_way our = {.once = ours}, their = {.once = theirs};

	snprintf(uri, sizeof(uri), "coap://127.0.0.1:%u/", port);
	wait_until_up();
	libcoap_client_open(port);
	bench_measure(&our, &their, ROUNDS, CLOCK_MONOTONIC);
	bench_tell("node GET", our.ns, their.ns, "libcoap's client");
	libcoap_client_close();
}

int main(void)
{
	struct nbcoap_params params = nbcoap_params_rfc7252;
	const struct nbcoap_node_config config = {.params = &params};
	uint16_t port = bench_port();
	pid_t server = start_server(port);

	params.mid_reuse = NBCOAP_MID_OLDEST_FINISHED;
	node = nbcoap_node_open(&config);
	if (!node || nbcoap_node_start(node, NULL, 0) < 0) {
		perror("bench_node");
		return EXIT_FAILURE;
	}
	compare(port);
	nbcoap_node_close(node);
	kill(server, SIGTERM);
	waitpid(server, NULL, 0);
	return EXIT_SUCCESS;
}
