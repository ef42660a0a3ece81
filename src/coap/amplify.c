#include <nbcoap/amplify.h>

enum { DATAGRAM_MAX = UINT16_MAX };

/* What one datagram of @len bytes allows. */
static uint32_t worth(size_t len)
{
	size_t counted = len < DATAGRAM_MAX ? len : DATAGRAM_MAX;
	size_t bytes = NBCOAP_AMPLIFY_FACTOR * counted;

	return bytes < NBCOAP_AMPLIFY_ALWAYS ? NBCOAP_AMPLIFY_ALWAYS
					     : (uint32_t)bytes;
}

void nbcoap_amplify_received(struct nbcoap_amplify *a, size_t len)
{
	uint32_t more = worth(len);

	a->allowed =
		more > UINT32_MAX - a->allowed ? UINT32_MAX : a->allowed + more;
}

bool nbcoap_amplify_take(struct nbcoap_amplify *a, size_t len)
{
	if (a->proved)
		return true;
	if (len > a->allowed)
		return false;
	a->allowed -= (uint32_t)len;
	return true;
}
