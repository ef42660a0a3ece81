#include "coap/service.h"

#include "coap/event.h"
#include "coap/key.h"

const struct nbcoap_params *
nbcoap_service_params(const struct nbcoap_endpoint *e,
		      const struct nb_addr *addr)
{
	const struct nbcoap_peer *peer = nbcoap_peers_find(&e->peers, addr);

	return peer ? &peer->params : &e->params;
}

static uint64_t key_of(const struct nbcoap_endpoint *e,
		       const struct nb_addr *peer, uint16_t id, uint64_t hash)
{
	return nbcoap_key_id(e->config.secret, peer, id) ^ hash;
}

void nbcoap_service_enlist(struct nbcoap_endpoint *e, struct nbcoap_inbound *x,
			   enum nbcoap_inbound_life life)
{
	nbcoap_table_add(&e->inbounds.by_request, x->slot,
			 key_of(e, &x->peer, x->id, x->hash));
	nbcoap_service_enter(e, x, life);
}

struct nbcoap_inbound *nbcoap_service_find(const struct nbcoap_endpoint *e,
					   const struct nb_addr *peer,
					   uint16_t id, uint64_t hash)
{
	return nbcoap_inbounds_find(&e->inbounds, &e->inbounds.by_request,
				    key_of(e, peer, id, hash));
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

void nbcoap_service_set_timer(struct nbcoap_endpoint *e,
			      struct nbcoap_inbound *x)
{
	nbcoap_timers_set(&e->timers, x->number, timer_of(x));
}

static bool is_open(enum nbcoap_inbound_life life)
{
	return life == NBCOAP_INBOUND_ASKED || life == NBCOAP_INBOUND_ACKED ||
	       life == NBCOAP_INBOUND_SEPARATE;
}

static void count_open(struct nbcoap_inbounds *all,
		       const struct nbcoap_inbound *x, uint32_t more)
{
	all->open += more;
	if (x->notification)
		all->notifying += more;
}

void nbcoap_service_enter(struct nbcoap_endpoint *e, struct nbcoap_inbound *x,
			  enum nbcoap_inbound_life life)
{
	count_open(&e->inbounds, x,
		   (uint32_t)is_open(life) - (uint32_t)is_open(x->life));
	if (x->life == NBCOAP_INBOUND_DONE)
		nbcoap_inbounds_retain(&e->inbounds, x);
	if (life == NBCOAP_INBOUND_DONE)
		nbcoap_inbounds_offer(&e->inbounds, x);
	x->life = life;
	nbcoap_service_set_timer(e, x);
}

/* Its answer need not go out (again). */
static void take_back(struct nbcoap_endpoint *e, struct nbcoap_inbound *x)
{
	nbcoap_outbox_drop(&e->outbox, x->number);
	if (nbcoap_outbox_is_at_link(&e->outbox, x->number))
		nbcoap_event_raise_inbound(e, x, NBCOAP_EVENT_WITHDRAW);
}

static void tell(struct nbcoap_endpoint *e, struct nbcoap_inbound *x,
		 enum nbcoap_event_type last)
{
	if (x->owned || x->notification)
		nbcoap_event_raise_inbound(e, x, last);
}

/* A Non-confirmable notification is remembered: a Reset may come for it. */
void nbcoap_service_deliver(struct nbcoap_endpoint *e, struct nbcoap_inbound *x)
{
	tell(e, x, NBCOAP_EVENT_DELIVERED);
	if (x->notification && x->life == NBCOAP_INBOUND_SEPARATE)
		nbcoap_service_forget(e, x);
	else
		nbcoap_service_close(e, x);
}

void nbcoap_service_fail(struct nbcoap_endpoint *e, struct nbcoap_inbound *x,
			 enum nbcoap_failure failure)
{
	x->failure = failure;
	e->counters.undelivered++;
	tell(e, x, NBCOAP_EVENT_UNDELIVERED);
	if (x->notification)
		nbcoap_service_forget(e, x);
	else
		nbcoap_service_close(e, x);
}

/* Nobody is told any more, and no Acknowledgement is waited for. */
static void release(struct nbcoap_endpoint *e, struct nbcoap_inbound *x)
{
	take_back(e, x);
	if (x->owned)
		nbcoap_event_raise_inbound(e, x, NBCOAP_EVENT_UNPIN);
	x->owned = false;
}

void nbcoap_service_close(struct nbcoap_endpoint *e, struct nbcoap_inbound *x)
{
	release(e, x);
	if (!x->notification)
		nbcoap_table_remove(&e->inbounds.by_own_id, x->slot);
	nbcoap_service_enter(e, x, NBCOAP_INBOUND_DONE);
}

void nbcoap_service_forget(struct nbcoap_endpoint *e, struct nbcoap_inbound *x)
{
	release(e, x);
	nbcoap_table_remove(&e->inbounds.by_own_id, x->slot);
	nbcoap_table_remove(&e->inbounds.by_request, x->slot);
	nbcoap_service_enter(e, x, NBCOAP_INBOUND_OVER);
	nbcoap_state_reap_inbound(e, x);
}

static bool is_at_rest(const struct nbcoap_endpoint *e,
		       struct nbcoap_inbound *x)
{
	return nbcoap_outbox_is_idle(&e->outbox, x->number) &&
	       nbcoap_told_is_empty(&e->told, x->number);
}

/* Forgets the oldest of @worth that is at rest; false: there is none. */
static bool forget_one(struct nbcoap_endpoint *e, enum nbcoap_worth worth)
{
	struct nbcoap_inbound *x = nbcoap_inbounds_oldest(&e->inbounds, worth);

	while (x && !is_at_rest(e, x))
		x = nbcoap_inbounds_younger(&e->inbounds, x);
	if (!x)
		return false;
	nbcoap_service_forget(e, x);
	return true;
}

struct nbcoap_inbound *nbcoap_service_add(struct nbcoap_endpoint *e)
{
	struct nbcoap_inbound *x = nbcoap_inbounds_add(&e->inbounds);

	if (!x && (forget_one(e, NBCOAP_WORTH_REFUSED) ||
		   forget_one(e, NBCOAP_WORTH_SAFE)))
		x = nbcoap_inbounds_add(&e->inbounds);
	return x;
}

bool nbcoap_service_ack(struct nbcoap_endpoint *e, struct nbcoap_inbound *x)
{
	const struct nbcoap_params *params = nbcoap_service_params(e, &x->peer);

	return nbcoap_replies_add(&e->replies, &x->peer, x->id, NBCOAP_ACK,
				  false,
				  e->now + nbcoap_peer_id_lifetime(params));
}
