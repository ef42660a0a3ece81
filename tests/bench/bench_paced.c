/*
 * bench_paced.c - how much of a slow line the gateway makes use of
 *
 * Six targets are kept busy through nbgate-sim, whose bytes take their time.
 * Then a bare AT dialogue, which knows all answers, carries the very same
 * datagrams over the same line, one after the other.
 */
#include "config.h"

#include "bench/bench.h"
#include "bench/stage.h"
#include "os/serial.h"

#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
	PEERS = STAGE_TARGETS,
	PAYLOAD = 512,
	MESSAGE = 600,
	MOST = 400,       /* exchanges */
	PATIENCE = 10000, /* ms */
	RESPONSE_HEAD = 4,
};

/* A request of the gateway's, as it came. */
struct request {
	unsigned peer;
	size_t len;
	uint8_t data[MESSAGE];
};

static struct request requests[MOST];
static unsigned request_count;
static uint64_t datagram_bytes; /* of requests and responses */

/* ---- the peers ---- */

static int peers[PEERS];
static char maps[PEERS][64];

static void open_peer(unsigned i)
{
	struct sockaddr_in6 at = {.sin6_family = AF_INET6,
				  .sin6_addr = IN6ADDR_LOOPBACK_INIT};
	socklen_t len = sizeof(at);

	peers[i] =
		socket(AF_INET6, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (bind(peers[i], (struct sockaddr *)&at, len) ||
	    getsockname(peers[i], (struct sockaddr *)&at, &len))
		stage_fail("no socket");
	snprintf(maps[i], sizeof(maps[i]), "[2001:db8::%u]:5683=[::1]:%u",
		 i + 1, (unsigned)ntohs(at.sin6_port));
}

static void record(unsigned peer, const uint8_t *data, size_t len)
{
	struct request *r = &requests[request_count];

	if (request_count == MOST)
		return;
	request_count++;
	r->peer = peer;
	r->len = len;
	memcpy(r->data, data, len);
}

/* 2.04, piggybacked. */
static size_t answer(uint8_t *data)
{
	size_t token_len = data[0] & 0x0f;

	data[0] = (uint8_t)(0x60 | token_len);
	data[1] = 0x44;
	return RESPONSE_HEAD + token_len;
}

static void serve_peer(unsigned i)
{
	struct sockaddr_in6 from;
	socklen_t from_len = sizeof(from);
	uint8_t data[MESSAGE];
	ssize_t n = recvfrom(peers[i], data, sizeof(data), 0,
			     (struct sockaddr *)&from, &from_len);
	size_t len;

	if (n < RESPONSE_HEAD)
		return;
	record(i, data, (size_t)n);
	len = answer(data);
	datagram_bytes += (size_t)n + len;
	sendto(peers[i], data, len, 0, (struct sockaddr *)&from, from_len);
}

/* Serves the peers until @fd has something to read. */
static void wait_for(int fd)
{
	struct pollfd p[PEERS + 1] = {{.fd = fd, .events = POLLIN}};

	for (unsigned i = 0; i < PEERS; i++)
		p[i + 1] = (struct pollfd){peers[i], POLLIN, 0};
	do {
		if (poll(p, PEERS + 1, PATIENCE) <= 0)
			stage_fail("nothing comes");
		for (unsigned i = 0; i < PEERS; i++)
			if (p[i + 1].revents)
				serve_peer(i);
	} while (!p[0].revents);
}

/* ---- the gateway ---- */

static unsigned hear(struct stage *s)
{
	unsigned target;

	while (!(target = stage_hear(s)))
		wait_for(s->api);
	return target;
}

/* The first of each has to wait for its socket. */
static void warm_up(struct stage *s)
{
	for (unsigned i = 1; i <= PEERS; i++)
		stage_ask(s, i, PAYLOAD);
	for (unsigned i = 1; i <= PEERS; i++)
		hear(s);
	request_count = 0;
	datagram_bytes = 0;
}

/* Datagram bytes per second. */
static double rate_since(uint64_t begun)
{
	return (double)datagram_bytes * 1e9 / (double)(stage_ns() - begun);
}

static double run_gateway(struct stage *s, unsigned baud, unsigned count)
{
	uint64_t begun;
	unsigned asked = 0;
	double rate;

	stage_start_daemon(s, baud);
	warm_up(s);
	begun = stage_ns();
	while (asked < PEERS)
		stage_ask(s, ++asked, PAYLOAD);
	for (unsigned heard = 0; heard < count; heard++) {
		unsigned target = hear(s);

		if (asked++ < count)
			stage_ask(s, target, PAYLOAD);
	}
	rate = rate_since(begun);
	stage_stop_daemon(s);
	return rate;
}

/* ---- the bare dialogue ---- */

struct bare {
	struct os_serial tty;
	size_t len; /* since the last command */
	char heard[4096];
};

static void say(struct bare *b, const void *data, size_t len)
{
	const char *at = data;

	b->len = 0;
	while (len) {
		ssize_t n = os_serial_write(&b->tty, at, len);

		if (n < 0)
			stage_fail("tty");
		at += n;
		len -= (size_t)n;
	}
}

static void say_line(struct bare *b, const char *line)
{
	say(b, line, strlen(line));
}

static bool has_heard(const struct bare *b, const char *wanted)
{
	return memmem(b->heard, b->len, wanted, strlen(wanted));
}

static void expect(struct bare *b, const char *wanted)
{
	while (!has_heard(b, wanted)) {
		ssize_t n;

		wait_for(b->tty.fd);
		n = os_serial_read(&b->tty, b->heard + b->len,
				   sizeof(b->heard) - b->len);
		if (n < 0 || has_heard(b, "ERROR"))
			stage_fail("the bare dialogue fails");
		b->len += (size_t)n;
	}
}

static void dial(struct bare *b, unsigned id)
{
	char line[100];

	snprintf(line, sizeof(line), "AT+SQNSCFG=%u,1,0,0,600,50\r", id);
	say_line(b, line);
	expect(b, "\r\nOK\r\n");
	snprintf(line, sizeof(line), "AT+SQNSCFGEXT=%u,1,0,0,0,0\r", id);
	say_line(b, line);
	expect(b, "\r\nOK\r\n");
	snprintf(line, sizeof(line),
		 "AT+SQNSD=%u,1,5683,\"2001:db8::%u\",0,%u,1,0\r", id, id,
		 17000 + id);
	say_line(b, line);
	expect(b, "\r\nOK\r\n");
}

static void carry(struct bare *b, const struct request *r)
{
	unsigned id = r->peer + 1;
	unsigned len = RESPONSE_HEAD + (r->data[0] & 0x0f);
	char line[64];

	snprintf(line, sizeof(line), "AT+SQNSSENDEXT=%u,%zu\r", id, r->len);
	say_line(b, line);
	expect(b, "> ");
	say(b, r->data, r->len);
	expect(b, "\r\nOK\r\n");
	snprintf(line, sizeof(line), "\r\n+SQNSRING: %u,%u\r\n", id, len);
	expect(b, line);
	snprintf(line, sizeof(line), "AT+SQNSRECV=%u,%u\r", id, len);
	say_line(b, line);
	expect(b, "\r\nOK\r\n");
}

static double run_bare(struct stage *s, unsigned baud)
{
	struct bare b = {.tty = OS_SERIAL_CLOSED};
	unsigned count = request_count;
	char why[OS_SERIAL_WHY];
	uint64_t begun;
	double rate;

	if (os_serial_open(&b.tty, s->modem, baud, true, why) < 0)
		stage_fail(why);
	for (unsigned id = 1; id <= PEERS; id++)
		dial(&b, id);
	datagram_bytes = 0;
	begun = stage_ns();
	for (unsigned i = 0; i < count; i++)
		carry(&b, &requests[i]);
	rate = rate_since(begun);
	os_serial_close(&b.tty);
	return rate;
}

/* ---- figures ---- */

/* Datagram bytes a second. */
struct rates {
	double ours, bare;
};

static struct rates run(unsigned baud, unsigned count, const char *latency)
{
	char speed[16];
	const char *options[2 * PEERS + 7] = {"--rtt", "0",      "--latency",
					      latency, "--baud", speed};
	struct stage s;
	struct rates rates;

	snprintf(speed, sizeof(speed), "%u", baud);
	for (int i = 0; i < PEERS; i++) {
		options[6 + 2 * i] = "--map";
		options[7 + 2 * i] = maps[i];
	}
	stage_open(&s);
	stage_start_sim(&s, options);
	rates.ours = run_gateway(&s, baud, count);
	rates.bare = run_bare(&s, baud);
	stage_close(&s);
	return rates;
}

static void tell(const char *what, const struct rates *r, double limit)
{
	char text[120];

	snprintf(text, sizeof(text),
		 "six busy peers at %s baud (%.0f bytes/s), of a bare dialogue",
		 what, r->ours);
	bench_at_least(text, r->ours / r->bare, limit);
}

int main(void)
{
	struct rates slow, fast, prompt;

	for (unsigned i = 0; i < PEERS; i++)
		open_peer(i);
	slow = run(115200, 90, "0");
	tell("115200", &slow, 0.95);
	fast = run(921600, 360, "0");
	tell("921600", &fast, 0.9);
	prompt = run(115200, 60, "6");
	printf("the same at 115200 with answers after 6 ms %.2f × without; "
	       "the bare dialogue %.2f × its\n",
	       prompt.ours / slow.ours, prompt.bare / slow.bare);
	return EXIT_SUCCESS;
}
