#include "coap/state.h"

#include "coap/key.h"

struct nbcoap_exchange *nbcoap_state_exchange(const struct nbcoap_endpoint *e,
					      uint32_t number)
{
	return &e->exchanges.slots[number];
}

struct nbcoap_exchange *nbcoap_state_find_token(const struct nbcoap_endpoint *e,
						const struct nbcoap_peer *peer,
						const uint8_t *token,
						size_t len)
{
	uint64_t key =
		nbcoap_key_token(e->config.secret, &peer->addr, token, len);

	return nbcoap_exchanges_find(&e->exchanges, &e->exchanges.by_token,
				     key);
}

struct nbcoap_exchange *nbcoap_state_find_id(const struct nbcoap_endpoint *e,
					     const struct nbcoap_peer *peer,
					     uint16_t id)
{
	uint64_t key = nbcoap_key_id(e->config.secret, &peer->addr, id);

	return nbcoap_exchanges_find(&e->exchanges, &e->exchanges.by_id, key);
}

bool nbcoap_state_link_is_usable(const struct nbcoap_endpoint *e)
{
	return e->link == NB_LINK_UP || e->link == NB_LINK_ASLEEP;
}

uint32_t nbcoap_state_peer_number(const struct nbcoap_endpoint *e,
				  const struct nbcoap_peer *peer)
{
	return e->inbounds.base + e->inbounds.cap + peer->slot;
}

void nbcoap_state_peer_is_idle(struct nbcoap_endpoint *e,
			       const struct nbcoap_peer *peer)
{
	uint32_t number = nbcoap_state_peer_number(e, peer);

	if (nbcoap_timers_at(&e->timers, number) == NB_NEVER)
		nbcoap_timers_set(&e->timers, number,
				  nbcoap_peer_free_at(peer));
}

void nbcoap_state_reap(struct nbcoap_endpoint *e, struct nbcoap_exchange *x)
{
	if (x->life != NBCOAP_LIFE_OVER ||
	    !nbcoap_told_is_empty(&e->told, x->slot) ||
	    !nbcoap_outbox_is_idle(&e->outbox, x->slot))
		return;
	if (!--x->peer->exchanges)
		nbcoap_state_peer_is_idle(e, x->peer);
	nbcoap_exchanges_remove(&e->exchanges, x);
}

struct nbcoap_inbound *nbcoap_state_inbound(const struct nbcoap_endpoint *e,
					    uint32_t number)
{
	return &e->inbounds.slots[number - e->inbounds.base];
}

void nbcoap_state_reap_inbound(struct nbcoap_endpoint *e,
			       struct nbcoap_inbound *x)
{
	if (x->life == NBCOAP_INBOUND_OVER &&
	    nbcoap_told_is_empty(&e->told, x->number) &&
	    nbcoap_outbox_is_idle(&e->outbox, x->number))
		nbcoap_inbounds_remove(&e->inbounds, x);
}
