/*
 * Asks a CoAP server through the gateway with libnbgate, and tells how the
 * request gets on until its answer comes.  Prints the answer as JSON.
 *
 *	cc -o request request.c $(pkg-config --cflags --libs nbgate)
 *
 * usage: request PATH
 */
#include <errno.h>
#include <nbgate/client.h>
#include <stdio.h>
#include <string.h>

/* A program of some size makes this with its JSON library. */
static int make_params(char *params, size_t cap, const char *path)
{
	if (strpbrk(path, "\"\\"))
		return -1;
	int len = snprintf(params, cap, "{\"path\":\"%s\",\"progress\":true}",
			   path);
	return (size_t)len < cap ? 0 : -1;
}

static int wait_for_answer(struct nbgate *c)
{
	struct nbgate_message m;
	int got;

	while ((got = nbgate_receive(c, &m, -1)) > 0) {
		if (m.type == NBGATE_NOTIFICATION) {
			fprintf(stderr, "%s %s\n", m.method, m.body);
			continue;
		}
		puts(m.body);
		return m.type == NBGATE_RESULT ? 0 : 1;
	}
	fprintf(stderr, "%s\n", nbgate_strerror(got));
	return 1;
}

int main(int argc, char **argv)
{
	char params[512];

	if (argc != 2 || make_params(params, sizeof(params), argv[1]) < 0) {
		fprintf(stderr, "usage: request PATH\n");
		return 64;
	}
	struct nbgate *c = nbgate_open(NULL);
	if (!c) {
		fprintf(stderr, "nbgated: %s\n", strerror(errno));
		return 3;
	}
	long id = nbgate_send(c, "coap.request", params);
	int status = id < 0 ? 1 : wait_for_answer(c);
	nbgate_close(c);
	return status;
}
