#include "hub/pump.h"

#include "api/modem.h"
#include "hub/trace.h"

#include <string.h>

static const char *const state_texts[] = {
	[NB_LINK_ABSENT] = "modem absent",
	[NB_LINK_DOWN] = "link down",
	[NB_LINK_SEARCHING] = "searching for a network",
	[NB_LINK_UP] = "link up",
	[NB_LINK_ASLEEP] = "link up, modem asleep",
	[NB_LINK_RELEASED] = "modem released",
};

const char *hub_state_text(enum nb_link_state state)
{
	return state_texts[state];
}

static void look_up(struct hub *h, const struct gw_event *ev, nb_ms now)
{
	int error = h->link.ops->resolve(h->link.self, ev->name, ev->tag, now);

	if (error != 0)
		gw_resolved(h->gateway, ev->tag, NULL, 0, error, 0, now);
}

static bool move_gateway(struct hub *h, nb_ms now)
{
	struct gw_event ev;
	bool moved = false;

	while (gw_next_event(h->gateway, &ev, now)) {
		moved = true;
		if (ev.type == GW_EVENT_LOOKUP)
			look_up(h, &ev, now);
		else
			api_gateway_event(&ev);
	}
	return moved;
}

static void take_endpoint_event(struct hub *h, const struct nbcoap_event *ev,
				nb_ms now)
{
	const struct nb_link_ops *link = h->link.ops;

	switch (ev->type) {
	case NBCOAP_EVENT_PIN:
		link->pin(h->link.self, &ev->peer, NB_PIN_EXCHANGE, now);
		break;
	case NBCOAP_EVENT_UNPIN:
		link->unpin(h->link.self, &ev->peer, NB_PIN_EXCHANGE, now);
		break;
	case NBCOAP_EVENT_WITHDRAW:
		link->withdraw(h->link.self, ev->tag, now);
		break;
	case NBCOAP_EVENT_LOOK:
		link->look(h->link.self, &ev->peer, now);
		break;
	case NBCOAP_EVENT_PROGRESS: /* of a ping, like the next two */
	case NBCOAP_EVENT_PONG:
	case NBCOAP_EVENT_FAILED:
		gw_endpoint_event(h->gateway, ev, now);
		move_gateway(h, now);
		break;
	case NBCOAP_EVENT_NOTIFICATION:
	case NBCOAP_EVENT_RESPONSE:
	case NBCOAP_EVENT_QUIET:
		break; /* the client has taken them */
	case NBCOAP_EVENT_REQUEST:
	case NBCOAP_EVENT_DELIVERED:
	case NBCOAP_EVENT_UNDELIVERED:
		break; /* nothing is served */
	}
}

static void take_client_event(struct hub *h,
			      const struct nbcoap_client_event *ev, nb_ms now)
{
	gw_client_event(h->gateway, ev, now);
	move_gateway(h, now);
}

static bool move_endpoint(struct hub *h, nb_ms now)
{
	struct nbcoap_client_event ev;
	bool moved = false;

	while (nbcoap_client_next_event(h->client, &ev, now)) {
		moved = true;
		if (ev.type == NBCOAP_CLIENT_PASSED)
			take_endpoint_event(h, &ev.event, now);
		else
			take_client_event(h, &ev, now);
	}
	return moved;
}

/* Falling asleep and waking up is no news for the log. */
static void take_state(struct hub *h, enum nb_link_state state, nb_ms page,
		       nb_ms now)
{
	bool sleeps = state == NB_LINK_ASLEEP || h->state == NB_LINK_ASLEEP;

	h->state = state;
	h->status_changed = true;
	hub_log(h, sleeps ? NB_LOG_DEBUG : NB_LOG_INFO, "%s",
		state_texts[state]);
	nbcoap_endpoint_link(h->endpoint, state, now);
	gw_link(h->gateway, state, page);
}

/*
 * The link's bytes die with its next call, and the events that come of them
 * may need one: so they are kept here.
 */
static void take_datagram(struct hub *h, const struct nb_link_event *ev,
			  nb_ms now)
{
	const struct nb_addr peer = ev->peer;
	size_t len = ev->bytes.len;

	if (len > sizeof(h->datagram))
		return;
	if (len > 0)
		memcpy(h->datagram, ev->bytes.data, len);
	hub_trace_received(h, &peer, (struct nb_bytes){h->datagram, len}, now);
	nbcoap_endpoint_input(h->endpoint, &peer, h->datagram, len, now);
}

static void take_link_event(struct hub *h, const struct nb_link_event *ev,
			    nb_ms now)
{
	switch (ev->type) {
	case NB_LINK_RECEIVED:
		take_datagram(h, ev, now);
		break;
	case NB_LINK_VERDICT:
		hub_trace_verdict(h, ev->tag, ev->verdict, now);
		nbcoap_endpoint_verdict(h->endpoint, ev->tag, ev->verdict, now);
		break;
	case NB_LINK_STATE:
		take_state(h, ev->state, ev->page, now);
		break;
	case NB_LINK_REBOUND:
		nbcoap_endpoint_rebound(h->endpoint, now);
		break;
	case NB_LINK_DROWSY:
		nbcoap_endpoint_drowsy(h->endpoint, now);
		break;
	case NB_LINK_RESOLVED:
		gw_resolved(h->gateway, ev->tag, ev->address, ev->address_count,
			    ev->result, ev->ttl, now);
		break;
	case NB_LINK_LOG:
		hub_log(h, ev->level, "%s", ev->text);
		break;
	case NB_LINK_ANSWERED:
		api_answer_command(h->api, ev);
		break;
	}
}

static bool move_link(struct hub *h, nb_ms now)
{
	struct nb_link_event ev;
	bool moved = false;

	while (h->link.ops->next_event(h->link.self, &ev, now)) {
		moved = true;
		take_link_event(h, &ev, now);
		move_endpoint(h, now);
	}
	return moved;
}

static bool is_ready(void *arg, const struct nb_addr *peer)
{
	struct hub *h = arg;

	return h->link.ops->ready(h->link.self, peer);
}

/* May one more exchange with @peer begin? */
static bool may_begin(void *arg, const struct nb_addr *peer)
{
	struct hub *h = arg;
	const struct nb_link_ops *link = h->link.ops;
	struct nbcoap_peer_info info = {.last_heard = NB_NEVER, .rtt = -1};
	unsigned at_once = link->at_once ? link->at_once(h->link.self) : 0;

	nbcoap_endpoint_peer(h->endpoint, peer, &info);
	return (at_once == 0 || info.in_flight < at_once) && is_ready(h, peer);
}

static void answer_status(struct hub *h, nb_ms now)
{
	struct nb_link_status status;
	struct api_call *call;

	while ((call = api_next_status(h->api))) {
		memset(&status, 0, sizeof(status));
		h->link.ops->status(h->link.self, &status, now);
		api_answer_status(h->api, call, &status, now);
	}
}

/* One step toward what a client wants of the port; false: it is done. */
static bool move_port(struct hub *h, nb_ms now)
{
	const struct nb_link_ops *link = h->link.ops;

	switch (api_port_wanted(h->api)) {
	case API_PORT_AS_IT_IS:
		return false;
	case API_PORT_RELEASED:
		link->release(h->link.self, now);
		if (h->state != NB_LINK_RELEASED)
			return false;
		break;
	case API_PORT_RESUMED:
		link->resume(h->link.self, now);
		break;
	}
	api_port_done(h->api);
	return true;
}

/* Hands a client's AT command to the link, if it takes one now. */
static bool move_command(struct hub *h, nb_ms now)
{
	struct api_command c;

	if (!api_next_command(h->api, &c) ||
	    h->link.ops->command(h->link.self, c.line, c.force, c.tag, now) < 0)
		return false;
	api_command_given(h->api);
	return true;
}

/* False when the link is not ready after all: it is offered again later. */
static bool send(struct hub *h, const struct nb_datagram *d, nb_ms now)
{
	int error = h->link.ops->send(h->link.self, d, now);

	if (error == 0) {
		hub_trace_sent(h, d);
		return true;
	}
	nbcoap_endpoint_verdict(h->endpoint, d->tag,
				error == NB_ERR_CALLER ? NB_VERDICT_UNREACHABLE
						       : NB_VERDICT_NOT_SENT,
				now);
	return error == NB_ERR_CALLER;
}

static bool move_down(struct hub *h, nb_ms now)
{
	struct nb_datagram d;
	bool moved = false;

	gw_start(h->gateway, may_begin, h, now);
	while (nbcoap_endpoint_output(h->endpoint, &d, is_ready, h, now)) {
		if (!send(h, &d, now))
			break;
		moved = true;
	}
	return moved;
}

void hub_move(struct hub *h, nb_ms now)
{
	bool moved;

	hub_trace_follow(h, now);
	do {
		moved = move_link(h, now);
		moved |= move_endpoint(h, now);
		moved |= move_gateway(h, now);
		moved |= move_down(h, now);
		moved |= move_port(h, now);
		moved |= move_command(h, now);
	} while (moved);
	answer_status(h, now);
}
