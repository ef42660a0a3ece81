/*
 * fuzz_node.c - a node amid peers, a socket and an owner that do anything at
 * any time
 *
 * The input is a list of steps, each an operation and its operands; time is a
 * step, too.  Whatever happens: every request gets its one last event, nothing
 * is sent that is larger than allowed or no message, and at last everything is
 * free again.
 */
#include "base/assert.h"
#include "node/clock.h"

#include <nbcoap/node.h>

#include <sys/random.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

enum {
	REQUESTS = 3,
	LATER = 4,
	MESSAGE = 128,
	BODY = 600, /* several blocks of 64 bytes */
	INPUT_MAX = 400,
};

enum life { UNUSED, WAITING, ENDED };

static struct world {
	const uint8_t *at, *end;
	struct nbcoap_node *node;
	nb_ms now;
	int verdict; /* what sending returns */
	enum life life[REQUESTS];
	int later[LATER]; /* inbounds that are still to be answered */
	unsigned later_count;
	/* The last datagram that went out: answers are made of it. */
	struct nb_addr peer;
	uint8_t last[MESSAGE];
	/* The one that comes. */
	struct nb_addr from;
	const uint8_t *come;
	size_t come_len;
} w;

/* In place of the kernel's: time is the input's, chance is none. */
nb_ms node_now(void)
{
	return w.now;
}

ssize_t getrandom(void *buf, size_t len, unsigned flags)
{
	(void)flags;
	memset(buf, 'f', len);
	return (ssize_t)len;
}

static uint8_t take(void)
{
	return w.at < w.end ? *w.at++ : 0;
}

static struct nb_addr peer(uint8_t n)
{
	return (struct nb_addr){.ip = {192, 0, 2, (uint8_t)(1 + n % 2)},
				.port = NBCOAP_DEFAULT_PORT,
				.family = NB_FAMILY_IPV4};
}

/* ---- The socket ---- */

static int send_to(void *self, const struct nb_addr *to, const void *data,
		   size_t len)
{
	struct nbcoap_message m;

	(void)self;
	NB_ASSERT(len <= MESSAGE);
	NB_ASSERT(nbcoap_message_decode(&m, data, len) == NBCOAP_FORMAT_GOOD);
	if (w.verdict < 0)
		return w.verdict;
	w.peer = *to;
	memcpy(w.last, data, len);
	return 0;
}

static int receive_from(void *self, struct nb_addr *from, void *buf, size_t cap)
{
	size_t len = w.come_len;

	(void)self;
	if (!w.come)
		return -1;
	NB_ASSERT(len <= cap);
	memcpy(buf, w.come, len);
	*from = w.from;
	w.come = NULL;
	return (int)len;
}

static void start(void)
{
	const struct nbcoap_socket socket = {
		.send = send_to,
		.receive = receive_from,
		.fd = -1,
		.period = 1,
	};

	nbcoap_node_start_socket(w.node, &socket);
}

static void poll_all(void)
{
	while (nbcoap_node_poll(w.node, 0) > 0)
		;
}

static void come(struct nb_addr from, const uint8_t *bytes, size_t len)
{
	w.from = from;
	w.come = bytes;
	w.come_len = len;
	poll_all();
	w.come = NULL; /* a stopped node takes none */
}

/* ---- The callbacks ---- */

static void done(void *arg, struct nbcoap_node *n,
		 const struct nbcoap_event *event)
{
	(void)arg;
	(void)n;
	NB_ASSERT(w.life[event->exchange] == WAITING);
	NB_ASSERT(event->message.payload.len <= BODY);
	if (event->type != NBCOAP_EVENT_NOTIFICATION)
		w.life[event->exchange] = ENDED;
}

/* Where a long answer has no room, a short one has. */
static int answer(int inbound, uint8_t how)
{
	static const uint8_t payload[BODY];
	struct nb_bytes bytes = {payload, (size_t)(how & 63) * 9};
	uint8_t code = how & 64 ? NBCOAP_CODE(2, 5) : NBCOAP_CODE(4, 0);
	int format = how & 128 ? 0 : NBCOAP_NO_FORMAT;
	int result = nbcoap_node_respond(w.node, inbound, code, format, bytes);

	if (result != NB_ERR_SPACE)
		return result;
	bytes.len = 0;
	return nbcoap_node_respond(w.node, inbound, code, format, bytes);
}

/* Meanwhile an observer that asked may have gone. */
static void answer_late(uint8_t how)
{
	int result = answer(w.later[--w.later_count], how);

	NB_ASSERT(result == 0 || result == NB_ERR_CALLER);
}

static void at_once(void *arg, struct nbcoap_node *n,
		    const struct nbcoap_event *event)
{
	(void)arg;
	(void)n;
	NB_ASSERT(answer(event->inbound, 64 + 20) == 0);
}

static void at_last(void *arg, struct nbcoap_node *n,
		    const struct nbcoap_event *event)
{
	if (w.later_count == LATER)
		at_once(arg, n, event);
	else
		w.later[w.later_count++] = event->inbound;
}

/* ---- The steps ---- */

static void request(void)
{
	static const char *const uris[] = {"coap://192.0.2.1/a",
					   "coap://192.0.2.2/b?c",
					   "coap://192.0.2.1"};
	static const uint8_t body[BODY];
	uint8_t how = take();
	const struct nbcoap_node_request r = {
		.code = (uint8_t)(1 + how % 7),
		.type = how & 8 ? NBCOAP_NON : NBCOAP_CON,
		.uri = uris[how % 3],
		.payload = {body, how & 16 ? how & 32 ? BODY : 40 : 0},
		.observe = how & 64,
		.done = done,
	};
	int id = nbcoap_node_request(w.node, &r);

	if (id < 0)
		return;
	NB_ASSERT(id < REQUESTS && w.life[id] != WAITING);
	w.life[id] = WAITING;
}

static void cancel(void)
{
	int id = take() % REQUESTS;

	if (w.life[id] != WAITING)
		return;
	nbcoap_node_cancel(w.node, id);
	w.life[id] = ENDED;
}

/* Any bytes, or a message that begins well. */
static void receive(void)
{
	static const uint8_t head[] = {0x40, NBCOAP_GET, 0, 1, 0xb1};
	uint8_t bytes[sizeof(head) + 64];
	struct nb_addr from = peer(take());
	uint8_t how = take();
	size_t len = how & 63, begin = how & 64 ? sizeof(head) : 0;

	memcpy(bytes, head, begin);
	if (len > (size_t)(w.end - w.at))
		len = (size_t)(w.end - w.at);
	if (len > 0)
		memcpy(bytes + begin, w.at, len);
	w.at += len;
	come(from, bytes, begin + len);
}

/* A request that may observe, or be one of a body in blocks. */
static void receive_request(void)
{
	uint8_t how = take();
	struct nb_addr from = peer(how);
	bool observes = how & 2;
	uint8_t bytes[14 + 64] = {0x51, 0,    0, 0,    0, 0x60, 0x51,
				  'b',  0xc1, 0, 0x41, 0, 0xff, 'x'};
	static const size_t lens[] = {8, 10, 12, sizeof(bytes)};
	size_t len = lens[take() % 4];

	if (how & 4)
		bytes[0] = 0x41;
	if (how & 8)
		bytes[7] = 'a';
	bytes[1] = (uint8_t)(1 + how / 16 % 4);
	bytes[3] = take() % 16;
	bytes[4] = how / 64;
	bytes[9] = take();  /* Block2 */
	bytes[11] = take(); /* Block1 */
	if (!observes) {
		bytes[6] = 0xb1;
		memmove(bytes + 5, bytes + 6, sizeof(bytes) - 6);
	}
	come(from, bytes, len - !observes);
}

/* An answer to the last datagram, with options and payload of the input. */
static void receive_answer(void)
{
	uint8_t bytes[MESSAGE];
	uint8_t how = take();
	size_t len = 4 + (size_t)(w.last[0] & 15) % 9;
	size_t more = how & 15;

	memcpy(bytes, w.last, len);
	bytes[0] = (uint8_t)((bytes[0] & 0xcf) | (how & 0x30));
	bytes[1] = how & 64 ? take() : NBCOAP_CODE(2, 5);
	if (how & 128)
		bytes[3] = take();
	while (more-- > 0)
		bytes[len++] = take();
	come(w.peer, bytes, len);
}

static void respond(void)
{
	uint8_t how = take();

	if (w.later_count > 0)
		answer_late(how);
}

static void pass_time(void)
{
	uint8_t how = take();
	nb_ms due = nbcoap_node_timeout(w.node);

	w.now += how & 1 && due > 0 ? due : (nb_ms)how * how;
	poll_all();
}

static void notify(void)
{
	nbcoap_node_notify(w.node, take() & 1 ? "a" : "b");
	poll_all();
}

static void turn_socket(void)
{
	static const int verdicts[] = {0, NB_ERR_SPACE, NB_ERR_SYSTEM};
	uint8_t how = take();

	w.verdict = verdicts[how % 3];
	if (how & 16)
		nbcoap_node_stop(w.node);
	if (how & 32)
		start();
	poll_all();
}

static void step(void)
{
	static void (*const steps[])(void) = {
		request, cancel,    receive, receive_request, receive_answer,
		respond, pass_time, notify,  turn_socket,
	};

	steps[take() % (sizeof(steps) / sizeof(*steps))]();
}

/* The owner answers and leaves, fair weather comes, time passes. */
static void wind_up(void)
{
	while (w.later_count > 0)
		answer_late(64);
	for (int i = 0; i < REQUESTS; i++)
		if (w.life[i] == WAITING)
			nbcoap_node_cancel(w.node, i);
	w.verdict = 0;
	start();
	for (int i = 0; i < 8; i++) {
		w.now += 1000000;
		poll_all();
	}
}

/* All slots must be free again. */
static void fill_up(void)
{
	for (int i = 0; i < REQUESTS; i++)
		NB_ASSERT(nbcoap_node_get(w.node, "coap://192.0.2.1", done,
					  NULL) >= 0);
}

static void offer(const char *path, nbcoap_node_asked *asked)
{
	const struct nbcoap_resource resource = {
		.path = path,
		.asked = asked,
		.observable = true,
		.confirm_every = 2,
	};

	NB_ASSERT(nbcoap_node_serve(w.node, &resource) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	static const struct nbcoap_node_config config = {
		.requests = REQUESTS,
		.inbound = LATER + 1,
		.dedup = LATER + 4,
		.peers = 2,
		.resources = 3,
		.observers = 2,
		.bodies = 2,
		.body_size = BODY,
		.message_size = MESSAGE,
		.token_max = MESSAGE / 4,
	};

	if (len > INPUT_MAX)
		len = INPUT_MAX;
	w = (struct world){.at = data, .end = data + len};
	w.node = nbcoap_node_open(&config);
	start();
	offer("a", at_once);
	offer("b", at_last);
	while (w.at < w.end)
		step();
	wind_up();
	fill_up();
	nbcoap_node_close(w.node);
	return 0;
}
