#include "coap/key.h"

#include "base/writer.h"

#include <nbcoap/message.h>

enum { KEY_TEXT = 24 + 1 + NBCOAP_TOKEN_MAX };

static uint64_t key(const uint8_t secret[NB_SECRET_LEN],
		    const struct nb_addr *peer, char what, const void *data,
		    size_t len)
{
	uint8_t text[KEY_TEXT];
	struct nb_writer w;

	nb_writer_init(&w, text, sizeof(text));
	nb_writer_u8(&w, (uint8_t)what);
	nb_writer_u8(&w, peer->family);
	nb_writer_bytes(&w, peer->ip, sizeof(peer->ip));
	nb_writer_u32(&w, peer->zone);
	nb_writer_u16(&w, peer->port);
	nb_writer_bytes(&w, data, len);
	return nb_hash(secret, text, w.len);
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
	return key(secret, peer, 't', token, len);
}
