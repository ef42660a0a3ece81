#include "coap/check.h"

#include "coap/critical.h"

#include <nbcoap/blockwise.h>

static bool has(const struct nbcoap_message *m, uint16_t number)
{
	struct nbcoap_option option;

	return nbcoap_message_find(m, number, &option);
}

static bool has_reserved_size(const struct nbcoap_message *m, uint16_t number)
{
	struct nbcoap_block_option block;

	return nbcoap_blockwise_find(m, number, &block) < 0;
}

/* Has it gone too far (RFC 8768, 3)? */
static bool is_out_of_hops(const struct nbcoap_message *m)
{
	struct nbcoap_option option;

	return nbcoap_message_find(m, NBCOAP_HOP_LIMIT, &option) &&
	       !nbcoap_option_uint(&option);
}

struct nbcoap_refusal nbcoap_check_request(const struct nbcoap_message *m)
{
	struct nbcoap_refusal refusal = {0, 0};

	if (nbcoap_critical_find(m, &refusal.option))
		refusal.code = NBCOAP_CODE(4, 2);
	else if (has(m, NBCOAP_PROXY_URI) || has(m, NBCOAP_PROXY_SCHEME))
		refusal.code = NBCOAP_CODE(5, 5);
	else if (has_reserved_size(m, NBCOAP_BLOCK1) ||
		 has_reserved_size(m, NBCOAP_BLOCK2) || is_out_of_hops(m))
		refusal.code = NBCOAP_CODE(4, 0);
	else if (!nbcoap_method_name(m->code))
		refusal.code = NBCOAP_CODE(4, 5);
	return refusal;
}
