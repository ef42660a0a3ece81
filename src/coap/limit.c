#include "coap/limit.h"

bool nbcoap_limit_take(struct nbcoap_limit *l, uint64_t key, nb_ms now)
{
	unsigned found = NBCOAP_LIMIT_PEERS;

	for (unsigned i = 0; i < NBCOAP_LIMIT_PEERS; i++) {
		if (!l->peers[i].key || now >= l->peers[i].free_at)
			found = i;
		else if (l->peers[i].key == key)
			return false;
	}
	if (found == NBCOAP_LIMIT_PEERS)
		return false;
	l->peers[found].key = key;
	l->peers[found].free_at = now + NBCOAP_LIMIT_MS;
	return true;
}
