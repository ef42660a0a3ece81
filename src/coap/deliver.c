#include "coap/deliver.h"

#include "coap/ids.h"
#include "coap/key.h"
#include "coap/respond.h"
#include "coap/service.h"

/* An Acknowledgement has the ID of its request; any other has one of ours. */
static bool needs_id(const struct nbcoap_inbound *x)
{
	return x->life == NBCOAP_INBOUND_SEPARATE || !x->confirmable;
}

static bool add_id(struct nbcoap_endpoint *e, struct nbcoap_inbound *x)
{
	int id = nbcoap_ids_put(e, &x->peer, x->bytes);

	if (id < 0)
		return false;
	x->has_id = true;
	x->own_id = (uint16_t)id;
	nbcoap_table_add(&e->inbounds.by_own_id, x->slot,
			 nbcoap_key_id(e->config.secret, &x->peer, x->own_id));
	return true;
}

/* What goes out now is another message than the last one. */
static void forget_id(struct nbcoap_endpoint *e, struct nbcoap_inbound *x)
{
	nbcoap_table_remove(&e->inbounds.by_own_id, x->slot);
	x->has_id = x->newer = false;
}

bool nbcoap_deliver_offer(struct nbcoap_endpoint *e, struct nbcoap_inbound *x)
{
	if (x->life == NBCOAP_INBOUND_SEPARATE &&
	    !nbcoap_retry_may_send(&x->retry, e->now))
		return false;
	if (x->newer)
		forget_id(e, x);
	return !needs_id(x) || x->has_id || add_id(e, x);
}

static bool has_left(enum nb_verdict verdict)
{
	return verdict == NB_VERDICT_ACCEPTED || verdict == NB_VERDICT_UNKNOWN;
}

static void put_again(struct nbcoap_endpoint *e, struct nbcoap_inbound *x)
{
	nbcoap_outbox_put(&e->outbox, x->number);
}

static void has_gone(struct nbcoap_endpoint *e, struct nbcoap_inbound *x)
{
	if (x->handed++)
		e->counters.retransmissions++;
	else if (x->has_id)
		nbcoap_ids_touch(e, &x->peer, x->own_id);
	if (x->life == NBCOAP_INBOUND_SEPARATE) {
		nbcoap_retry_sent(&x->retry, 0, e->now);
		nbcoap_service_set_timer(e, x);
	} else {
		/* Nobody will acknowledge it: that is all that is known. */
		nbcoap_service_deliver(e, x);
	}
}

static void answer_verdict(struct nbcoap_endpoint *e, struct nbcoap_inbound *x,
			   enum nb_verdict verdict)
{
	if (has_left(verdict))
		has_gone(e, x);
	else if (verdict == NB_VERDICT_NOT_SENT)
		put_again(e, x);
	else
		nbcoap_service_fail(e, x, NBCOAP_FAILURE_UNREACHABLE);
}

void nbcoap_deliver_verdict(struct nbcoap_endpoint *e, struct nbcoap_inbound *x,
			    enum nb_verdict verdict)
{
	nbcoap_told_drop(&e->told, x->number, NBCOAP_EVENT_WITHDRAW);
	switch (x->life) {
	case NBCOAP_INBOUND_ANSWERED:
	case NBCOAP_INBOUND_SEPARATE:
		answer_verdict(e, x, verdict);
		break;
	case NBCOAP_INBOUND_DONE:
		x->handed += has_left(verdict);
		break;
	case NBCOAP_INBOUND_OVER:
		nbcoap_state_reap_inbound(e, x);
		break;
	case NBCOAP_INBOUND_ASKED:
	case NBCOAP_INBOUND_ACKED:
	case NBCOAP_INBOUND_FREE:
		break;
	}
}

static struct nbcoap_inbound *find(const struct nbcoap_endpoint *e,
				   const struct nb_addr *peer, uint16_t id)
{
	uint64_t key = nbcoap_key_id(e->config.secret, peer, id);

	return nbcoap_inbounds_find(&e->inbounds, &e->inbounds.by_own_id, key);
}

/* The state before it has arrived; now this one is sent from the start. */
static void begin_newer(struct nbcoap_endpoint *e, struct nbcoap_inbound *x)
{
	x->handed = 0;
	forget_id(e, x);
	nbcoap_respond_begin(e, x, NBCOAP_CON);
}

bool nbcoap_deliver_acked(struct nbcoap_endpoint *e, const struct nb_addr *peer,
			  uint16_t id)
{
	struct nbcoap_inbound *x = find(e, peer, id);

	if (!x || x->life != NBCOAP_INBOUND_SEPARATE)
		return false;
	if (x->newer)
		begin_newer(e, x);
	else
		nbcoap_service_deliver(e, x);
	return true;
}

bool nbcoap_deliver_reset(struct nbcoap_endpoint *e, const struct nb_addr *peer,
			  uint16_t id)
{
	struct nbcoap_inbound *x = find(e, peer, id);

	if (!x)
		return false;
	nbcoap_service_fail(e, x, NBCOAP_FAILURE_RESET);
	return true;
}

/* The answer takes long: an empty Acknowledgement goes first (5.2.2). */
static void acknowledge(struct nbcoap_endpoint *e, struct nbcoap_inbound *x)
{
	if (!nbcoap_service_ack(e, x)) {
		x->deadline = e->now + e->config.ack_delay;
		nbcoap_service_set_timer(e, x);
		return;
	}
	x->acked = true;
	nbcoap_service_enter(e, x, NBCOAP_INBOUND_ACKED);
}

static void expire_separate(struct nbcoap_endpoint *e, struct nbcoap_inbound *x)
{
	if (!x->handed) {
		nbcoap_service_fail(e, x, NBCOAP_FAILURE_LINK_DOWN);
		return;
	}
	switch (nbcoap_retry_expire(&x->retry, e->now)) {
	case NBCOAP_RETRY_RESEND:
		if (nbcoap_outbox_is_idle(&e->outbox, x->number))
			put_again(e, x);
		nbcoap_service_set_timer(e, x);
		break;
	case NBCOAP_RETRY_GIVE_UP:
		nbcoap_service_fail(e, x, NBCOAP_FAILURE_TIMEOUT);
		break;
	case NBCOAP_RETRY_WAIT:
		break;
	}
}

void nbcoap_deliver_expire(struct nbcoap_endpoint *e, struct nbcoap_inbound *x)
{
	switch (x->life) {
	case NBCOAP_INBOUND_ASKED:
		acknowledge(e, x);
		break;
	case NBCOAP_INBOUND_SEPARATE:
		expire_separate(e, x);
		break;
	case NBCOAP_INBOUND_ANSWERED:
		nbcoap_service_fail(e, x, NBCOAP_FAILURE_LINK_DOWN);
		break;
	case NBCOAP_INBOUND_DONE:
		nbcoap_service_forget(e, x);
		break;
	case NBCOAP_INBOUND_ACKED:
	case NBCOAP_INBOUND_OVER:
	case NBCOAP_INBOUND_FREE:
		break;
	}
}
