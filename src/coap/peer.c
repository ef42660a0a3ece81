#include "coap/peer.h"

#include "base/addr.h"
#include "coap/key.h"

#include <string.h>

void nbcoap_peers_place(struct nbcoap_peers *p, uint32_t cap,
			const uint8_t *secret,
			struct nbcoap_list_item *exchanges,
			struct nbcoap_arena *a)
{
	p->cap = cap;
	p->secret = secret;
	p->exchanges = exchanges;
	p->peers = nbcoap_arena_take(a, cap, sizeof(p->peers[0]));
	nbcoap_table_place(&p->table, cap, a);
}

struct nbcoap_peer *nbcoap_peers_find(const struct nbcoap_peers *p,
				      const struct nb_addr *addr)
{
	uint32_t slot =
		nbcoap_table_find(&p->table, nbcoap_key_peer(p->secret, addr));

	return slot == NBCOAP_NO_SLOT ? NULL : &p->peers[slot];
}

nb_ms nbcoap_peer_id_lifetime(const struct nbcoap_params *params)
{
	nb_ms lifetime = nbcoap_exchange_lifetime(params);

	return lifetime > params->peer_lifetime ? lifetime
						: params->peer_lifetime;
}

nb_ms nbcoap_peer_free_at(const struct nbcoap_peer *peer)
{
	nb_ms probing = nbcoap_probing_free_at(&peer->probing,
					       peer->params.probing_rate);
	nb_ms ids = nbcoap_mids_all_free_at(
		&peer->mids, nbcoap_peer_id_lifetime(&peer->params));

	return probing > ids ? probing : ids;
}

/* Room for one more, going around so that the oldest tend to go first. */
static struct nbcoap_peer *find_room(const struct nbcoap_peers *p, nb_ms now)
{
	if (p->count < p->cap)
		return &p->peers[p->count];
	for (uint32_t i = 0; i < p->cap; i++) {
		struct nbcoap_peer *peer = &p->peers[(p->hand + i) % p->cap];
		if (!peer->exchanges && nbcoap_peer_free_at(peer) <= now)
			return peer;
	}
	return NULL;
}

bool nbcoap_peers_has_room(const struct nbcoap_peers *p, nb_ms now)
{
	return find_room(p, now);
}

static void init(struct nbcoap_peer *peer, const struct nb_addr *addr,
		 const struct nbcoap_params *params, uint16_t chance, nb_ms now)
{
	memset(peer, 0, sizeof(*peer));
	peer->addr = *addr;
	peer->params = *params;
	peer->last_heard = NB_NEVER;
	peer->rtt = -1;
	nbcoap_mids_init(&peer->mids, chance);
	nbcoap_rto_init(&peer->rto, params, now);
}

struct nbcoap_peer *nbcoap_peers_add(struct nbcoap_peers *p,
				     const struct nb_addr *addr,
				     const struct nbcoap_params *params,
				     uint16_t chance, nb_ms now)
{
	struct nbcoap_peer *peer = find_room(p, now);

	if (!peer)
		return NULL;
	uint32_t slot = (uint32_t)(peer - p->peers);
	if (slot == p->count)
		p->count++;
	nbcoap_table_remove(&p->table, slot);
	p->hand = (slot + 1) % p->cap;
	init(peer, addr, params, chance, now);
	peer->slot = slot;
	nbcoap_list_init(&peer->abandoned, p->exchanges);
	nbcoap_table_add(&p->table, slot, nbcoap_key_peer(p->secret, addr));
	return peer;
}

bool nbcoap_peer_is_starved(const struct nbcoap_peer *peer, nb_ms now)
{
	return !nbcoap_mids_available(&peer->mids,
				      nbcoap_peer_id_lifetime(&peer->params),
				      peer->params.mid_reuse, now);
}

nb_ms nbcoap_peer_fed_at(const struct nbcoap_peer *peer)
{
	return nbcoap_mids_free_at(&peer->mids,
				   nbcoap_peer_id_lifetime(&peer->params));
}

bool nbcoap_peer_has_turn(const struct nbcoap_peer *peer,
			  const struct nbcoap_params *params)
{
	unsigned nstart = params->nstart;

	if (peer->outstanding && peer->nstart < nstart)
		nstart = peer->nstart;
	return peer->outstanding < nstart;
}
