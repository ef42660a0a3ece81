#include "coap/ids.h"

#include "coap/turn.h"

/* IDs begin at least so far behind the shared ones, and before them. */
enum { DISTANCE = NBCOAP_MID_COUNT / 4 };

static int take_of_peer(struct nbcoap_endpoint *e, struct nbcoap_peer *peer)
{
	nb_ms lifetime = nbcoap_peer_id_lifetime(&peer->params);
	int id;

	do {
		id = nbcoap_mids_take(&peer->mids, lifetime,
				      peer->params.mid_reuse, e->now);
	} while (id >= 0 && nbcoap_state_find_id(e, peer, (uint16_t)id));
	nbcoap_turn_id_taken(e, peer);
	return id;
}

static int take(struct nbcoap_endpoint *e, const struct nb_addr *addr)
{
	struct nbcoap_peer *peer = nbcoap_peers_find(&e->peers, addr);

	if (peer)
		return take_of_peer(e, peer);
	return nbcoap_mids_take(&e->shared_ids,
				nbcoap_peer_id_lifetime(&e->params),
				NBCOAP_MID_OLDEST_FINISHED, e->now);
}

int nbcoap_ids_put(struct nbcoap_endpoint *e, const struct nb_addr *addr,
		   uint8_t *bytes)
{
	int id = take(e, addr);

	if (id < 0)
		return id;
	bytes[2] = (uint8_t)(id >> 8);
	bytes[3] = (uint8_t)id;
	return id;
}

void nbcoap_ids_touch(struct nbcoap_endpoint *e, const struct nb_addr *addr,
		      uint16_t id)
{
	struct nbcoap_peer *peer = nbcoap_peers_find(&e->peers, addr);

	nbcoap_mids_touch(peer ? &peer->mids : &e->shared_ids, id, e->now);
}

uint16_t nbcoap_ids_chance(struct nbcoap_endpoint *e)
{
	uint64_t chance =
		nb_chance_below(&e->chance, NBCOAP_MID_COUNT - 2 * DISTANCE);

	return (uint16_t)(e->shared_ids.next + DISTANCE + chance);
}
