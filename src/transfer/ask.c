#include "transfer/ask.h"

#include "coap/key.h"

enum {
	NO_CACHE_KEY_MASK = 0x1e,
	NO_CACHE_KEY = 0x1c,
};

/* Does it differ between the blocks of one body (RFC 7959, 2.5; RFC 7252,
   5.4.6)? */
static bool is_of_block(uint16_t number)
{
	switch (number) {
	case NBCOAP_BLOCK1:
	case NBCOAP_BLOCK2:
	case NBCOAP_OBSERVE:
	case NBCOAP_CONTENT_FORMAT:
		return true;
	}
	return (number & NO_CACHE_KEY_MASK) == NO_CACHE_KEY;
}

static uint64_t mix(uint64_t key, uint64_t with)
{
	enum { ROTATE = 7 };

	return (key << ROTATE | key >> (64 - ROTATE)) ^ with;
}

/* The peer, the method and the options that make it one resource and one
   operation, Request-Tag among them (RFC 9175, 3). */
static uint64_t key_of(const uint8_t *secret, const struct nb_addr *peer,
		       const struct nbcoap_message *m)
{
	uint64_t key = nbcoap_key_peer(secret, peer) ^ m->code;
	struct nbcoap_options walk;
	struct nbcoap_option option;

	nbcoap_options_init(&walk, m);
	while (nbcoap_options_next(&walk, &option))
		if (!is_of_block(option.number))
			key = mix(mix(key, option.number),
				  nb_hash(secret, option.value, option.len));
	return key;
}

void nbcoap_ask_read(struct nbcoap_ask *ask,
		     const uint8_t secret[NB_SECRET_LEN],
		     const struct nb_addr *peer, const struct nbcoap_message *m)
{
	uint32_t size;

	*ask = (struct nbcoap_ask){
		.code = m->code,
		.key = key_of(secret, peer, m),
		.block2 = {.szx = NBCOAP_BLOCK_SZX_MAX},
	};
	ask->has_block1 =
		nbcoap_blockwise_find(m, NBCOAP_BLOCK1, &ask->block1) > 0;
	ask->has_block2 =
		nbcoap_blockwise_find(m, NBCOAP_BLOCK2, &ask->block2) > 0;
	ask->wants_size = nbcoap_blockwise_find_size(m, NBCOAP_SIZE2, &size);
}
