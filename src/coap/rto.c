#include <nbcoap/rto.h>

enum {
	TRANSMISSIONS_MOST = 3, /* of an exchange that still says something */
	STRONG_VARIATIONS = 4,  /* K */
	WEAK_VARIATIONS = 1,
	STRONG_SHARE = 2, /* 1 / the weight of an estimate in the timeout */
	WEAK_SHARE = 4,

	SMALL = 1000, /* a timeout below that ages upwards   */
	SMALL_AGE = 16,
	LARGE = 3000, /* a timeout above that ages downwards */
	LARGE_AGE = 4,
	LARGE_BASE = 1000,
};

static nb_ms lesser(nb_ms a, nb_ms b)
{
	return a < b ? a : b;
}

static nb_ms greater(nb_ms a, nb_ms b)
{
	return a > b ? a : b;
}

static nb_ms distance(nb_ms a, nb_ms b)
{
	return a < b ? b - a : a - b;
}

static nb_ms bounded(const struct nbcoap_rto *r, nb_ms timeout)
{
	return lesser(greater(timeout, NBCOAP_RTO_LEAST), r->most);
}

/*
 * The longest ACK_TIMEOUT whose span leaves room for max_latency; what the
 * caller has set is never too long.
 */
static nb_ms longest(const struct nbcoap_params *p)
{
	nb_ms span = p->peer_lifetime - p->max_latency;
	nb_ms waits = ((nb_ms)1 << p->max_retransmit) - 1;
	nb_ms milli = waits * p->ack_random_milli;

	return greater(milli ? span * 1000 / milli : span, p->ack_timeout);
}

void nbcoap_rto_bound(struct nbcoap_rto *r, const struct nbcoap_params *params)
{
	bool measured = r->strong.any || r->weak.any;

	r->most = longest(params);
	r->timeout = bounded(r, measured ? r->timeout : params->ack_timeout);
}

void nbcoap_rto_init(struct nbcoap_rto *r, const struct nbcoap_params *params,
		     nb_ms now)
{
	*r = (struct nbcoap_rto){.updated_at = now};
	nbcoap_rto_bound(r, params);
}

/* RFC 6298, 2.2 and 2.3, with alpha 1/8 and beta 1/4. */
static void estimate(struct nbcoap_rto_estimator *e, nb_ms round_trip)
{
	if (!e->any) {
		e->any = true;
		e->srtt8 = 8 * round_trip;
		e->rttvar4 = 2 * round_trip;
		return;
	}
	e->rttvar4 += distance(e->srtt8 / 8, round_trip) - e->rttvar4 / 4;
	e->srtt8 += round_trip - e->srtt8 / 8;
}

static nb_ms estimated(const struct nbcoap_rto_estimator *e, nb_ms variations)
{
	return e->srtt8 / 8 + variations * e->rttvar4 / 4;
}

static void take_in(struct nbcoap_rto *r, nb_ms estimate, nb_ms share)
{
	r->timeout = bounded(r, (estimate + (share - 1) * r->timeout) / share);
}

void nbcoap_rto_input(struct nbcoap_rto *r, nb_ms round_trip,
		      unsigned transmissions, nb_ms now)
{
	if (transmissions > TRANSMISSIONS_MOST || round_trip < 0)
		return;
	if (transmissions > 1) {
		estimate(&r->weak, round_trip);
		take_in(r, estimated(&r->weak, WEAK_VARIATIONS), WEAK_SHARE);
	} else {
		estimate(&r->strong, round_trip);
		take_in(r, estimated(&r->strong, STRONG_VARIATIONS),
			STRONG_SHARE);
	}
	r->updated_at = now;
}

/* When the timeout ages next; never when it is neither small nor large. */
static nb_ms ages_at(const struct nbcoap_rto *r)
{
	if (r->timeout < lesser(SMALL, r->most))
		return r->updated_at + SMALL_AGE * r->timeout;
	if (r->timeout > LARGE)
		return r->updated_at + LARGE_AGE * r->timeout;
	return NB_NEVER;
}

nb_ms nbcoap_rto_timeout(struct nbcoap_rto *r, nb_ms now)
{
	nb_ms at;

	while ((at = ages_at(r)) < now) {
		nb_ms older = r->timeout < SMALL ? 2 * r->timeout
						 : LARGE_BASE + r->timeout / 2;
		r->timeout = bounded(r, older);
		r->updated_at = at;
	}
	return r->timeout;
}
