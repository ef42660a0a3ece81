#include "os/udp.h"

#include "base/addr.h"
#include "base/assert.h"
#include "os/resolver.h"
#include "os/udp_socket.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define VERDICTS 32 /* that nobody has taken yet */
#define REFUSED  16 /* peers that ICMP has told of */
#define PAYLOAD  2048
#define IPV4_UDP 28 /* bytes of both headers */
#define IPV6_UDP 48

struct udp_verdict {
	uint64_t tag;
	enum nb_verdict verdict;
};

struct udp_counters {
	uint64_t sent, received, refused, too_long;
};

struct os_udp {
	struct os_udp_socket sockets[2]; /* IPv4, IPv6 */
	struct os_resolver *resolver;
	struct udp_verdict verdicts[VERDICTS];
	unsigned verdict_first, verdict_count;
	struct nb_addr refused[REFUSED]; /* family NONE: free */
	unsigned refused_next;
	bool told_up;
	size_t mtu;
	struct udp_counters counters;
	uint8_t payload[PAYLOAD]; /* of the last datagram received */
};

static const struct nb_metric metrics[] = {
	{"nbgate_udp_sent_total", "Datagrams that the kernel took",
	 NB_METRIC_COUNTER, offsetof(struct udp_counters, sent)},
	{"nbgate_udp_received_total", "Datagrams received", NB_METRIC_COUNTER,
	 offsetof(struct udp_counters, received)},
	{"nbgate_udp_refused_total", "ICMP errors received", NB_METRIC_COUNTER,
	 offsetof(struct udp_counters, refused)},
	{"nbgate_udp_too_long_total", "Datagrams dropped for their length",
	 NB_METRIC_COUNTER, offsetof(struct udp_counters, too_long)},
	{0},
};

static struct os_udp_socket *socket_for(struct os_udp *u,
					const struct nb_addr *peer)
{
	return &u->sockets[peer->family == NB_FAMILY_IPV6];
}

/* Whom ICMP has told of */

static struct nb_addr *find_refused(struct os_udp *u,
				    const struct nb_addr *peer)
{
	for (size_t i = 0; i < REFUSED; i++)
		if (nb_addr_equal(&u->refused[i], peer))
			return &u->refused[i];
	return NULL;
}

/* True when there were any. */
static bool take_errors(struct os_udp *u, struct os_udp_socket *s)
{
	uint64_t before = u->counters.refused;
	struct nb_addr peer;

	while (os_udp_socket_next_unreachable(s, &peer)) {
		u->counters.refused++;
		if (!find_refused(u, &peer))
			u->refused[u->refused_next++ % REFUSED] = peer;
	}
	return u->counters.refused != before;
}

/* True when ICMP has told of @peer; that is then forgotten. */
static bool forget_refused(struct os_udp *u, const struct nb_addr *peer)
{
	struct nb_addr *known = find_refused(u, peer);

	if (!known)
		return false;
	*known = (struct nb_addr){.family = NB_FAMILY_NONE};
	return true;
}

/* Down */

/*
 * A send may fail for what an earlier one met: then it is tried again.  Over
 * the loopback, ICMP has answered when the send returns.
 */
static int transmit(struct os_udp *u, struct os_udp_socket *s,
		    const struct nb_datagram *d)
{
	int r = os_udp_socket_send(s, &d->peer, d->bytes);

	if (r == NB_ERR_SYSTEM && take_errors(u, s))
		r = os_udp_socket_send(s, &d->peer, d->bytes);
	take_errors(u, s);
	return r == 0 && forget_refused(u, &d->peer) ? NB_ERR_SYSTEM : r;
}

static void push_verdict(struct os_udp *u, uint64_t tag,
			 enum nb_verdict verdict)
{
	unsigned at = (u->verdict_first + u->verdict_count++) % VERDICTS;

	u->verdicts[at] = (struct udp_verdict){tag, verdict};
}

static size_t udp_mtu(void *link, enum nb_family family)
{
	struct os_udp *u = link;

	return u->mtu - (family == NB_FAMILY_IPV6 ? IPV6_UDP : IPV4_UDP);
}

static bool udp_ready(void *link, const struct nb_addr *peer)
{
	struct os_udp *u = link;

	return u->verdict_count < VERDICTS && !socket_for(u, peer)->full;
}

static int udp_send(void *link, const struct nb_datagram *d, nb_ms now)
{
	struct os_udp *u = link;
	struct os_udp_socket *s = socket_for(u, &d->peer);
	int r = NB_ERR_SYSTEM;

	(void)now;
	if (d->bytes.len > udp_mtu(u, (enum nb_family)d->peer.family))
		return NB_ERR_CALLER;
	if (!udp_ready(u, &d->peer))
		return NB_ERR_SPACE;
	take_errors(u, s);
	bool refused = forget_refused(u, &d->peer) && d->transmission > 1;
	if (s->fd >= 0 && !refused)
		r = transmit(u, s, d);
	if (r == NB_ERR_SPACE)
		return r;
	u->counters.sent += r == 0;
	push_verdict(u, d->tag,
		     r == 0 ? NB_VERDICT_ACCEPTED : NB_VERDICT_UNREACHABLE);
	return 0;
}

/* A datagram has left, or failed, when send() returns. */
static void udp_withdraw(void *link, uint64_t tag, nb_ms now)
{
	(void)link;
	(void)tag;
	(void)now;
}

/* One socket serves all peers, and is never given away. */
static void udp_pin(void *link, const struct nb_addr *peer, enum nb_pin why,
		    nb_ms now)
{
	(void)link;
	(void)peer;
	(void)why;
	(void)now;
}

/* The kernel announces whatever comes. */
static void udp_look(void *link, const struct nb_addr *peer, nb_ms now)
{
	(void)link;
	(void)peer;
	(void)now;
}

static int udp_resolve(void *link, const char *name, uint64_t tag, nb_ms now)
{
	struct os_udp *u = link;

	(void)now;
	return os_resolver_ask(u->resolver, name, tag);
}

static unsigned open_count(const struct os_udp *u)
{
	unsigned count = 0;

	for (size_t i = 0; i < NB_COUNT(u->sockets); i++)
		count += u->sockets[i].fd >= 0;
	return count;
}

static void udp_status(void *link, struct nb_link_status *out, nb_ms now)
{
	struct os_udp *u = link;

	(void)now;
	*out = (struct nb_link_status){
		.driver = "udp",
		.state = NB_LINK_UP,
		.rsrp_age = -1,
		.sockets = open_count(u),
	};
}

static const struct nb_metric *udp_metrics(void *link, const void **counters)
{
	struct os_udp *u = link;

	*counters = &u->counters;
	return metrics;
}

/* Up */

static bool next_state(struct os_udp *u, struct nb_link_event *ev)
{
	if (u->told_up)
		return false;
	u->told_up = true;
	ev->type = NB_LINK_STATE;
	ev->state = NB_LINK_UP;
	return true;
}

static bool next_verdict(struct os_udp *u, struct nb_link_event *ev)
{
	if (u->verdict_count == 0)
		return false;
	ev->type = NB_LINK_VERDICT;
	ev->tag = u->verdicts[u->verdict_first].tag;
	ev->verdict = u->verdicts[u->verdict_first].verdict;
	u->verdict_first = (u->verdict_first + 1) % VERDICTS;
	u->verdict_count--;
	return true;
}

static bool next_answer(struct os_udp *u, struct nb_link_event *ev)
{
	struct os_answer answer;

	if (!os_resolver_next(u->resolver, &answer))
		return false;
	ev->type = NB_LINK_RESOLVED;
	ev->tag = answer.tag;
	memcpy(ev->address, answer.address, sizeof(ev->address));
	ev->address_count = answer.address_count;
	ev->ttl = answer.ttl;
	ev->result = answer.result;
	return true;
}

/* The length of the next datagram of @s that has room, or -1. */
static ssize_t receive(struct os_udp *u, struct os_udp_socket *s,
		       struct nb_addr *peer)
{
	ssize_t n;

	if (!s->readable)
		return -1;
	take_errors(u, s);
	while ((n = os_udp_socket_receive(s, peer, u->payload, PAYLOAD)) >
	       PAYLOAD)
		u->counters.too_long++;
	return n;
}

static bool next_datagram(struct os_udp *u, struct nb_link_event *ev)
{
	for (size_t i = 0; i < NB_COUNT(u->sockets); i++) {
		ssize_t n = receive(u, &u->sockets[i], &ev->peer);

		if (n < 0)
			continue;
		u->counters.received++;
		forget_refused(u, &ev->peer);
		ev->type = NB_LINK_RECEIVED;
		ev->bytes.data = u->payload;
		ev->bytes.len = (size_t)n;
		return true;
	}
	return false;
}

static bool udp_next_event(void *link, struct nb_link_event *ev, nb_ms now)
{
	struct os_udp *u = link;

	(void)now;
	*ev = (struct nb_link_event){0};
	return next_state(u, ev) || next_verdict(u, ev) || next_answer(u, ev) ||
	       next_datagram(u, ev);
}

/* The resolver has its own timer on the loop; nothing else is timed. */
static nb_ms udp_deadline(void *link)
{
	(void)link;
	return NB_NEVER;
}

static void udp_expire(void *link, nb_ms now)
{
	(void)link;
	(void)now;
}

static const struct nb_link_ops ops = {
	.send = udp_send,
	.ready = udp_ready,
	.withdraw = udp_withdraw,
	.pin = udp_pin,
	.unpin = udp_pin,
	.look = udp_look,
	.resolve = udp_resolve,
	.status = udp_status,
	.mtu = udp_mtu,
	.metrics = udp_metrics,
	.next_event = udp_next_event,
	.deadline = udp_deadline,
	.expire = udp_expire,
};

struct nb_link os_udp_link(struct os_udp *u)
{
	return (struct nb_link){.ops = &ops, .self = u};
}

/* Our life */

static int open_sockets(struct os_udp *u, struct os_loop *loop, uint16_t port,
			char why[OS_UDP_WHY])
{
	static const enum nb_family families[] = {NB_FAMILY_IPV4,
						  NB_FAMILY_IPV6};

	for (size_t i = 0; i < NB_COUNT(families); i++)
		if (os_udp_socket_open(&u->sockets[i], loop, families[i],
				       port) < 0) {
			snprintf(why, OS_UDP_WHY, "UDP port %u over IPv%d: %s",
				 port, (int)families[i], strerror(errno));
			return NB_ERR_SYSTEM;
		}
	if (open_count(u) > 0)
		return 0;
	snprintf(why, OS_UDP_WHY, "this host has neither IPv4 nor IPv6");
	return NB_ERR_SYSTEM;
}

struct os_udp *os_udp_open(struct os_loop *loop, uint16_t port, size_t mtu,
			   char why[OS_UDP_WHY])
{
	struct os_udp *u = calloc(1, sizeof(*u));

	if (!u) {
		snprintf(why, OS_UDP_WHY, "no memory");
		return NULL;
	}
	u->mtu = mtu;
	u->sockets[0].fd = u->sockets[1].fd = -1;
	u->resolver = os_resolver_open(loop);
	if (!u->resolver) {
		snprintf(why, OS_UDP_WHY, "no memory");
		free(u);
		return NULL;
	}
	if (open_sockets(u, loop, port, why) == 0)
		return u;
	os_udp_close(u);
	return NULL;
}

void os_udp_close(struct os_udp *u)
{
	os_udp_socket_close(&u->sockets[0]);
	os_udp_socket_close(&u->sockets[1]);
	os_resolver_close(u->resolver);
	free(u);
}
