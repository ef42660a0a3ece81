#include "coap/probing.h"

void nbcoap_probing_heard(struct nbcoap_probing *p)
{
	p->bytes = 0;
}

void nbcoap_probing_sent(struct nbcoap_probing *p, uint32_t len, nb_ms now)
{
	if (!p->bytes)
		p->since = now;
	p->bytes = len < UINT32_MAX - p->bytes ? p->bytes + len : UINT32_MAX;
}

nb_ms nbcoap_probing_free_at(const struct nbcoap_probing *p, uint32_t rate)
{
	if (!p->bytes || !rate)
		return INT64_MIN;
	return p->since + (nb_ms)p->bytes * 1000 / rate;
}
