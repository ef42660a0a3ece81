#include <nbcoap/endpoint.h>

#include "coap/course.h"
#include "coap/deliver.h"
#include "coap/state.h"
#include "coap/turn.h"

#include <string.h>

enum {
	SLOTS_MAX = 1 << 24,
	SMALLEST_MESSAGE = 4 + NBCOAP_TOKEN_MAX,
	ACK_DELAY_MS = 1000,
};

static uint32_t slots(unsigned count)
{
	return count < SLOTS_MAX ? count : SLOTS_MAX;
}

static uint32_t remembered(const struct nbcoap_endpoint_config *config)
{
	if (!config->inbound)
		return 0;
	return slots(config->dedup > config->inbound ? config->dedup
						     : config->inbound);
}

static uint32_t message_size(const struct nbcoap_endpoint_config *config)
{
	return config->message_size > SMALLEST_MESSAGE ? config->message_size
						       : SMALLEST_MESSAGE;
}

/* A long token leaves most of a message to others. */
static uint16_t token_max(const struct nbcoap_endpoint_config *config)
{
	uint32_t max = message_size(config) / 4;

	if (max > config->token_max)
		max = config->token_max;
	if (max > UINT16_MAX)
		max = UINT16_MAX;
	return max > NBCOAP_TOKEN_MAX ? (uint16_t)max : NBCOAP_TOKEN_MAX;
}

/* Lays the parts out behind one another; the first is the endpoint itself. */
static struct nbcoap_endpoint *
place(struct nbcoap_endpoint *measure,
      const struct nbcoap_endpoint_config *config, struct nbcoap_arena *a)
{
	struct nbcoap_endpoint *e =
		nbcoap_arena_take(a, 1, sizeof(struct nbcoap_endpoint));
	uint32_t size = message_size(config);
	uint32_t exchanges = slots(config->exchanges);
	uint32_t inbounds = remembered(config);
	uint32_t peers = slots(config->peers);
	uint32_t replies = slots(config->replies);

	if (!e)
		e = measure;
	e->token_max = token_max(config);
	nbcoap_exchanges_place(&e->exchanges, exchanges, size, a);
	nbcoap_inbounds_place(&e->inbounds, inbounds, size, a);
	nbcoap_peers_place(&e->peers, peers, e->config.secret,
			   e->exchanges.items, a);
	nbcoap_replies_place(&e->replies, replies, e->token_max, &e->outbox,
			     e->config.secret, a);
	nbcoap_finished_place(&e->finished, replies, a);
	nbcoap_finished_place(&e->proved, config->challenge ? inbounds : 0, a);
	e->inbounds.limit = config->inbound;
	e->inbounds.base = exchanges;
	e->replies.base = exchanges + inbounds;
	nbcoap_timers_place(&e->timers, e->replies.base + peers, a);
	nbcoap_told_place(&e->told, e->replies.base, a);
	nbcoap_outbox_place(&e->outbox,
			    e->replies.base + nbcoap_replies_count(&e->replies),
			    a);
	return e;
}

size_t nbcoap_endpoint_footprint(const struct nbcoap_endpoint_config *config)
{
	struct nbcoap_endpoint measure;
	struct nbcoap_arena arena = {NULL, 0};

	place(&measure, config, &arena);
	return arena.used;
}

struct nbcoap_endpoint *
nbcoap_endpoint_init(void *memory, size_t len,
		     const struct nbcoap_endpoint_config *config, nb_ms now)
{
	struct nbcoap_arena arena = {memory, 0};

	if (len < nbcoap_endpoint_footprint(config))
		return NULL;
	struct nbcoap_endpoint *e = place(NULL, config, &arena);
	e->config = *config;
	memcpy(e->request_secret, config->secret, sizeof(e->request_secret));
	if (!config->ack_delay)
		e->config.ack_delay = ACK_DELAY_MS;
	e->params = config->params ? *config->params : nbcoap_params_rfc7252;
	e->now = now;
	nbcoap_timers_reset(&e->timers);
	nb_chance_init(&e->chance, config->secret);
	nbcoap_mids_init(&e->shared_ids, (uint16_t)nb_chance_next(&e->chance));
	return e;
}

nb_ms nbcoap_endpoint_deadline(const struct nbcoap_endpoint *e)
{
	return nbcoap_timers_deadline(&e->timers);
}

static void expire(struct nbcoap_endpoint *e, uint32_t number)
{
	uint32_t peers = nbcoap_state_peer_number(e, e->peers.peers);

	if (number < e->inbounds.base)
		nbcoap_course_expire(e, nbcoap_state_exchange(e, number));
	else if (number < peers)
		nbcoap_deliver_expire(e, nbcoap_state_inbound(e, number));
	else
		nbcoap_turn_expire(e, &e->peers.peers[number - peers]);
}

void nbcoap_endpoint_expire(struct nbcoap_endpoint *e, nb_ms now)
{
	e->now = now;
	while (nbcoap_timers_deadline(&e->timers) <= now)
		expire(e, nbcoap_timers_first(&e->timers));
}

void nbcoap_endpoint_link(struct nbcoap_endpoint *e, enum nb_link_state state,
			  nb_ms now)
{
	bool was_usable = nbcoap_state_link_is_usable(e);

	e->now = now;
	e->link = state;
	if (was_usable || !nbcoap_state_link_is_usable(e))
		return;
	for (uint32_t slot = 0; slot < e->exchanges.cap; slot++)
		nbcoap_course_link_is_back(e, &e->exchanges.slots[slot]);
}

void nbcoap_endpoint_rebound(struct nbcoap_endpoint *e, nb_ms now)
{
	e->now = now;
	for (uint32_t slot = 0; slot < e->exchanges.cap; slot++)
		nbcoap_course_rebound(e, &e->exchanges.slots[slot]);
}

void nbcoap_endpoint_drowsy(struct nbcoap_endpoint *e, nb_ms now)
{
	e->now = now;
	for (uint32_t slot = 0; slot < e->exchanges.cap; slot++)
		nbcoap_course_drowsy(e, &e->exchanges.slots[slot]);
}

void nbcoap_endpoint_more_waits(struct nbcoap_endpoint *e, bool waits)
{
	e->more_waits = waits;
}

const struct nbcoap_counters *
nbcoap_endpoint_counters(const struct nbcoap_endpoint *e)
{
	return &e->counters;
}

bool nbcoap_endpoint_peer(const struct nbcoap_endpoint *e,
			  const struct nb_addr *addr,
			  struct nbcoap_peer_info *info)
{
	const struct nbcoap_peer *peer = nbcoap_peers_find(&e->peers, addr);

	if (!peer)
		return false;
	info->in_flight = peer->open;
	info->last_heard = peer->last_heard;
	info->rtt = peer->rtt;
	info->rto = peer->rto.timeout;
	return true;
}
