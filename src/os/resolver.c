#include "os/resolver.h"

#include "base/addr.h"
#include "base/assert.h"
#include "os/sockaddr.h"

#include <ares.h>
#include <net/if.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>

/* A server gets so long, and so many times. */
#define SERVER_MS    3000
#define SERVER_TRIES 3
/* Sockets that c-ares has at a time: a UDP and a TCP one per server. */
#define SOCKETS ARES_GETSOCK_MAXNUM

enum lookup_state {
	LOOKUP_FREE,
	LOOKUP_ASKED,
	LOOKUP_ANSWERED,
};

struct lookup {
	struct os_resolver *resolver;
	enum lookup_state state;
	struct os_answer answer;
};

struct resolver_socket {
	struct os_resolver *resolver;
	struct os_watch *watch; /* NULL: free */
	ares_socket_t fd;
};

/* @channel lives while a look-up is under way. */
struct os_resolver {
	struct os_loop *loop;
	struct os_timer *timer;
	ares_channel channel;
	struct resolver_socket sockets[SOCKETS];
	struct lookup lookups[OS_RESOLVER_LOOKUPS];
};

static struct lookup *find(struct os_resolver *r, enum lookup_state state)
{
	for (size_t i = 0; i < NB_COUNT(r->lookups); i++)
		if (r->lookups[i].state == state)
			return &r->lookups[i];
	return NULL;
}

/* Ends the channel when it has nothing to do, else moves its timer. */
static void settle(struct os_resolver *r)
{
	struct timeval wait;

	if (!find(r, LOOKUP_ASKED)) {
		if (r->channel)
			ares_destroy(r->channel);
		r->channel = NULL;
	}
	if (!r->channel || !ares_timeout(r->channel, NULL, &wait))
		os_timer_set(r->timer, NB_NEVER);
	else
		os_timer_set(r->timer, os_now() + (nb_ms)wait.tv_sec * 1000 +
					       wait.tv_usec / 1000 + 1);
}

static void socket_ready(void *arg, uint32_t events)
{
	struct resolver_socket *s = arg;
	struct os_resolver *r = s->resolver;
	bool in = events & (EPOLLIN | EPOLLERR | EPOLLHUP);

	ares_process_fd(r->channel, in ? s->fd : ARES_SOCKET_BAD,
			events & EPOLLOUT ? s->fd : ARES_SOCKET_BAD);
	settle(r);
}

static void timer_expired(void *arg, nb_ms now)
{
	struct os_resolver *r = arg;

	(void)now;
	if (r->channel)
		ares_process_fd(r->channel, ARES_SOCKET_BAD, ARES_SOCKET_BAD);
	settle(r);
}

static struct resolver_socket *find_socket(struct os_resolver *r,
					   ares_socket_t fd)
{
	struct resolver_socket *unused = NULL;

	for (size_t i = 0; i < NB_COUNT(r->sockets); i++) {
		struct resolver_socket *s = &r->sockets[i];

		if (s->watch && s->fd == fd)
			return s;
		if (!s->watch)
			unused = s;
	}
	return unused;
}

/* c-ares wants to hear of @fd from now on, or no more. */
static void socket_wanted(void *arg, ares_socket_t fd, int in, int out)
{
	struct os_resolver *r = arg;
	struct resolver_socket *s = find_socket(r, fd);
	uint32_t events = (in ? EPOLLIN : 0u) | (out ? EPOLLOUT : 0u);

	if (!s)
		return; /* one too many: its look-up times out */
	if (s->watch && !events) {
		os_watch_remove(s->watch);
		s->watch = NULL;
	} else if (s->watch) {
		os_watch_set(s->watch, events);
	} else if (events) {
		s->resolver = r;
		s->fd = fd;
		s->watch = os_watch_add(r->loop, fd, events, socket_ready, s);
	}
}

static int open_channel(struct os_resolver *r)
{
	struct ares_options options = {
		.timeout = SERVER_MS,
		.tries = SERVER_TRIES,
		.sock_state_cb = socket_wanted,
		.sock_state_cb_data = r,
	};
	int set = ARES_OPT_TIMEOUTMS | ARES_OPT_TRIES | ARES_OPT_SOCK_STATE_CB;

	if (r->channel)
		return 0;
	if (ares_init_options(&r->channel, &options, set) == ARES_SUCCESS)
		return 0;
	r->channel = NULL;
	return NB_ERR_SYSTEM;
}

static void shorten(nb_ms *ttl, int seconds)
{
	if (seconds >= 0 && (nb_ms)seconds * 1000 < *ttl)
		*ttl = (nb_ms)seconds * 1000;
}

static void take_addresses(struct os_answer *answer,
			   const struct ares_addrinfo *info)
{
	nb_ms ttl = NB_NEVER;

	for (struct ares_addrinfo_cname *c = info->cnames; c; c = c->next)
		shorten(&ttl, c->ttl);
	for (struct ares_addrinfo_node *n = info->nodes; n; n = n->ai_next) {
		if (answer->address_count == NB_LINK_ADDRESSES)
			break;
		shorten(&ttl, n->ai_ttl);
		answer->address[answer->address_count++] =
			os_sockaddr_decode(n->ai_addr);
	}
	answer->ttl = ttl == NB_NEVER ? 0 : ttl;
}

/* What a status means: 0 is an answer, even one without an address. */
static int judge(int status)
{
	switch (status) {
	case ARES_SUCCESS:
	case ARES_ENODATA:
	case ARES_ENOTFOUND:
	case ARES_ENONAME:
	case ARES_EBADNAME:
		return 0;
	default:
		return NB_ERR_SYSTEM;
	}
}

static void answered(void *arg, int status, int timeouts,
		     struct ares_addrinfo *info)
{
	struct lookup *l = arg;

	(void)timeouts;
	l->answer.result = judge(status);
	if (status == ARES_SUCCESS)
		take_addresses(&l->answer, info);
	if (info)
		ares_freeaddrinfo(info);
	l->state = LOOKUP_ANSWERED;
}

/* An address, perhaps with a zone: true when @name is one. */
static bool take_literal(struct os_answer *answer, const char *name)
{
	size_t len = strcspn(name, "%");
	struct nb_addr addr;

	if (nb_addr_parse_host(&addr, name, len) < 0)
		return false;
	if (name[len] && nb_addr_is_link_local(&addr)) {
		addr.zone = if_nametoindex(name + len + 1);
		if (addr.zone == 0)
			return true; /* there is no such interface */
	}
	answer->address[0] = addr;
	answer->address_count = 1;
	return true;
}

int os_resolver_ask(struct os_resolver *r, const char *name, uint64_t tag)
{
	static const struct ares_addrinfo_hints hints = {
		.ai_family = AF_UNSPEC,
		.ai_socktype = SOCK_DGRAM,
	};
	struct lookup *l = find(r, LOOKUP_FREE);

	if (!*name || strlen(name) > NB_LINK_NAME)
		return NB_ERR_CALLER;
	if (!l)
		return NB_ERR_SPACE;
	l->resolver = r;
	l->answer = (struct os_answer){.tag = tag};
	l->state = LOOKUP_ANSWERED;
	if (take_literal(&l->answer, name))
		return 0;
	if (open_channel(r) < 0) {
		l->answer.result = NB_ERR_SYSTEM;
		return 0;
	}
	l->state = LOOKUP_ASKED;
	ares_getaddrinfo(r->channel, name, NULL, &hints, answered, l);
	settle(r);
	return 0;
}

bool os_resolver_next(struct os_resolver *r, struct os_answer *answer)
{
	struct lookup *l = find(r, LOOKUP_ANSWERED);

	if (!l)
		return false;
	*answer = l->answer;
	l->state = LOOKUP_FREE;
	return true;
}

struct os_resolver *os_resolver_open(struct os_loop *loop)
{
	struct os_resolver *r = calloc(1, sizeof(*r));

	if (!r)
		return NULL;
	r->loop = loop;
	r->timer = os_timer_add(loop, timer_expired, r);
	if (!r->timer) {
		free(r);
		return NULL;
	}
	return r;
}

void os_resolver_close(struct os_resolver *r)
{
	if (r->channel)
		ares_destroy(r->channel);
	os_timer_remove(r->timer);
	free(r);
}
