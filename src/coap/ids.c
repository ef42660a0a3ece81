#include "coap/ids.h"

#include "coap/turn.h"

/* IDs begin at least so far behind the shared ones, and before them. */
enum { DISTANCE = NBCOAP_MID_COUNT / 4 };

static int take_of_peer(struct nbcoap_endpoint *e, uint32_t slot, nb_ms now)
{
	struct nbcoap_peer *peer = &e->peers.peers[slot];
	nb_ms lifetime = nbcoap_peer_id_lifetime(&peer->params);
	int id;

	do {
		id = nbcoap_mids_take(&peer->mids, lifetime,
				      peer->params.mid_reuse, now);
	} while (id >= 0 &&
		 nbcoap_state_find_id(e, slot, (uint16_t)id) != NBCOAP_NO_SLOT);
	nbcoap_turn_id_taken(e, slot, now);
	return id;
}

int nbcoap_ids_take(struct nbcoap_endpoint *e, const struct nb_addr *addr,
		    nb_ms now)
{
	uint32_t slot = nbcoap_peers_find(&e->peers, addr);

	if (slot != NBCOAP_NO_SLOT)
		return take_of_peer(e, slot, now);
	return nbcoap_mids_take(&e->shared_ids,
				nbcoap_peer_id_lifetime(&e->params),
				NBCOAP_MID_OLDEST_FINISHED, now);
}

void nbcoap_ids_touch(struct nbcoap_endpoint *e, const struct nb_addr *addr,
		      uint16_t id, nb_ms now)
{
	uint32_t slot = nbcoap_peers_find(&e->peers, addr);

	nbcoap_mids_touch(slot == NBCOAP_NO_SLOT ? &e->shared_ids
						 : &e->peers.peers[slot].mids,
			  id, now);
}

uint16_t nbcoap_ids_chance(struct nbcoap_endpoint *e)
{
	uint64_t chance =
		nb_chance_below(&e->chance, NBCOAP_MID_COUNT - 2 * DISTANCE);

	return (uint16_t)(e->shared_ids.next + DISTANCE + chance);
}
