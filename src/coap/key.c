#include "coap/key.h"

#include <nbcoap/message.h>

#include <string.h>

/* An address, what is sought, and what it is sought by. */
struct text {
	uint8_t ip[16];
	uint32_t zone;
	uint16_t port;
	uint8_t family;
	char what;
	uint8_t data[NBCOAP_TOKEN_MAX];
};

/* No byte between the members is without a value. */
_Static_assert(offsetof(struct text, data) == 24, "the text has holes");

static uint64_t key(const uint8_t secret[NB_SECRET_LEN],
		    const struct nb_addr *peer, char what, const void *data,
		    size_t len)
{
	struct text text = {
		.zone = peer->zone,
		.port = peer->port,
		.family = peer->family,
		.what = what,
	};

	memcpy(text.ip, peer->ip, sizeof(text.ip));
	memcpy(text.data, data, len);
	return nb_hash(secret, &text, offsetof(struct text, data) + len);
}

uint64_t nbcoap_key_peer(const uint8_t secret[NB_SECRET_LEN],
			 const struct nb_addr *peer)
{
	return key(secret, peer, 'p', "", 0);
}

uint64_t nbcoap_key_id(const uint8_t secret[NB_SECRET_LEN],
		       const struct nb_addr *peer, uint16_t id)
{
	return key(secret, peer, 'i', &id, sizeof(id));
}

uint64_t nbcoap_key_token(const uint8_t secret[NB_SECRET_LEN],
			  const struct nb_addr *peer, const uint8_t *token,
			  size_t len)
{
	uint64_t digest;

	if (len <= NBCOAP_TOKEN_MAX)
		return key(secret, peer, 't', token, len);
	digest = nb_hash(secret, token, len);
	return key(secret, peer, 'T', &digest, sizeof(digest));
}
