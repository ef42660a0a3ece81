#include "coap/retry.h"

enum { GRACES_IN_ACK_TIMEOUT = 16 };

static nb_ms lesser(nb_ms a, nb_ms b)
{
	return a < b ? a : b;
}

static nb_ms greater(nb_ms a, nb_ms b)
{
	return a > b ? a : b;
}

void nbcoap_retry_init(struct nbcoap_retry *r, const struct nbcoap_params *p,
		       nb_ms least, uint64_t chance)
{
	nb_ms most = p->ack_timeout * p->ack_random_milli / 1000;
	nb_ms spread = greater(most - p->ack_timeout, 0);
	nb_ms first = p->ack_timeout + (nb_ms)(chance % ((uint64_t)spread + 1));

	r->longest = most << p->max_retransmit;
	r->interval = lesser(greater(first, least), r->longest);
	r->span = nbcoap_max_transmit_span(p);
	r->grace = (uint32_t)(p->ack_timeout / GRACES_IN_ACK_TIMEOUT);
	r->span_end = NB_NEVER;
	r->deadline = NB_NEVER;
	r->left = p->max_retransmit;
}

/*
 * A wait begins at @now.  A retransmission that would fall behind the span
 * comes at its end, unless that would halve the wait: then none is left.
 */
static void wait(struct nbcoap_retry *r, nb_ms interval, nb_ms now)
{
	r->deadline = now + interval;
	if (!r->left || r->deadline <= r->span_end)
		return;
	if (r->span_end - now >= interval / 2)
		r->deadline = r->span_end;
	else
		r->left = 0;
}

void nbcoap_retry_sent(struct nbcoap_retry *r, nb_ms extra, nb_ms now)
{
	if (r->span_end == NB_NEVER)
		r->span_end = now + r->span;
	wait(r, r->interval + extra, now);
}

bool nbcoap_retry_may_send(const struct nbcoap_retry *r, nb_ms now)
{
	return r->span_end == NB_NEVER || now <= r->span_end + r->grace;
}

enum nbcoap_retry_act nbcoap_retry_expire(struct nbcoap_retry *r, nb_ms now)
{
	if (now < r->deadline)
		return NBCOAP_RETRY_WAIT;
	if (!r->left) {
		r->deadline = NB_NEVER;
		return NBCOAP_RETRY_GIVE_UP;
	}
	r->left--;
	r->interval = lesser(2 * r->interval, r->longest);
	wait(r, r->interval, now);
	return NBCOAP_RETRY_RESEND;
}
