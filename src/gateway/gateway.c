#include "gateway/gateway.h"

#include "gateway/ending.h"
#include "gateway/intake.h"
#include "gateway/schedule.h"
#include "gateway/setup.h"

#include <stdio.h>
#include <string.h>

static struct gw_request *request_at(struct gw_node *n)
{
	return gw_node_of(n, struct gw_request, all);
}

struct gw *gw_open(const struct gw_config *config,
		   struct nbcoap_endpoint *endpoint,
		   struct nbcoap_client *client)
{
	return gw_setup_open(config, endpoint, client);
}

void gw_close(struct gw *g)
{
	gw_setup_close(g);
}

struct gw_request *gw_request(struct gw *g, const struct gw_ask *ask,
			      struct gw_outcome *refusal, nb_ms now)
{
	return gw_intake(g, ask, refusal, now);
}

void gw_cancel(struct gw *g, struct gw_request *r, nb_ms now)
{
	if (!r->ended)
		gw_end_failed(g, r, GW_CANCELLED, "cancelled", now);
}

void gw_drop(struct gw *g, struct gw_request *r, nb_ms now)
{
	gw_forget(g, r, now);
}

void gw_shutdown(struct gw *g, nb_ms now)
{
	g->shutdown = true;
	gw_list_each (n, &g->requests)
		if (!request_at(n)->ended)
			gw_end_failed(g, request_at(n), GW_SHUTTING_DOWN,
				      "the daemon is shutting down", now);
}

void gw_link(struct gw *g, enum nb_link_state state, nb_ms page)
{
	bool usable = gw_link_is_usable(state);
	bool was = gw_link_is_usable(g->link);

	g->link = state;
	g->page = page;
	g->counters.link_usable = usable;
	if (!usable || was)
		return;
	gw_list_each (n, &g->targets)
		gw_name_hurry(&gw_target_of(n)->name);
}

void gw_mtu(struct gw *g, size_t ipv4, size_t ipv6)
{
	g->mtu_ipv4 = ipv4;
	g->mtu_ipv6 = ipv6;
}

static void note_progress(struct gw *g, struct gw_request *r,
			  const struct nbcoap_progress *progress)
{
	r->progress = *progress;
	if (progress->sent != NBCOAP_SENT_NO)
		r->phase = GW_PHASE_WAITING;
	gw_tell(g, r);
}

void gw_endpoint_event(struct gw *g, const struct nbcoap_event *ev, nb_ms now)
{
	struct gw_request *r = (struct gw_request *)(uintptr_t)ev->user;

	note_progress(g, r, &ev->progress);
	if (ev->type != NBCOAP_EVENT_PROGRESS)
		gw_end_by_endpoint(g, r, ev, now);
}

void gw_client_event(struct gw *g, const struct nbcoap_client_event *ev,
		     nb_ms now)
{
	struct gw_request *r = (struct gw_request *)(uintptr_t)ev->event.user;

	note_progress(g, r, &ev->event.progress);
	if (ev->blocks)
		r->blocks = ev->blocks;
	if (ev->type != NBCOAP_CLIENT_PROGRESS)
		gw_end_by_client(g, r, ev, now);
}

static void end_waiting(struct gw *g, struct gw_target *t,
			enum gw_reason reason, nb_ms now)
{
	struct gw_node *n;
	char text[GW_OUTCOME_TEXT];

	snprintf(text, sizeof(text), "no address for %.150s", t->name.host);
	while ((n = gw_target_next(t)))
		gw_end_failed(g, gw_node_of(n, struct gw_request, turn), reason,
			      text, now);
}

static struct gw_target *find_lookup(struct gw *g, uint64_t tag)
{
	gw_list_each (n, &g->targets)
		if (gw_target_of(n)->name.state == GW_NAME_ASKED &&
		    gw_target_of(n)->lookup == tag)
			return gw_target_of(n);
	return NULL;
}

void gw_resolved(struct gw *g, uint64_t tag, const struct nb_addr *addr,
		 size_t count, int result, nb_ms ttl, nb_ms now)
{
	struct gw_target *t = find_lookup(g, tag);
	enum gw_name_answer answer;

	if (!t)
		return;
	if (count == 0)
		g->counters.lookups_failed++;
	answer = gw_name_answer(&t->name, addr, count, result,
				gw_name_ttl(ttl, t->dns_ttl), now);
	if (answer == GW_NAME_NONE)
		end_waiting(g, t, GW_NAME_NOT_FOUND, now);
	else
		gw_schedule_phase(g, t, GW_PHASE_QUEUED);
}

void gw_start(struct gw *g,
	      bool (*ready)(void *arg, const struct nb_addr *peer), void *arg,
	      nb_ms now)
{
	gw_schedule(g, ready, arg, now);
}

static bool next_lookup(struct gw *g, struct gw_event *ev, nb_ms now)
{
	struct gw_target *t = gw_schedule_lookup(g, now);

	if (!t)
		return false;
	gw_name_asked(&t->name);
	t->lookup = ++g->lookups;
	g->counters.lookups++;
	gw_schedule_phase(g, t, GW_PHASE_RESOLVING);
	ev->type = GW_EVENT_LOOKUP;
	ev->name = t->name.host;
	ev->tag = t->lookup;
	return true;
}

/* Frees the request whose end was told last. */
static void free_told(struct gw *g, nb_ms now)
{
	struct gw_request *r = g->told;

	g->told = NULL;
	if (r)
		gw_forget(g, r, now);
}

bool gw_next_event(struct gw *g, struct gw_event *ev, nb_ms now)
{
	struct gw_request *r;

	free_told(g, now);
	memset(ev, 0, sizeof(*ev));
	if (gw_list_is_empty(&g->news))
		return next_lookup(g, ev, now);
	r = gw_node_of(g->news.next, struct gw_request, news);
	gw_list_remove(&r->news);
	ev->type = r->ended ? GW_EVENT_ENDED : GW_EVENT_PROGRESS;
	ev->request = r;
	if (r->ended)
		g->told = r;
	return true;
}

/* When a look-up is to be made again; without a link none is. */
static nb_ms lookup_deadline(const struct gw *g)
{
	nb_ms due = NB_NEVER;

	if (!gw_link_is_usable(g->link))
		return NB_NEVER;
	gw_list_each (n, &g->targets) {
		nb_ms t = gw_name_deadline(&gw_target_of(n)->name);

		if (gw_target_of(n)->waiting > 0 && t < due)
			due = t;
	}
	return due;
}

nb_ms gw_deadline(const struct gw *g)
{
	nb_ms lookup = lookup_deadline(g);

	return lookup < g->due ? lookup : g->due;
}

void gw_expire(struct gw *g, nb_ms now)
{
	if (now < g->due)
		return;
	g->due = NB_NEVER;
	gw_list_each (n, &g->requests) {
		struct gw_request *r = request_at(n);

		if (!r->ended && r->deadline <= now)
			gw_end_by_time(g, r, now);
		else if (!r->ended && r->deadline < g->due)
			g->due = r->deadline;
	}
}

static const struct gw_target *configured_at(const struct gw *g, size_t index)
{
	gw_list_each (n, &g->targets)
		if (gw_target_of(n)->configured && index-- == 0)
			return gw_target_of(n);
	return NULL;
}

bool gw_target_status(const struct gw *g, size_t index,
		      struct gw_target_status *status, nb_ms now)
{
	const struct gw_target *t = configured_at(g, index);
	struct nbcoap_peer_info info = {.last_heard = NB_NEVER, .rtt = -1};

	if (!t)
		return false;
	memset(status, 0, sizeof(*status));
	status->name = t->label;
	if (nb_addr_is_set(&t->name.addr)) {
		status->peer = t->name.addr;
		nbcoap_endpoint_peer(g->endpoint, &t->name.addr, &info);
	}
	status->in_flight = info.in_flight;
	status->waiting = t->waiting;
	status->answered = t->answered;
	status->unanswered = t->unanswered;
	status->heard_ago =
		info.last_heard == NB_NEVER ? -1 : now - info.last_heard;
	status->rtt = info.rtt;
	return true;
}

/* The [target] at that address; NULL: there is none. */
static const struct gw_target *target_at(const struct gw *g,
					 const struct nb_addr *peer)
{
	gw_list_each (n, &g->targets) {
		const struct gw_target *t = gw_target_of(n);

		if (t->configured && nb_addr_equal(&t->name.addr, peer))
			return t;
	}
	return NULL;
}

const char *gw_target_name(const struct gw *g, const struct nb_addr *peer)
{
	const struct gw_target *t = target_at(g, peer);

	return t ? t->label : NULL;
}

int gw_local_port(const struct gw *g, const struct nb_addr *peer)
{
	const struct gw_target *t = target_at(g, peer);

	return t ? t->local_port : -1;
}

const struct gw_counters *gw_counters(const struct gw *g)
{
	return &g->counters;
}
