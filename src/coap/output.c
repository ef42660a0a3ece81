#include <nbcoap/endpoint.h>

#include "coap/course.h"
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

static bool is_reply(const struct nbcoap_endpoint *e, uint32_t number)
{
	return number >= e->replies.base;
}

/* Does anything go up or come down behind one of @own open exchanges? */
static bool more_follows(const struct nbcoap_endpoint *e, uint32_t own)
{
	return e->more_waits || e->open > own || e->outbox.due_count > 1;
}

static bool offer_reply(struct nbcoap_endpoint *e, uint32_t number,
			struct nb_datagram *d, const struct readiness *r,
			nb_ms now)
{
	const struct nbcoap_reply *reply =
		nbcoap_replies_at(&e->replies, number);

	if (now >= reply->expires) {
		nbcoap_outbox_drop(&e->outbox, number);
		return false;
	}
	if (!is_ready(r, &reply->peer))
		return false;
	d->peer = reply->peer;
	d->bytes = (struct nb_bytes){reply->bytes, sizeof(reply->bytes)};
	d->expect = more_follows(e, 0) ? NB_EXPECT_MORE : NB_EXPECT_NOTHING;
	d->transmission = 1;
	return true;
}

/* A message ID that no exchange with the peer has; or NB_ERR_SPACE. */
static int take_id(struct nbcoap_endpoint *e, uint32_t slot, nb_ms now)
{
	struct nbcoap_peer *peer = &e->peers.peers[slot];
	nb_ms lifetime = nbcoap_peer_id_lifetime(&peer->params);
	int id;

	do {
		id = nbcoap_mids_take(&peer->mids, lifetime,
				      peer->params.mid_reuse, now);
	} while (id >= 0 &&
		 nbcoap_state_find_id(e, slot, (uint16_t)id) != NBCOAP_NO_SLOT);
	if (nbcoap_peer_is_starved(peer, now))
		e->starved = slot;
	return id;
}

/* Writes a message ID into the exchange's bytes; false: none is free. */
static bool add_id(struct nbcoap_endpoint *e, uint32_t slot, nb_ms now)
{
	struct nbcoap_exchange *x = nbcoap_state_exchange(e, slot);
	const struct nbcoap_peer *peer = nbcoap_state_peer(e, x);
	uint8_t *bytes = nbcoap_exchanges_bytes(&e->exchanges, slot);
	int id = take_id(e, x->peer, now);

	if (id < 0)
		return false;
	x->has_id = true;
	x->id = (uint16_t)id;
	bytes[2] = (uint8_t)(id >> 8);
	bytes[3] = (uint8_t)id;
	nbcoap_table_add(&e->exchanges.by_id, slot,
			 nbcoap_key_id(e->config.secret, &peer->addr, x->id));
	return true;
}

static bool offer_exchange(struct nbcoap_endpoint *e, uint32_t slot,
			   struct nb_datagram *d, const struct readiness *r,
			   nb_ms now)
{
	struct nbcoap_exchange *x = nbcoap_state_exchange(e, slot);
	const struct nbcoap_peer *peer = nbcoap_state_peer(e, x);
	bool silent = x->no_response && !x->confirmable;

	if (!nbcoap_retry_may_send(&x->retry, now) ||
	    !is_ready(r, &peer->addr) || (!x->has_id && !add_id(e, slot, now)))
		return false;
	x->offered = now;
	d->peer = peer->addr;
	d->bytes.data = nbcoap_exchanges_bytes(&e->exchanges, slot);
	d->bytes.len = x->len;
	d->expect = more_follows(e, 1) ? NB_EXPECT_MORE
		    : silent           ? NB_EXPECT_NOTHING
				       : NB_EXPECT_ONE;
	d->transmission = x->handed + 1;
	return true;
}

bool nbcoap_endpoint_output(struct nbcoap_endpoint *e, struct nb_datagram *d,
			    bool (*ready)(void *arg,
					  const struct nb_addr *peer),
			    void *arg, nb_ms now)
{
	struct readiness r = {ready, arg};
	uint32_t next;

	if (!nbcoap_state_link_is_usable(e))
		return false;
	for (uint32_t number = nbcoap_outbox_first(&e->outbox);
	     number != NBCOAP_NO_SLOT; number = next) {
		next = nbcoap_outbox_next(&e->outbox, number);
		bool offered = is_reply(e, number)
				       ? offer_reply(e, number, d, &r, now)
				       : offer_exchange(e, number, d, &r, now);
		if (!offered)
			continue;
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
		e->counters.bytes_sent += sizeof(reply->bytes);
		count_reply(&e->counters, reply->bytes);
	}
	nbcoap_replies_done(&e->replies, number,
			    verdict == NB_VERDICT_NOT_SENT);
}

void nbcoap_endpoint_verdict(struct nbcoap_endpoint *e, uint64_t tag,
			     enum nb_verdict verdict, nb_ms now)
{
	uint32_t number = nbcoap_outbox_settle(&e->outbox, tag);

	if (number == NBCOAP_NO_SLOT)
		return;
	if (is_reply(e, number)) {
		reply_verdict(e, number, verdict);
		return;
	}
	if (verdict == NB_VERDICT_ACCEPTED)
		e->counters.bytes_sent += nbcoap_state_exchange(e, number)->len;
	nbcoap_course_verdict(e, number, verdict, now);
}
