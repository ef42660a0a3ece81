#include <nbcoap/endpoint.h>

#include "base/addr.h"
#include "base/assert.h"
#include "coap/ids.h"
#include "coap/key.h"
#include "coap/life.h"
#include "coap/turn.h"

#include <string.h>

enum {
	FIRST_RESPONSE_CODE = NBCOAP_CODE(2, 0),
	TOKEN_TRIES = 32,
};

static bool peer_is_good(const struct nb_addr *peer)
{
	return nb_addr_is_set(peer) && peer->port &&
	       !nb_addr_is_multicast(peer);
}

static struct nbcoap_message head_of(const struct nbcoap_request *request)
{
	return (struct nbcoap_message){
		.type = request->confirmable ? NBCOAP_CON : NBCOAP_NON,
		.code = request->code,
		.token_len = (uint16_t)request->params->token_len,
	};
}

int nbcoap_endpoint_measure(const struct nbcoap_request *request)
{
	struct nbcoap_message m = head_of(request);

	return nbcoap_message_measure(&m, request->options,
				      request->option_count, request->payload);
}

/* @peer is NULL when it is not remembered. */
static bool can_start(const struct nbcoap_endpoint *e,
		      const struct nbcoap_peer *peer,
		      const struct nbcoap_params *params, nb_ms now)
{
	if (!nbcoap_exchanges_has_room(&e->exchanges))
		return false;
	return peer ? nbcoap_turn_has(peer, params, now)
		    : nbcoap_peers_has_room(&e->peers, now);
}

bool nbcoap_endpoint_can_start(const struct nbcoap_endpoint *e,
			       const struct nb_addr *addr,
			       const struct nbcoap_params *params, nb_ms now)
{
	return can_start(e, nbcoap_peers_find(&e->peers, addr), params, now);
}

static void make_token(struct nbcoap_endpoint *e, uint8_t *token, size_t len)
{
	uint64_t chance;

	for (size_t at = 0; at < len; at += sizeof(chance)) {
		size_t left = len - at;
		chance = nb_chance_next(&e->chance);
		memcpy(token + at, &chance,
		       left < sizeof(chance) ? left : sizeof(chance));
	}
}

/* A token that no exchange with @peer has. */
static bool choose_token(struct nbcoap_endpoint *e,
			 const struct nbcoap_peer *peer, uint8_t *token,
			 size_t len)
{
	for (unsigned tries = 0; tries < TOKEN_TRIES; tries++) {
		make_token(e, token, len);
		if (!nbcoap_state_find_token(e, peer, token, len))
			return true;
	}
	return false;
}

/* DESIGN, decision 8; a condition makes the second time another request. */
static bool is_idempotent(const struct nbcoap_request *request)
{
	for (size_t i = 0; i < request->option_count; i++)
		if (request->options[i].number == NBCOAP_IF_MATCH ||
		    request->options[i].number == NBCOAP_IF_NONE_MATCH)
			return false;
	return request->code == NBCOAP_GET || request->code == NBCOAP_PUT ||
	       request->code == NBCOAP_DELETE ||
	       request->code == NBCOAP_FETCH || request->code == NBCOAP_IPATCH;
}

/* One more toward @addr when it may start; or NULL. */
static struct nbcoap_exchange *admit(struct nbcoap_endpoint *e,
				     const struct nb_addr *addr,
				     const struct nbcoap_params *params)
{
	struct nbcoap_peer *peer = nbcoap_peers_find(&e->peers, addr);

	if (!can_start(e, peer, params, e->now))
		return NULL;
	if (!peer)
		peer = nbcoap_peers_add(&e->peers, addr, params,
					nbcoap_ids_chance(e), e->now);
	peer->params = *params;
	nbcoap_rto_bound(&peer->rto, params);
	struct nbcoap_exchange *x = nbcoap_exchanges_add(&e->exchanges);
	x->peer = peer;
	return x;
}

/* Gives it a token, by which its response will be found. */
static bool add_token(struct nbcoap_endpoint *e, struct nbcoap_exchange *x)
{
	const struct nbcoap_peer *peer = x->peer;

	x->token_len = (uint16_t)peer->params.token_len;
	uint8_t *token = nbcoap_exchange_token(x);
	if (!choose_token(e, peer, token, x->token_len))
		return false;
	nbcoap_table_add(&e->exchanges.by_token, x->slot,
			 nbcoap_key_token(e->config.secret, &peer->addr, token,
					  x->token_len));
	return true;
}

static void encode(struct nbcoap_endpoint *e, struct nbcoap_exchange *x,
		   const struct nbcoap_request *request)
{
	struct nbcoap_message m = head_of(request);
	int len;

	m.token = nbcoap_exchange_token(x);
	len = nbcoap_message_encode(&m, request->options, request->option_count,
				    request->payload, x->bytes,
				    e->exchanges.message_size);
	NB_ASSERT(len >= 0);
	x->len = (uint32_t)len;
}

static bool registers(const struct nbcoap_request *request)
{
	for (size_t i = 0; i < request->option_count; i++)
		if (request->options[i].number == NBCOAP_OBSERVE)
			return !request->options[i].len;
	return false;
}

static int check(const struct nbcoap_endpoint *e,
		 const struct nbcoap_request *request)
{
	if (!peer_is_good(&request->peer) || request->code == NBCOAP_EMPTY ||
	    request->code >= FIRST_RESPONSE_CODE ||
	    request->params->token_len > e->token_max ||
	    (request->observe && !registers(request)))
		return NB_ERR_CALLER;
	int len = nbcoap_endpoint_measure(request);
	if (len > (int)e->exchanges.message_size)
		return NB_ERR_SPACE;
	return len < 0 ? len : 0;
}

int nbcoap_endpoint_request(struct nbcoap_endpoint *e,
			    const struct nbcoap_request *request, nb_ms now)
{
	int error = check(e, request);

	e->now = now;
	if (error)
		return error;
	struct nbcoap_exchange *x = admit(e, &request->peer, request->params);
	if (!x)
		return NB_ERR_SPACE;
	if (!add_token(e, x)) {
		nbcoap_exchanges_remove(&e->exchanges, x);
		return NB_ERR_SPACE;
	}
	x->user = request->user;
	x->code = request->code;
	x->confirmable = request->confirmable;
	x->idempotent = is_idempotent(request);
	x->no_response = (request->suppress & NBCOAP_SUPPRESS_ALL) ==
			 NBCOAP_SUPPRESS_ALL;
	x->observing = request->observe ? NBCOAP_OBSERVES : NBCOAP_OBSERVES_NOT;
	x->first_wait = request->first_wait;
	x->patience = request->patience
			      ? request->patience
			      : nbcoap_exchange_lifetime(request->params);
	x->expect_more = request->expect_more;
	encode(e, x, request);
	nbcoap_life_start(e, x);
	return (int)x->slot;
}

/*
 * Makes the Observe option 1 of 0: a byte more.  Options before it have
 * numbers below 6, so its delta stands in one byte.
 */
static bool write_deregister(struct nbcoap_endpoint *e,
			     struct nbcoap_exchange *x)
{
	uint8_t *bytes = x->bytes;
	struct nbcoap_message m;
	struct nbcoap_option option;

	if (!nbcoap_outbox_is_idle(&e->outbox, x->slot) ||
	    x->len == e->exchanges.message_size)
		return false;
	nbcoap_message_decode_extended(&m, bytes, x->len);
	nbcoap_message_find(&m, NBCOAP_OBSERVE, &option);
	size_t at = (size_t)(option.value - bytes);
	memmove(bytes + at + 1, bytes + at, x->len - at);
	bytes[at - 1] |= 1;
	bytes[at] = NBCOAP_OBSERVE_DEREGISTER;
	x->len++;
	return true;
}

int nbcoap_endpoint_repeat(struct nbcoap_endpoint *e, int exchange,
			   enum nbcoap_observe_wish wish, nb_ms now)
{
	struct nbcoap_exchange *x =
		nbcoap_state_exchange(e, (uint32_t)exchange);
	const struct nbcoap_peer *peer = x->peer;

	e->now = now;
	if (x->life != NBCOAP_LIFE_OBSERVED)
		return NB_ERR_CALLER;
	if (!nbcoap_peer_has_turn(peer, &peer->params))
		return NB_ERR_SPACE;
	if (wish == NBCOAP_OBSERVE_DEREGISTER) {
		if (!write_deregister(e, x))
			return NB_ERR_SPACE;
		x->observing = NBCOAP_OBSERVES_LAST;
	}
	x->progress.acked = false;
	x->handed_now = 0;
	nbcoap_life_restart(e, x);
	return 0;
}

int nbcoap_endpoint_ping(struct nbcoap_endpoint *e, const struct nb_addr *peer,
			 const struct nbcoap_params *params, uint64_t user,
			 nb_ms now)
{
	static const struct nbcoap_message empty = {.type = NBCOAP_CON};

	e->now = now;
	if (!peer_is_good(peer))
		return NB_ERR_CALLER;
	struct nbcoap_exchange *x = admit(e, peer, params);
	if (!x)
		return NB_ERR_SPACE;
	x->user = user;
	x->code = NBCOAP_EMPTY;
	x->confirmable = true;
	x->idempotent = true;
	x->len = (uint32_t)nbcoap_message_encode(&empty, NULL, 0,
						 (struct nb_bytes){0}, x->bytes,
						 e->exchanges.message_size);
	nbcoap_life_start(e, x);
	return (int)x->slot;
}
