#include <nbcoap/endpoint.h>

#include "base/addr.h"
#include "coap/course.h"
#include "coap/critical.h"
#include "coap/deliver.h"
#include "coap/key.h"
#include "coap/life.h"
#include "coap/serve.h"
#include "coap/service.h"
#include "coap/state.h"

/* A datagram that came, and from whom. */
struct input {
	struct nbcoap_endpoint *e;
	const struct nbcoap_arrival *from;
	struct nb_bytes bytes;
	const struct nb_addr *addr;
	struct nbcoap_peer *peer; /* NULL: we have not asked it */
	struct nbcoap_message m;
};

/* How long a peer may repeat what it sends. */
static nb_ms lifetime_of(const struct input *in)
{
	return nbcoap_peer_id_lifetime(nbcoap_service_params(in->e, in->addr));
}

static void reply(const struct input *in, enum nbcoap_type type, bool keep)
{
	nbcoap_replies_add(&in->e->replies, in->addr, in->m.id, type, keep,
			   in->e->now + lifetime_of(in));
}

/* The exchange that waits for a response with its token, or NULL. */
static struct nbcoap_exchange *find_waiting(const struct input *in)
{
	struct nbcoap_exchange *x;

	if (!in->peer)
		return NULL;
	x = nbcoap_state_find_token(in->e, in->peer, in->m.token,
				    in->m.token_len);
	return x && nbcoap_course_is_waiting(in->e, x) ? x : NULL;
}

/* The exchange whose message has its message ID, or NULL. */
static struct nbcoap_exchange *find_by_id(const struct input *in)
{
	return in->peer ? nbcoap_state_find_id(in->e, in->peer, in->m.id)
			: NULL;
}

static bool is_finished(const struct input *in)
{
	uint64_t key = nbcoap_key_token(in->e->config.secret, in->addr,
					in->m.token, in->m.token_len);

	return nbcoap_finished_has(&in->e->finished, key, in->e->now);
}

static void not_understood(const struct input *in, struct nbcoap_exchange *x)
{
	in->e->counters.malformed++;
	x->not_understood = true;
}

/* DESIGN, decision 11. */
static void unasked_con(const struct input *in)
{
	in->e->counters.unmatched++;
	reply(in, is_finished(in) ? NBCOAP_ACK : NBCOAP_RST, false);
}

static void con_response(const struct input *in)
{
	struct nbcoap_exchange *x = find_waiting(in);

	if (!x) {
		unasked_con(in);
	} else if (nbcoap_critical_are_understood(&in->m)) {
		reply(in, NBCOAP_ACK, true);
		nbcoap_course_answered(in->e, x, &in->m);
	} else {
		not_understood(in, x);
		reply(in, NBCOAP_RST, true);
		nbcoap_life_fail(in->e, x, NBCOAP_FAILURE_MALFORMED);
	}
}

static void unasked_non(const struct input *in)
{
	uint64_t key = nbcoap_key_peer(in->e->config.secret, in->addr);
	struct nbcoap_option observe;

	in->e->counters.unmatched++;
	if (nbcoap_message_find(&in->m, NBCOAP_OBSERVE, &observe) &&
	    nbcoap_limit_take(&in->e->limit, key, in->e->now))
		reply(in, NBCOAP_RST, false);
}

static void non_response(const struct input *in)
{
	struct nbcoap_exchange *x = find_waiting(in);

	if (!x)
		unasked_non(in);
	else if (nbcoap_critical_are_understood(&in->m))
		nbcoap_course_answered(in->e, x, &in->m);
	else
		not_understood(in, x);
}

static bool has_its_token(const struct input *in, struct nbcoap_exchange *x)
{
	return x && x == find_waiting(in);
}

/* A ping has no token; whoever answers it is there, whatever it says. */
static bool answers_ping(const struct input *in,
			 const struct nbcoap_exchange *x)
{
	return x && x->code == NBCOAP_EMPTY && in->m.token_len == 0;
}

/* Its request has been answered, and nothing is asked now. */
static bool is_observed(const struct nbcoap_exchange *x)
{
	return x->life == NBCOAP_LIFE_OBSERVED;
}

/* Has it sent messages with another ID before the present one? */
static bool has_begun_anew(const struct nbcoap_exchange *x)
{
	return x->handed > x->handed_id;
}

/*
 * A response in an Acknowledgement: of the message that has the ID now, or of
 * one that the same exchange sent before it began anew (RFC 7252, 5.3.2).
 */
static void piggybacked(const struct input *in)
{
	struct nbcoap_exchange *by_id = find_by_id(in);
	struct nbcoap_exchange *by_token = find_waiting(in);

	if (answers_ping(in, by_id)) {
		nbcoap_course_acked(in->e, by_id);
		return;
	}
	if (by_id && !has_its_token(in, by_id)) {
		in->e->counters.unmatched++;
		nbcoap_course_foreign(in->e, by_id);
		return;
	}
	if (!by_token || is_observed(by_token) ||
	    (!by_id && !has_begun_anew(by_token)))
		in->e->counters.late_acks++;
	else if (nbcoap_critical_are_understood(&in->m))
		nbcoap_course_answered(in->e, by_token, &in->m);
	else
		not_understood(in, by_token);
}

static void empty_ack(const struct input *in)
{
	struct nbcoap_exchange *x = find_by_id(in);

	if (x)
		nbcoap_course_acked(in->e, x);
	else if (!nbcoap_deliver_acked(in->e, in->addr, in->m.id))
		in->e->counters.late_acks++;
}

static void reset(const struct input *in)
{
	struct nbcoap_exchange *x = find_by_id(in);

	in->e->counters.resets_received++;
	if (x)
		nbcoap_course_reset(in->e, x);
	else
		nbcoap_deliver_reset(in->e, in->addr, in->m.id);
}

static bool is_response(const struct nbcoap_message *m)
{
	return NBCOAP_CODE_CLASS(m->code) >= 2;
}

static bool is_request(const struct nbcoap_message *m)
{
	return !is_response(m) && m->code != NBCOAP_EMPTY;
}

/* To a Confirmable message that nobody wants (RFC 7252, 4.2). */
static void reject(const struct input *in)
{
	if (in->from->admit != NBCOAP_ADMIT_IGNORE)
		reply(in, NBCOAP_RST, false);
}

static void request(const struct input *in)
{
	struct nbcoap_asked asked = {in->from, &in->m, in->bytes};

	if (nbcoap_serve_is_on(in->e))
		nbcoap_serve_request(in->e, &asked);
	else if (in->m.type == NBCOAP_CON)
		reject(in);
}

static void con(const struct input *in)
{
	if (is_request(&in->m))
		request(in);
	else if (nbcoap_replies_repeat(&in->e->replies, in->addr, in->m.id,
				       in->e->now))
		in->e->counters.duplicates++;
	else if (is_response(&in->m))
		con_response(in);
	else
		reject(in); /* a ping */
}

static void dispatch(const struct input *in)
{
	switch (in->m.type) {
	case NBCOAP_CON:
		con(in);
		break;
	case NBCOAP_NON:
		if (is_response(&in->m))
			non_response(in);
		else
			request(in);
		break;
	case NBCOAP_ACK:
		if (in->m.code == NBCOAP_EMPTY)
			empty_ack(in);
		else
			piggybacked(in);
		break;
	case NBCOAP_RST:
		reset(in);
		break;
	}
}

static void malformed(const struct input *in, enum nbcoap_format format)
{
	in->e->counters.malformed++;
	if (format == NBCOAP_FORMAT_REJECT && in->m.type == NBCOAP_CON)
		reject(in);
}

void nbcoap_endpoint_arrival(struct nbcoap_endpoint *e,
			     const struct nbcoap_arrival *arrival,
			     const void *data, size_t len, nb_ms now)
{
	struct input in = {
		.e = e,
		.from = arrival,
		.bytes = {data, len},
		.addr = &arrival->peer,
	};
	enum nbcoap_format format;

	e->now = now;
	if (arrival->multicast || nb_addr_is_multicast(in.addr))
		return;
	e->counters.bytes_received += len;
	in.peer = nbcoap_peers_find(&e->peers, in.addr);
	format = e->token_max > NBCOAP_TOKEN_MAX
			 ? nbcoap_message_decode_extended(&in.m, data, len)
			 : nbcoap_message_decode(&in.m, data, len);
	if (format != NBCOAP_FORMAT_IGNORE && in.peer)
		nbcoap_life_heard(e, in.peer);
	if (format == NBCOAP_FORMAT_GOOD)
		dispatch(&in);
	else
		malformed(&in, format);
}

void nbcoap_endpoint_input(struct nbcoap_endpoint *e,
			   const struct nb_addr *peer, const void *data,
			   size_t len, nb_ms now)
{
	struct nbcoap_arrival arrival = {.peer = *peer};

	nbcoap_endpoint_arrival(e, &arrival, data, len, now);
}
