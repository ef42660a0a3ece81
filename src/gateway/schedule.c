#include "gateway/schedule.h"

#include "gateway/ending.h"

/* Added to the first wait while the modem sleeps: an uplink wakes it. */
#define WAKING_ALLOWANCE 5000

/*
 * Blocks of a response that are smaller than these are asked for from the start;
 * else a server may begin with larger ones, and each request is shorter.
 */
#define EARLY_BELOW 512

/* Whom the link can send to now, as its owner knows. */
struct door {
	bool (*ready)(void *arg, const struct nb_addr *peer);
	void *arg;
};

static struct gw_request *next_request(const struct gw_target *t)
{
	struct gw_node *n = gw_target_next(t);

	return n ? gw_node_of(n, struct gw_request, turn) : NULL;
}

static bool comes_before(const struct gw_request *a, const struct gw_request *b)
{
	if (a->priority != b->priority)
		return a->priority > b->priority;
	return a->arrival < b->arrival;
}

static bool can_start(const struct gw *g, const struct gw_target *t,
		      const struct door *door, nb_ms now)
{
	return gw_name_is_ready(&t->name, now) &&
	       nbcoap_client_can_start(g->client, &t->name.addr, &t->params,
				       now) &&
	       (!door->ready || door->ready(door->arg, &t->name.addr));
}

static struct gw_request *choose(struct gw *g, const struct door *door,
				 nb_ms now)
{
	struct gw_request *best = NULL;

	gw_list_each (n, &g->targets) {
		struct gw_target *t = gw_target_of(n);
		struct gw_request *r = next_request(t);

		if (r && (!best || comes_before(r, best)) &&
		    can_start(g, t, door, now))
			best = r;
	}
	return best;
}

static int ping(struct gw *g, struct gw_request *r, nb_ms now)
{
	return nbcoap_endpoint_ping(g->endpoint, &r->message.peer,
				    r->message.params, r->message.user, now);
}

/* NB_ERR_SPACE: it is larger than a datagram. */
static int transfer(struct gw *g, struct gw_request *r, nb_ms now)
{
	int szx = gw_block_exponent(g, r);
	struct nbcoap_client_request request = {
		.request = r->message,
		.cap = r->target->max_body,
	};

	if (szx < 0)
		return szx;
	request.szx = (uint8_t)szx;
	request.early = nbcoap_blockwise_size(request.szx) < EARLY_BELOW;
	return nbcoap_client_request(g->client, &request, now);
}

/* An answer that comes late may have to wait for the next page, too. */
static nb_ms paging_allowance(const struct gw *g)
{
	if (g->link != NB_LINK_ASLEEP)
		return 0;
	return WAKING_ALLOWANCE + (g->page == NB_NEVER ? 0 : g->page);
}

static void start(struct gw *g, struct gw_request *r, nb_ms now)
{
	gw_leave_queue(g, r);
	r->message.peer = r->target->name.addr;
	r->message.first_wait = paging_allowance(g);
	r->message.expect_more = gw_release_is_open(&g->releases, r);
	r->exchange = r->ping ? ping(g, r, now) : transfer(g, r, now);
	if (r->exchange == NB_ERR_SPACE) {
		gw_end_failed(g, r, GW_TOO_LARGE,
			      "the request is larger than a datagram", now);
		return;
	}
	if (r->exchange < 0) {
		gw_end_failed(g, r, GW_INTERNAL,
			      "the endpoint refused the request", now);
		return;
	}
	r->phase = GW_PHASE_SENDING;
	r->started = now;
	g->counters.in_flight++;
	gw_tell(g, r);
}

void gw_schedule(struct gw *g,
		 bool (*ready)(void *arg, const struct nb_addr *peer),
		 void *arg, nb_ms now)
{
	struct door door = {ready, arg};
	struct gw_request *r;

	while (gw_link_is_usable(g->link) && (r = choose(g, &door, now)))
		start(g, r, now);
	nbcoap_endpoint_more_waits(g->endpoint, g->counters.waiting > 0);
}

struct gw_target *gw_schedule_lookup(struct gw *g, nb_ms now)
{
	if (!gw_link_is_usable(g->link))
		return NULL;
	gw_list_each (n, &g->targets) {
		struct gw_target *t = gw_target_of(n);

		if (t->waiting > 0 && gw_name_is_due(&t->name, now))
			return t;
	}
	return NULL;
}

void gw_schedule_phase(struct gw *g, struct gw_target *t, enum gw_phase phase)
{
	for (int i = 0; i < GW_PRIORITIES; i++)
		gw_list_each (n, &t->turns[i]) {
			struct gw_request *r =
				gw_node_of(n, struct gw_request, turn);

			r->phase = phase;
			gw_tell(g, r);
		}
}
