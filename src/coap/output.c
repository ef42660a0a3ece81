#include <nbcoap/endpoint.h>

#include "coap/course.h"
#include "coap/deliver.h"
#include "coap/ids.h"
#include "coap/key.h"
#include "coap/state.h"

/* What lies under @number in the outbox, and for whom. */
static void describe(const struct nbcoap_endpoint *e, uint32_t number,
		     struct nb_datagram *d)
{
	if (number >= e->replies.base) {
		d->peer = nbcoap_replies_at(&e->replies, number)->peer;
		d->bytes = nbcoap_replies_bytes(&e->replies, number);
		d->transmission = 1;
	} else if (number >= e->inbounds.base) {
		const struct nbcoap_inbound *x =
			nbcoap_state_inbound(e, number);
		d->peer = x->peer;
		d->bytes = (struct nb_bytes){x->bytes, x->len};
		d->transmission = x->handed + 1;
	} else {
		const struct nbcoap_exchange *x =
			nbcoap_state_exchange(e, number);
		d->peer = x->peer->addr;
		d->bytes = (struct nb_bytes){x->bytes, x->len};
		d->transmission = x->handed_now + 1;
	}
}

/* More, if anything goes up or comes down behind one of @own exchanges. */
static enum nb_expect expect(const struct nbcoap_endpoint *e, uint32_t own,
			     bool awaited)
{
	if (e->more_waits || e->open + e->inbounds.open > own ||
	    e->outbox.due_count > 1)
		return NB_EXPECT_MORE;
	return awaited ? NB_EXPECT_ONE : NB_EXPECT_NOTHING;
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
			   enum nb_expect *expected)
{
	if (!nbcoap_retry_may_send(&x->retry, e->now) ||
	    (!x->has_id && !add_id(e, x)))
		return false;
	x->offered = e->now;
	*expected = x->expect_more
			    ? NB_EXPECT_MORE
			    : expect(e, 1, x->confirmable || !x->no_response);
	return true;
}

static bool offer_inbound(struct nbcoap_endpoint *e, struct nbcoap_inbound *x,
			  enum nb_expect *expected)
{
	bool awaits = x->life == NBCOAP_INBOUND_SEPARATE;

	*expected = expect(e, awaits, awaits);
	return nbcoap_deliver_offer(e, x);
}

/* False: it cannot go out now. */
static bool offer(struct nbcoap_endpoint *e, uint32_t number,
		  enum nb_expect *expected)
{
	if (number < e->inbounds.base)
		return offer_exchange(e, nbcoap_state_exchange(e, number),
				      expected);
	if (number < e->replies.base)
		return offer_inbound(e, nbcoap_state_inbound(e, number),
				     expected);
	*expected = expect(e, 0, false);
	return true;
}

/* A reply for which nobody waits any more. */
static bool is_stale(const struct nbcoap_endpoint *e, uint32_t number)
{
	return number >= e->replies.base &&
	       e->now >= nbcoap_replies_at(&e->replies, number)->expires;
}

bool nbcoap_endpoint_output(struct nbcoap_endpoint *e, struct nb_datagram *d,
			    bool (*ready)(void *arg,
					  const struct nb_addr *peer),
			    void *arg, nb_ms now)
{
	uint32_t next;

	e->now = now;
	if (!nbcoap_state_link_is_usable(e))
		return false;
	for (uint32_t number = nbcoap_outbox_first(&e->outbox);
	     number != NBCOAP_NO_SLOT; number = next) {
		next = nbcoap_outbox_next(&e->outbox, number);
		describe(e, number, d);
		if (is_stale(e, number)) {
			nbcoap_outbox_drop(&e->outbox, number);
		} else if ((!ready || ready(arg, &d->peer)) &&
			   offer(e, number, &d->expect)) {
			d->answers = number >= e->exchanges.cap;
			d->tag = nbcoap_outbox_hand(&e->outbox, number);
			return true;
		}
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

static void count_bytes(struct nbcoap_endpoint *e, size_t len,
			enum nb_verdict verdict)
{
	if (verdict == NB_VERDICT_ACCEPTED)
		e->counters.bytes_sent += len;
}

static void reply_verdict(struct nbcoap_endpoint *e, uint32_t number,
			  enum nb_verdict verdict)
{
	const struct nbcoap_reply *reply =
		nbcoap_replies_at(&e->replies, number);

	count_bytes(e, reply->len, verdict);
	if (verdict == NB_VERDICT_ACCEPTED)
		count_reply(&e->counters,
			    nbcoap_replies_bytes(&e->replies, number).data);
	nbcoap_replies_done(&e->replies, number,
			    verdict == NB_VERDICT_NOT_SENT);
}

static void exchange_verdict(struct nbcoap_endpoint *e,
			     struct nbcoap_exchange *x, enum nb_verdict verdict)
{
	count_bytes(e, x->len, verdict);
	nbcoap_course_verdict(e, x, verdict);
}

static void inbound_verdict(struct nbcoap_endpoint *e, struct nbcoap_inbound *x,
			    enum nb_verdict verdict)
{
	count_bytes(e, x->len, verdict);
	nbcoap_deliver_verdict(e, x, verdict);
}

void nbcoap_endpoint_verdict(struct nbcoap_endpoint *e, uint64_t tag,
			     enum nb_verdict verdict, nb_ms now)
{
	uint32_t number = nbcoap_outbox_settle(&e->outbox, tag);

	e->now = now;
	if (number == NBCOAP_NO_SLOT)
		return;
	if (number >= e->replies.base)
		reply_verdict(e, number, verdict);
	else if (number >= e->inbounds.base)
		inbound_verdict(e, nbcoap_state_inbound(e, number), verdict);
	else
		exchange_verdict(e, nbcoap_state_exchange(e, number), verdict);
}
