/*
 * bench_exchange.c - a request and its response through two endpoints in
 * memory, and with ten thousand requests outstanding
 *
 * libcoap's two ends only meet over sockets: what bare UDP costs for the same
 * datagrams, in the same run, is taken off.  Message IDs are used again when
 * their exchanges have ended (oldest-finished): strict would allow 265 requests
 * a second.
 */
#include "bench/bench.h"
#include "bench/libcoap_pair.h"

#include <nbcoap/endpoint.h>

#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
	MANY = 10000,
	FEW = 10,
	ROUNDS = 2000,
	MESSAGE = 64,
	REQUEST_LEN = 10,
	RESPONSE_LEN = 13,
	RAM_LIMIT = 20 * 1024,
};

static struct nbcoap_params params;
static const struct nb_addr peer = {
	.ip = {127, 0, 0, 1}, .port = 5683, .family = NB_FAMILY_IPV4};
static const struct nbcoap_option path = {NBCOAP_URI_PATH, 1,
					  (const uint8_t *)"r"};
static const struct nbcoap_request request = {
	.peer = {.ip = {127, 0, 0, 1}, .port = 5683, .family = NB_FAMILY_IPV4},
	.params = &params,
	.code = NBCOAP_GET,
	.confirmable = true,
	.options = &path,
	.option_count = 1,
};
static const struct nbcoap_response content = {
	.code = NBCOAP_CODE(2, 5),
	.payload = {(const uint8_t *)"21.5", 4},
};

static void fail(const char *why)
{
	fprintf(stderr, "bench_exchange: %s\n", why);
	exit(EXIT_FAILURE);
}

static struct nbcoap_endpoint *open_endpoint(unsigned exchanges)
{
	const struct nbcoap_endpoint_config config = {
		.exchanges = exchanges,
		.peers = 1,
		.replies = 8,
		.message_size = MESSAGE,
		.secret = "bench",
		.inbound = 4,
		.dedup = 8,
	};
	size_t size = nbcoap_endpoint_footprint(&config);
	struct nbcoap_endpoint *e =
		nbcoap_endpoint_init(malloc(size), size, &config, 0);

	if (!e)
		fail("no endpoint");
	nbcoap_endpoint_link(e, NB_LINK_UP, 0);
	return e;
}

/* The datagram that @e sends; it is on its way at once. */
static size_t send_from(struct nbcoap_endpoint *e, uint8_t *bytes)
{
	struct nb_datagram d;

	if (!nbcoap_endpoint_output(e, &d, NULL, NULL, 0))
		fail("nothing goes out");
	memcpy(bytes, d.bytes.data, d.bytes.len);
	nbcoap_endpoint_verdict(e, d.tag, NB_VERDICT_ACCEPTED, 0);
	return d.bytes.len;
}

/* Takes the events of @e; the one of @type comes, and is returned. */
static struct nbcoap_event take_event(struct nbcoap_endpoint *e,
				      enum nbcoap_event_type type)
{
	struct nbcoap_event ev, found = {.exchange = -1, .inbound = -1};

	while (nbcoap_endpoint_next_event(e, &ev))
		if (ev.type == type)
			found = ev;
	if (found.exchange < 0 && found.inbound < 0)
		fail("an event is missing");
	return found;
}

/* ---- two ends ---- */

static struct nbcoap_endpoint *client, *server;

static void ours(void)
{
	uint8_t bytes[MESSAGE];
	struct nbcoap_event ev;

	if (nbcoap_endpoint_request(client, &request, 0) < 0)
		fail("no request");
	size_t len = send_from(client, bytes);
	nbcoap_endpoint_input(server, &peer, bytes, len, 0);
	ev = take_event(server, NBCOAP_EVENT_REQUEST);
	nbcoap_endpoint_respond(server, ev.inbound, &content, 0);
	len = send_from(server, bytes);
	take_event(server, NBCOAP_EVENT_DELIVERED);
	nbcoap_endpoint_input(client, &peer, bytes, len, 0);
	ev = take_event(client, NBCOAP_EVENT_RESPONSE);
	bench_sum += ev.message.payload.data[0];
}

static void theirs(void)
{
	libcoap_client_get("r", libcoap_server_poll);
}

/* Two sockets, each connected to the other. */
static int sockets[2];

static int bind_socket(struct sockaddr_in *name, uint16_t port)
{
	int fd = socket(AF_INET, SOCK_DGRAM, 0);

	*name = (struct sockaddr_in){.sin_family = AF_INET,
				     .sin_port = htons(port),
				     .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	if (fd < 0 || bind(fd, (struct sockaddr *)name, sizeof(*name)) < 0)
		fail("no socket");
	return fd;
}

static void open_sockets(void)
{
	struct sockaddr_in names[2];

	for (int i = 0; i < 2; i++)
		sockets[i] = bind_socket(&names[i], bench_port());
	for (int i = 0; i < 2; i++)
		if (connect(sockets[i], (struct sockaddr *)&names[!i],
			    sizeof(names[0])) < 0)
			fail("not connected");
}

static void pass(int from, int to, size_t len)
{
	uint8_t bytes[MESSAGE] = {0};

	if (send(from, bytes, len, 0) < 0 ||
	    recv(to, bytes, sizeof(bytes), 0) < 0)
		fail("nothing comes through");
}

static void bare(void)
{
	pass(sockets[0], sockets[1], REQUEST_LEN);
	pass(sockets[1], sockets[0], RESPONSE_LEN);
}

static void compare_ends(void)
{
	struct bench_way our = {.once = ours}, their = {.once = theirs};
	struct bench_way udp = {.once = bare};
	uint16_t port = bench_port();

	client = open_endpoint(4);
	server = open_endpoint(4);
	libcoap_server_open(port);
	libcoap_client_open(port);
	open_sockets();
	bench_measure(&our, &their, ROUNDS, CLOCK_PROCESS_CPUTIME_ID);
	bench_measure(&udp, &their, ROUNDS, CLOCK_PROCESS_CPUTIME_ID);
	printf("# libcoap's two ends %.0f ns, bare UDP of it %.0f ns\n",
	       their.ns, udp.ns);
	bench_tell("exchange", our.ns, their.ns - udp.ns,
		   "libcoap's two ends less bare UDP");
	libcoap_client_close();
	libcoap_server_close();
	free(client);
	free(server);
}

/* ---- many outstanding ---- */

/* Datagrams in the order in which they will be answered. */
struct crowd {
	struct nbcoap_endpoint *e;
	unsigned count, next;
	uint8_t bytes[MANY][MESSAGE];
};

static struct crowd few, many;

static void start(struct crowd *c, unsigned i)
{
	if (nbcoap_endpoint_request(c->e, &request, 0) < 0)
		fail("no further request");
	send_from(c->e, c->bytes[i]);
	while (c->bytes[i][0] != 0x44)
		fail("another message");
}

static void gather(struct crowd *c, unsigned count)
{
	struct nbcoap_event ev;

	c->e = open_endpoint(count);
	c->count = count;
	for (unsigned i = 0; i < count; i++)
		start(c, i);
	while (nbcoap_endpoint_next_event(c->e, &ev))
		;
}

/* The oldest is answered, and one more begins. */
static void answer_one(struct crowd *c)
{
	uint8_t *bytes = c->bytes[c->next];

	bytes[0] = 0x64; /* an Acknowledgement */
	bytes[1] = NBCOAP_CODE(2, 5);
	nbcoap_endpoint_input(c->e, &peer, bytes, 8, 0);
	take_event(c->e, NBCOAP_EVENT_RESPONSE);
	start(c, c->next);
	c->next = (c->next + 1) % c->count;
}

static void answer_few(void)
{
	answer_one(&few);
}

static void answer_many(void)
{
	answer_one(&many);
}

static void compare_crowds(void)
{
	struct bench_way a = {.once = answer_few}, b = {.once = answer_many};

	gather(&few, FEW);
	gather(&many, MANY);
	bench_measure(&a, &b, ROUNDS, CLOCK_PROCESS_CPUTIME_ID);
	bench_tell("10000 outstanding", b.ns, a.ns, "10 outstanding");
	free(few.e);
	free(many.e);
}

static void tell_memory(void)
{
	const struct nbcoap_endpoint_config config = {
		.exchanges = 4,
		.peers = 1,
		.replies = 4,
		.message_size = 1152,
		.inbound = 4,
		.dedup = 8,
	};
	size_t size = nbcoap_endpoint_footprint(&config);

	printf("endpoint memory %.2f × limit (%zu bytes of %d)\n",
	       (double)size / RAM_LIMIT, size, RAM_LIMIT);
}

int main(void)
{
	params = nbcoap_params_rfc7252;
	params.mid_reuse = NBCOAP_MID_OLDEST_FINISHED;
	params.nstart = MANY;
	compare_ends();
	compare_crowds();
	tell_memory();
	return EXIT_SUCCESS;
}
