#include "transfer/ask.h"

#include "transfer/options.h"

enum {
	NO_CACHE_KEY_MASK = 0x1e,
	NO_CACHE_KEY = 0x1c,
};

/* Is it the same in all blocks of one body, as Request-Tag is (RFC 7959, 2.5;
   RFC 7252, 5.4.6; RFC 9175, 3)? */
static bool is_of_operation(uint16_t number)
{
	switch (number) {
	case NBCOAP_BLOCK1:
	case NBCOAP_BLOCK2:
	case NBCOAP_OBSERVE:
	case NBCOAP_CONTENT_FORMAT:
		return false;
	}
	return (number & NO_CACHE_KEY_MASK) != NO_CACHE_KEY;
}

void nbcoap_ask_read(struct nbcoap_ask *ask,
		     const uint8_t secret[NB_SECRET_LEN],
		     const struct nb_addr *peer, const struct nbcoap_message *m)
{
	uint32_t size;

	*ask = (struct nbcoap_ask){
		.code = m->code,
		.key = m->code ^
		       nbcoap_options_key(secret, peer, m, is_of_operation),
		.block2 = {.szx = NBCOAP_BLOCK_SZX_MAX},
	};
	ask->has_block1 =
		nbcoap_blockwise_find(m, NBCOAP_BLOCK1, &ask->block1) > 0;
	ask->has_block2 =
		nbcoap_blockwise_find(m, NBCOAP_BLOCK2, &ask->block2) > 0;
	ask->wants_size = nbcoap_blockwise_find_size(m, NBCOAP_SIZE2, &size);
}
