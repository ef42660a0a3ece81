#include <nbcoap/endpoint.h>

#include "coap/course.h"
#include "coap/deliver.h"
#include "coap/ids.h"
#include "coap/key.h"
#include "coap/state.h"

/* Whether the link can take one for a peer now. */
struct readiness {
	bool (*ready)(void *arg, const struct nb_addr *peer);
	void *arg;
};

static bool is_ready(const struct readiness *r, const struct nb_addr *peer)
{
	return !r->ready || r->ready(r->arg, peer);
}

enum kind { KIND_EXCHANGE, KIND_REPLY, KIND_INBOUND };

static enum kind kind_of(const struct nbcoap_endpoint *e, uint32_t number)
{
	if (number >= e->replies.base)
		return KIND_REPLY;
	return number >= e->inbounds.base ? KIND_INBOUND : KIND_EXCHANGE;
}

/* Does anything go up or come down behind one of @own open exchanges? */
static bool more_follows(const struct nbcoap_endpoint *e, uint32_t own)
{
	return e->more_waits || e->open + e->inbounds.open > own ||
	       e->outbox.due_count > 1;
}

static bool offer_reply(struct nbcoap_endpoint *e, uint32_t number,
			struct nb_datagram *d, const struct readiness *r)
{
	const struct nbcoap_reply *reply =
		nbcoap_replies_at(&e->replies, number);

	if (e->now >= reply->expires) {
		nbcoap_outbox_drop(&e->outbox, number);
		return false;
	}
	if (!is_ready(r, &reply->peer))
		return false;
	d->peer = reply->peer;
	d->bytes = nbcoap_replies_bytes(&e->replies, number);
	d->expect = more_follows(e, 0) ? NB_EXPECT_MORE : NB_EXPECT_NOTHING;
	d->transmission = 1;
	return true;
}

/* Gives it a message ID; false: none is free. */
static bool add_id(struct nbcoap_endpoint *e, struct nbcoap_exchange *x)
{
	const struct nb_addr *addr = &x->peer->addr;
	int id = nbcoap_ids_put(e, addr, x->bytes);

	if (id < 0)
		return false;
	x->has_id = true;
	x->id = (uint16_t)id;
	nbcoap_table_add(&e->exchanges.by_id, x->slot,
			 nbcoap_key_id(e->config.secret, addr, x->id));
	return true;
}

static bool offer_exchange(struct nbcoap_endpoint *e, struct nbcoap_exchange *x,
			   struct nb_datagram *d, const struct readiness *r)
{
	const struct nbcoap_peer *peer = x->peer;
	bool silent = x->no_response && !x->confirmable;

	if (!nbcoap_retry_may_send(&x->retry, e->now) ||
	    !is_ready(r, &peer->addr) || (!x->has_id && !add_id(e, x)))
		return false;
	x->offered = e->now;
	d->peer = peer->addr;
	d->bytes.data = x->bytes;
	d->bytes.len = x->len;
	d->expect = x->expect_more || more_follows(e, 1) ? NB_EXPECT_MORE
		    : silent                             ? NB_EXPECT_NOTHING
							 : NB_EXPECT_ONE;
	d->transmission = x->handed_now + 1;
	return true;
}

static bool offer_inbound(struct nbcoap_endpoint *e, struct nbcoap_inbound *x,
			  struct nb_datagram *d, const struct readiness *r)
{
	bool awaits = x->life == NBCOAP_INBOUND_SEPARATE;

	if (!is_ready(r, &x->peer) || !nbcoap_deliver_offer(e, x, d))
		return false;
	d->expect = more_follows(e, awaits) ? NB_EXPECT_MORE
		    : awaits                ? NB_EXPECT_ONE
					    : NB_EXPECT_NOTHING;
	return true;
}

static bool offer(struct nbcoap_endpoint *e, uint32_t number,
		  struct nb_datagram *d, const struct readiness *r)
{
	switch (kind_of(e, number)) {
	case KIND_EXCHANGE:
		return offer_exchange(e, nbcoap_state_exchange(e, number), d,
				      r);
	case KIND_REPLY:
		return offer_reply(e, number, d, r);
	case KIND_INBOUND:
		return offer_inbound(e, nbcoap_state_inbound(e, number), d, r);
	}
	return false;
}

bool nbcoap_endpoint_output(struct nbcoap_endpoint *e, struct nb_datagram *d,
			    bool (*ready)(void *arg,
					  const struct nb_addr *peer),
			    void *arg, nb_ms now)
{
	struct readiness r = {ready, arg};
	uint32_t next;

	e->now = now;
	if (!nbcoap_state_link_is_usable(e))
		return false;
	for (uint32_t number = nbcoap_outbox_first(&e->outbox);
	     number != NBCOAP_NO_SLOT; number = next) {
		next = nbcoap_outbox_next(&e->outbox, number);
		if (!offer(e, number, d, &r))
			continue;
		d->answers = kind_of(e, number) != KIND_EXCHANGE;
		d->tag = nbcoap_outbox_hand(&e->outbox, number);
		return true;
	}
	return false;
}

static void count_reply(struct nbcoap_counters *c, const uint8_t *bytes)
{
	if ((bytes[0] >> 4 & 3) == NBCOAP_ACK)
		c->acks_sent++;
	else
		c->resets_sent++;
}

static void reply_verdict(struct nbcoap_endpoint *e, uint32_t number,
			  enum nb_verdict verdict)
{
	const struct nbcoap_reply *reply =
		nbcoap_replies_at(&e->replies, number);

	if (verdict == NB_VERDICT_ACCEPTED) {
		e->counters.bytes_sent += reply->len;
		count_reply(&e->counters,
			    nbcoap_replies_bytes(&e->replies, number).data);
	}
	nbcoap_replies_done(&e->replies, number,
			    verdict == NB_VERDICT_NOT_SENT);
}

static void exchange_verdict(struct nbcoap_endpoint *e,
			     struct nbcoap_exchange *x, enum nb_verdict verdict)
{
	if (verdict == NB_VERDICT_ACCEPTED)
		e->counters.bytes_sent += x->len;
	nbcoap_course_verdict(e, x, verdict);
}

static void inbound_verdict(struct nbcoap_endpoint *e, struct nbcoap_inbound *x,
			    enum nb_verdict verdict)
{
	if (verdict == NB_VERDICT_ACCEPTED)
		e->counters.bytes_sent += x->len;
	nbcoap_deliver_verdict(e, x, verdict);
}

void nbcoap_endpoint_verdict(struct nbcoap_endpoint *e, uint64_t tag,
			     enum nb_verdict verdict, nb_ms now)
{
	uint32_t number = nbcoap_outbox_settle(&e->outbox, tag);

	e->now = now;
	if (number == NBCOAP_NO_SLOT)
		return;
	switch (kind_of(e, number)) {
	case KIND_EXCHANGE:
		exchange_verdict(e, nbcoap_state_exchange(e, number), verdict);
		break;
	case KIND_REPLY:
		reply_verdict(e, number, verdict);
		break;
	case KIND_INBOUND:
		inbound_verdict(e, nbcoap_state_inbound(e, number), verdict);
		break;
	}
}
