#include "coap/turn.h"

/* With an empty token only one exchange can be told apart. */
static bool token_is_possible(const struct nbcoap_peer *peer,
			      const struct nbcoap_params *params)
{
	return params->token_len || !peer->exchanges;
}

bool nbcoap_turn_has(const struct nbcoap_peer *peer,
		     const struct nbcoap_params *params, nb_ms now)
{
	return nbcoap_peer_has_turn(peer, params) &&
	       token_is_possible(peer, params) &&
	       nbcoap_probing_free_at(&peer->probing, params->probing_rate) <=
		       now &&
	       nbcoap_mids_available(&peer->mids,
				     nbcoap_peer_id_lifetime(params),
				     params->mid_reuse, now);
}

/* The earlier of both; what has passed does not count. */
static nb_ms next(nb_ms at, nb_ms other, nb_ms now)
{
	return other > now && other < at ? other : at;
}

static void set_timer(struct nbcoap_endpoint *e, struct nbcoap_peer *peer)
{
	nb_ms at = next(NB_NEVER,
			nbcoap_probing_free_at(&peer->probing,
					       peer->params.probing_rate),
			e->now);

	if (nbcoap_peer_is_starved(peer, e->now))
		at = next(at, nbcoap_peer_fed_at(peer), e->now);
	if (!peer->exchanges)
		at = next(at, nbcoap_peer_free_at(peer), e->now);
	nbcoap_timers_set(&e->timers, nbcoap_state_peer_number(e, peer), at);
}

void nbcoap_turn_id_taken(struct nbcoap_endpoint *e, struct nbcoap_peer *peer)
{
	if (nbcoap_peer_is_starved(peer, e->now))
		set_timer(e, peer);
}

void nbcoap_turn_probed(struct nbcoap_endpoint *e, struct nbcoap_peer *peer,
			uint32_t len)
{
	nbcoap_probing_sent(&peer->probing, len, e->now);
	set_timer(e, peer);
}

void nbcoap_turn_heard(struct nbcoap_endpoint *e, struct nbcoap_peer *peer)
{
	struct nbcoap_probing *probing = &peer->probing;

	if (!probing->bytes)
		return;
	nbcoap_probing_heard(probing);
	set_timer(e, peer);
}

void nbcoap_turn_expire(struct nbcoap_endpoint *e, struct nbcoap_peer *peer)
{
	set_timer(e, peer);
}
