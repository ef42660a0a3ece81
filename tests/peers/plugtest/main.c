/*
 * The server of the ETSI CoAP plugtest cases, on the public node API.
 *
 * usage: plugtest-server [--bind ADDR] [--port N] [--period MS]
 *                        [--ack-timeout MS]
 *
 * The observed resources change once in a period.
 */
#include "plugtest.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

struct settings {
	const char *address;
	uint16_t port;
	nb_ms period;
	struct nbcoap_params params;
};

nb_ms now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (nb_ms)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static bool parse(int argc, char **argv, struct settings *s)
{
	static const struct option known[] = {
		{"ack-timeout", required_argument, NULL, 'a'},
		{"bind", required_argument, NULL, 'b'},
		{"period", required_argument, NULL, 'e'},
		{"port", required_argument, NULL, 'p'},
		{0},
	};
	int c;

	while ((c = getopt_long(argc, argv, "", known, NULL)) != -1) {
		if (c == 'a')
			s->params.ack_timeout = atoi(optarg);
		else if (c == 'b')
			s->address = optarg;
		else if (c == 'e')
			s->period = atoi(optarg);
		else if (c == 'p')
			s->port = (uint16_t)atoi(optarg);
		else
			return false;
	}
	return optind == argc;
}

static int run(struct nbcoap_node *n)
{
	for (;;) {
		nb_ms now = now_ms();
		nb_ms core = core_act(n, now);
		nb_ms observed = observed_act(n, now);

		if (nbcoap_node_poll(n, core < observed ? core : observed) < 0)
			return 1;
	}
}

int main(int argc, char **argv)
{
	struct settings s = {
		.port = NBCOAP_DEFAULT_PORT,
		.period = 5000,
		.params = nbcoap_params_rfc7252,
	};
	const struct nbcoap_node_config config = {.params = &s.params};

	if (!parse(argc, argv, &s)) {
		fprintf(stderr, "usage: plugtest-server [--bind ADDR] "
				"[--port N] [--period MS] "
				"[--ack-timeout MS]\n");
		return 64;
	}
	struct nbcoap_node *n = nbcoap_node_open(&config);
	if (!n || nbcoap_node_start(n, s.address, s.port) < 0) {
		perror("plugtest-server");
		return 1;
	}
	offer_core(n);
	offer_large(n);
	offer_links(n);
	offer_observed(n, s.period);
	printf("listening on port %u\n", nbcoap_node_port(n));
	fflush(stdout);
	return run(n);
}
