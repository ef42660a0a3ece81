#include "coap/service.h"

#include "coap/event.h"
#include "coap/key.h"

const struct nbcoap_params *
nbcoap_service_params(const struct nbcoap_endpoint *e,
		      const struct nb_addr *peer)
{
	uint32_t slot = nbcoap_peers_find(&e->peers, peer);

	return slot == NBCOAP_NO_SLOT ? &e->params
				      : &e->peers.peers[slot].params;
}

static nb_ms timer_of(const struct nbcoap_inbound *x)
{
	switch (x->life) {
	case NBCOAP_INBOUND_ASKED:
		return x->confirmable ? x->deadline : NB_NEVER;
	case NBCOAP_INBOUND_SEPARATE:
		return x->handed ? x->retry.deadline : x->deadline;
	case NBCOAP_INBOUND_ANSWERED:
	case NBCOAP_INBOUND_DONE:
		return x->expires;
	case NBCOAP_INBOUND_ACKED:
	case NBCOAP_INBOUND_OVER:
	case NBCOAP_INBOUND_FREE:
		break;
	}
	return NB_NEVER;
}

void nbcoap_service_set_timer(struct nbcoap_endpoint *e, uint32_t slot)
{
	nbcoap_timers_set(&e->timers, nbcoap_state_inbound_number(e, slot),
			  timer_of(nbcoap_state_inbound(e, slot)));
}

static bool is_open(enum nbcoap_inbound_life life)
{
	return life == NBCOAP_INBOUND_ASKED || life == NBCOAP_INBOUND_ACKED ||
	       life == NBCOAP_INBOUND_SEPARATE;
}

void nbcoap_service_enter(struct nbcoap_endpoint *e, uint32_t slot,
			  enum nbcoap_inbound_life life)
{
	struct nbcoap_inbound *x = nbcoap_state_inbound(e, slot);

	e->inbounds.open -= is_open(x->life);
	e->inbounds.open += is_open(life);
	if (x->life == NBCOAP_INBOUND_DONE)
		nbcoap_inbounds_retain(&e->inbounds, slot);
	if (life == NBCOAP_INBOUND_DONE)
		nbcoap_inbounds_offer(&e->inbounds, slot);
	x->life = life;
	nbcoap_service_set_timer(e, slot);
}

/* Its answer need not go out (again). */
static void take_back(struct nbcoap_endpoint *e, uint32_t slot)
{
	uint32_t number = e->inbounds.base + slot;

	nbcoap_outbox_drop(&e->outbox, number);
	if (nbcoap_outbox_is_at_link(&e->outbox, number))
		nbcoap_event_raise_inbound(e, slot, NBCOAP_EVENT_WITHDRAW);
}

static void tell_last(struct nbcoap_endpoint *e, uint32_t slot,
		      enum nbcoap_event_type last)
{
	if (nbcoap_state_inbound(e, slot)->owned)
		nbcoap_event_raise_inbound(e, slot, last);
	nbcoap_service_close(e, slot);
}

void nbcoap_service_deliver(struct nbcoap_endpoint *e, uint32_t slot)
{
	tell_last(e, slot, NBCOAP_EVENT_DELIVERED);
}

void nbcoap_service_fail(struct nbcoap_endpoint *e, uint32_t slot,
			 enum nbcoap_failure failure)
{
	nbcoap_state_inbound(e, slot)->failure = failure;
	e->counters.undelivered++;
	tell_last(e, slot, NBCOAP_EVENT_UNDELIVERED);
}

/* Nobody is told any more, and no Acknowledgement is waited for. */
static void release(struct nbcoap_endpoint *e, uint32_t slot)
{
	struct nbcoap_inbound *x = nbcoap_state_inbound(e, slot);

	take_back(e, slot);
	nbcoap_table_remove(&e->inbounds.by_own_id, slot);
	if (x->owned)
		nbcoap_event_raise_inbound(e, slot, NBCOAP_EVENT_UNPIN);
	x->owned = false;
}

void nbcoap_service_close(struct nbcoap_endpoint *e, uint32_t slot)
{
	release(e, slot);
	nbcoap_service_enter(e, slot, NBCOAP_INBOUND_DONE);
}

void nbcoap_service_forget(struct nbcoap_endpoint *e, uint32_t slot)
{
	release(e, slot);
	nbcoap_table_remove(&e->inbounds.by_request, slot);
	nbcoap_service_enter(e, slot, NBCOAP_INBOUND_OVER);
	nbcoap_state_reap_inbound(e, slot);
}

bool nbcoap_service_ack(struct nbcoap_endpoint *e, uint32_t slot, nb_ms now)
{
	const struct nbcoap_inbound *x = nbcoap_state_inbound(e, slot);
	const struct nbcoap_params *params = nbcoap_service_params(e, &x->peer);

	return nbcoap_replies_add(&e->replies, &x->peer, x->id, NBCOAP_ACK,
				  false, now + nbcoap_peer_id_lifetime(params));
}
