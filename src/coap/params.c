#include <nbcoap/params.h>

/* RFC 7252, 4.8; peer_lifetime is EXCHANGE_LIFETIME of these values. */
const struct nbcoap_params nbcoap_params_rfc7252 = {
	.ack_timeout = 2000,
	.ack_random_milli = 1500,
	.max_retransmit = 4,
	.max_latency = 100000,
	.processing_delay = 2000,
	.peer_lifetime = 247000,
	.nstart = 1,
	.probing_rate = 1,
	.token_len = 4,
	.mid_reuse = NBCOAP_MID_STRICT,
};

const struct nbcoap_params nbcoap_params_nb_iot = {
	.ack_timeout = 15000,
	.ack_random_milli = 1500,
	.max_retransmit = 3,
	.max_latency = 80000,
	.processing_delay = 15000,
	.peer_lifetime = 247000,
	.nstart = 1,
	.probing_rate = 1,
	.token_len = 4,
	.mid_reuse = NBCOAP_MID_STRICT,
};

/* ACK_TIMEOUT * (2 ** doublings - 1) * ACK_RANDOM_FACTOR */
static nb_ms longest(const struct nbcoap_params *p, unsigned doublings)
{
	nb_ms waits = ((nb_ms)1 << doublings) - 1;
	return p->ack_timeout * waits * p->ack_random_milli / 1000;
}

nb_ms nbcoap_max_transmit_span(const struct nbcoap_params *p)
{
	return longest(p, p->max_retransmit);
}

nb_ms nbcoap_max_transmit_wait(const struct nbcoap_params *p)
{
	return longest(p, p->max_retransmit + 1);
}

nb_ms nbcoap_exchange_lifetime(const struct nbcoap_params *p)
{
	nb_ms wait = nbcoap_max_transmit_wait(p);
	nb_ms lifetime = nbcoap_max_transmit_span(p) + 2 * p->max_latency +
			 p->processing_delay;
	return wait > lifetime ? wait : lifetime;
}

nb_ms nbcoap_non_lifetime(const struct nbcoap_params *p)
{
	return nbcoap_max_transmit_span(p) + p->max_latency;
}
