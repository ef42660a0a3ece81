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

static bool add_id(struct nbcoap_endpoint *e, uint32_t slot, nb_ms now)
{
	struct nbcoap_inbound *x = nbcoap_state_inbound(e, slot);
	uint8_t *bytes = nbcoap_inbounds_bytes(&e->inbounds, slot);
	int id = nbcoap_ids_take(e, &x->peer, now);

	if (id < 0)
		return false;
	x->has_id = true;
	x->own_id = (uint16_t)id;
	bytes[2] = (uint8_t)(id >> 8);
	bytes[3] = (uint8_t)id;
	nbcoap_table_add(&e->inbounds.by_own_id, slot,
			 nbcoap_key_id(e->config.secret, &x->peer, x->own_id));
	return true;
}

/* What goes out now is another message than the last one. */
static void forget_id(struct nbcoap_endpoint *e, uint32_t slot)
{
	struct nbcoap_inbound *x = nbcoap_state_inbound(e, slot);

	nbcoap_table_remove(&e->inbounds.by_own_id, slot);
	x->has_id = x->newer = false;
}

bool nbcoap_deliver_offer(struct nbcoap_endpoint *e, uint32_t slot,
			  struct nb_datagram *d, nb_ms now)
{
	struct nbcoap_inbound *x = nbcoap_state_inbound(e, slot);

	if (x->life == NBCOAP_INBOUND_SEPARATE &&
	    !nbcoap_retry_may_send(&x->retry, now))
		return false;
	if (x->newer)
		forget_id(e, slot);
	if (needs_id(x) && !x->has_id && !add_id(e, slot, now))
		return false;
	d->peer = x->peer;
	d->bytes.data = nbcoap_inbounds_bytes(&e->inbounds, slot);
	d->bytes.len = x->len;
	d->transmission = x->handed + 1;
	return true;
}

static bool has_left(enum nb_verdict verdict)
{
	return verdict == NB_VERDICT_ACCEPTED || verdict == NB_VERDICT_UNKNOWN;
}

static void put_again(struct nbcoap_endpoint *e, uint32_t slot)
{
	nbcoap_outbox_put(&e->outbox, e->inbounds.base + slot);
}

static void count_sent(struct nbcoap_endpoint *e, struct nbcoap_inbound *x,
		       nb_ms now)
{
	if (!x->handed++ && x->has_id)
		nbcoap_ids_touch(e, &x->peer, x->own_id, now);
}

/* Nobody will acknowledge it, so this is all that will be known. */
static void answered_verdict(struct nbcoap_endpoint *e, uint32_t slot,
			     enum nb_verdict verdict, nb_ms now)
{
	if (has_left(verdict)) {
		count_sent(e, nbcoap_state_inbound(e, slot), now);
		nbcoap_service_deliver(e, slot);
	} else if (verdict == NB_VERDICT_NOT_SENT) {
		put_again(e, slot);
	} else {
		nbcoap_service_fail(e, slot, NBCOAP_FAILURE_UNREACHABLE);
	}
}

static void separate_verdict(struct nbcoap_endpoint *e, uint32_t slot,
			     enum nb_verdict verdict, nb_ms now)
{
	struct nbcoap_inbound *x = nbcoap_state_inbound(e, slot);

	if (has_left(verdict)) {
		e->counters.retransmissions += x->handed > 0;
		count_sent(e, x, now);
		nbcoap_retry_sent(&x->retry, 0, now);
		nbcoap_service_set_timer(e, slot);
	} else if (verdict == NB_VERDICT_NOT_SENT) {
		put_again(e, slot);
	} else {
		nbcoap_service_fail(e, slot, NBCOAP_FAILURE_UNREACHABLE);
	}
}

void nbcoap_deliver_verdict(struct nbcoap_endpoint *e, uint32_t slot,
			    enum nb_verdict verdict, nb_ms now)
{
	struct nbcoap_inbound *x = nbcoap_state_inbound(e, slot);

	nbcoap_told_drop(&e->told, nbcoap_state_inbound_number(e, slot),
			 NBCOAP_EVENT_WITHDRAW);
	switch (x->life) {
	case NBCOAP_INBOUND_ANSWERED:
		answered_verdict(e, slot, verdict, now);
		break;
	case NBCOAP_INBOUND_SEPARATE:
		separate_verdict(e, slot, verdict, now);
		break;
	case NBCOAP_INBOUND_DONE:
		x->handed += has_left(verdict);
		break;
	case NBCOAP_INBOUND_OVER:
		nbcoap_state_reap_inbound(e, slot);
		break;
	case NBCOAP_INBOUND_ASKED:
	case NBCOAP_INBOUND_ACKED:
	case NBCOAP_INBOUND_FREE:
		break;
	}
}

static uint32_t find(const struct nbcoap_endpoint *e,
		     const struct nb_addr *peer, uint16_t id)
{
	uint64_t key = nbcoap_key_id(e->config.secret, peer, id);

	return nbcoap_inbounds_find_answer(&e->inbounds, key, peer, id);
}

/* The state before it has arrived; now this one is sent from the start. */
static void begin_newer(struct nbcoap_endpoint *e, uint32_t slot, nb_ms now)
{
	nbcoap_state_inbound(e, slot)->handed = 0;
	forget_id(e, slot);
	nbcoap_respond_begin(e, slot, NBCOAP_CON, now);
}

bool nbcoap_deliver_acked(struct nbcoap_endpoint *e, const struct nb_addr *peer,
			  uint16_t id, nb_ms now)
{
	uint32_t slot = find(e, peer, id);

	if (slot == NBCOAP_NO_SLOT ||
	    nbcoap_state_inbound(e, slot)->life != NBCOAP_INBOUND_SEPARATE)
		return false;
	if (nbcoap_state_inbound(e, slot)->newer)
		begin_newer(e, slot, now);
	else
		nbcoap_service_deliver(e, slot);
	return true;
}

bool nbcoap_deliver_reset(struct nbcoap_endpoint *e, const struct nb_addr *peer,
			  uint16_t id)
{
	uint32_t slot = find(e, peer, id);

	if (slot == NBCOAP_NO_SLOT)
		return false;
	nbcoap_service_fail(e, slot, NBCOAP_FAILURE_RESET);
	return true;
}

/* The answer takes long: an empty Acknowledgement goes first (5.2.2). */
static void acknowledge(struct nbcoap_endpoint *e, uint32_t slot, nb_ms now)
{
	struct nbcoap_inbound *x = nbcoap_state_inbound(e, slot);

	if (!nbcoap_service_ack(e, slot, now)) {
		x->deadline = now + e->config.ack_delay;
		nbcoap_service_set_timer(e, slot);
		return;
	}
	x->acked = true;
	nbcoap_service_enter(e, slot, NBCOAP_INBOUND_ACKED);
}

static void expire_separate(struct nbcoap_endpoint *e, uint32_t slot, nb_ms now)
{
	struct nbcoap_inbound *x = nbcoap_state_inbound(e, slot);

	if (!x->handed) {
		nbcoap_service_fail(e, slot, NBCOAP_FAILURE_LINK_DOWN);
		return;
	}
	switch (nbcoap_retry_expire(&x->retry, now)) {
	case NBCOAP_RETRY_RESEND:
		if (nbcoap_outbox_is_idle(&e->outbox, e->inbounds.base + slot))
			put_again(e, slot);
		nbcoap_service_set_timer(e, slot);
		break;
	case NBCOAP_RETRY_GIVE_UP:
		nbcoap_service_fail(e, slot, NBCOAP_FAILURE_TIMEOUT);
		break;
	case NBCOAP_RETRY_WAIT:
		break;
	}
}

void nbcoap_deliver_expire(struct nbcoap_endpoint *e, uint32_t slot, nb_ms now)
{
	switch (nbcoap_state_inbound(e, slot)->life) {
	case NBCOAP_INBOUND_ASKED:
		acknowledge(e, slot, now);
		break;
	case NBCOAP_INBOUND_SEPARATE:
		expire_separate(e, slot, now);
		break;
	case NBCOAP_INBOUND_ANSWERED:
		nbcoap_service_fail(e, slot, NBCOAP_FAILURE_LINK_DOWN);
		break;
	case NBCOAP_INBOUND_DONE:
		nbcoap_service_forget(e, slot);
		break;
	case NBCOAP_INBOUND_ACKED:
	case NBCOAP_INBOUND_OVER:
	case NBCOAP_INBOUND_FREE:
		break;
	}
}
