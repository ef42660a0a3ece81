#include "coap/serve.h"

#include "base/writer.h"
#include "coap/check.h"
#include "coap/event.h"
#include "coap/proof.h"
#include "coap/respond.h"
#include "coap/service.h"

#include <string.h>

enum {
	BAD_REQUEST = NBCOAP_CODE(4, 0),
	BAD_OPTION = NBCOAP_CODE(4, 2),
	FORBIDDEN = NBCOAP_CODE(4, 3),
	SERVICE_UNAVAILABLE = NBCOAP_CODE(5, 3),
	DIAGNOSTIC_MAX = 16,
	RETRY_AFTER = 10, /* s */
};

bool nbcoap_serve_is_on(const struct nbcoap_endpoint *e)
{
	return e->inbounds.limit;
}

static unsigned suppress_of(const struct nbcoap_message *m)
{
	struct nbcoap_option option;

	return nbcoap_message_find(m, NBCOAP_NO_RESPONSE, &option)
		       ? nbcoap_option_uint(&option)
		       : 0;
}

/* When no duplicate of it can come any more. */
static nb_ms expiry_of(const struct nbcoap_endpoint *e,
		       const struct nbcoap_asked *a)
{
	const struct nbcoap_params *params =
		nbcoap_service_params(e, &a->from->peer);

	return e->now + (a->message->type == NBCOAP_CON
				 ? nbcoap_peer_id_lifetime(params)
				 : nbcoap_non_lifetime(params));
}

/* One more request, or NULL. */
static struct nbcoap_inbound *find_room(struct nbcoap_endpoint *e)
{
	const struct nbcoap_inbounds *all = &e->inbounds;

	return all->open - all->notifying < all->limit ? nbcoap_service_add(e)
						       : NULL;
}

/* Remembers it; NULL when there is no room. */
static struct nbcoap_inbound *
remember(struct nbcoap_endpoint *e, const struct nbcoap_asked *a, uint64_t hash)
{
	const struct nbcoap_message *m = a->message;
	struct nbcoap_inbound *x = find_room(e);

	if (!x)
		return NULL;
	x->peer = a->from->peer;
	x->hash = hash;
	x->id = m->id;
	x->code = m->code;
	x->token_len = m->token_len;
	memcpy(nbcoap_inbound_token(x), m->token, m->token_len);
	x->confirmable = m->type == NBCOAP_CON;
	x->suppress = suppress_of(m);
	x->deadline = e->now + e->config.ack_delay;
	x->expires = expiry_of(e, a);
	x->amplify.proved = nbcoap_proof_is_given(e, &x->peer, m);
	nbcoap_amplify_received(&x->amplify, a->bytes.len);
	nbcoap_service_enlist(e, x, NBCOAP_INBOUND_ASKED);
	return x;
}

/*
 * Turned away in its Acknowledgement.  The same bytes would get the same
 * again, so nothing is remembered.
 */
static void turn_away_con(struct nbcoap_endpoint *e,
			  const struct nbcoap_asked *a,
			  const struct nbcoap_response *response)
{
	struct nbcoap_message head = *a->message;

	head.type = NBCOAP_ACK;
	head.code = response->code;
	if (nbcoap_respond_is_suppressed(suppress_of(a->message), head.code))
		nbcoap_replies_add(&e->replies, &a->from->peer, head.id,
				   NBCOAP_ACK, false, expiry_of(e, a));
	else
		nbcoap_replies_add_message(&e->replies, &a->from->peer, &head,
					   response, expiry_of(e, a));
}

static struct nb_bytes name_option(uint16_t number, uint8_t *buf)
{
	struct nb_writer w;

	nb_writer_init(&w, buf, DIAGNOSTIC_MAX);
	nb_writer_text(&w, "option ");
	nb_writer_decimal(&w, number);
	return (struct nb_bytes){buf, number ? w.len : 0};
}

/* Turned away as if its owner had done so. */
static void refuse(struct nbcoap_endpoint *e, const struct nbcoap_asked *a,
		   uint64_t hash, const struct nbcoap_response *response)
{
	struct nbcoap_inbound *x = remember(e, a, hash);

	if (x)
		nbcoap_respond(e, x, response, NBCOAP_WORTH_REFUSED);
}

/* A Non-confirmable with an unknown critical option is rejected: silence. */
static void turn_away_non(struct nbcoap_endpoint *e,
			  const struct nbcoap_asked *a, uint64_t hash,
			  const struct nbcoap_response *response)
{
	if (response->code != BAD_OPTION)
		refuse(e, a, hash, response);
}

static void turn_away_with(struct nbcoap_endpoint *e,
			   const struct nbcoap_asked *a, uint64_t hash,
			   const struct nbcoap_response *response)
{
	e->counters.inbound_refused++;
	if (a->message->type == NBCOAP_CON)
		turn_away_con(e, a, response);
	else
		turn_away_non(e, a, hash, response);
}

static void turn_away(struct nbcoap_endpoint *e, const struct nbcoap_asked *a,
		      uint64_t hash, struct nbcoap_refusal refusal)
{
	uint8_t text[DIAGNOSTIC_MAX];
	struct nbcoap_response response = {.code = refusal.code};

	if (a->message->type == NBCOAP_CON)
		response.payload = name_option(refusal.option, text);
	turn_away_with(e, a, hash, &response);
}

/* It would act, or observe, and may be somewhere else than it says. */
static void challenge(struct nbcoap_endpoint *e, const struct nbcoap_asked *a,
		      uint64_t hash)
{
	struct nbcoap_challenge c;

	nbcoap_proof_challenge(e, &a->from->peer, &c);
	turn_away_with(e, a, hash, &c.response);
}

/* It gets its token back all the same (RFC 8974, 2.2.2), if that fits. */
static void refuse_token(struct nbcoap_endpoint *e,
			 const struct nbcoap_asked *a, uint64_t hash)
{
	static const struct nbcoap_response bad_request = {.code = BAD_REQUEST};
	uint16_t len = a->message->token_len;

	e->counters.inbound_refused++;
	if (nbcoap_message_token_offset(len) + len <= e->inbounds.message_size)
		refuse(e, a, hash, &bad_request);
}

/* There is no room for it, or its peer may not ask. */
static void turn_down(struct nbcoap_endpoint *e, const struct nbcoap_asked *a,
		      const struct nbcoap_response *response)
{
	e->counters.inbound_refused++;
	if (a->message->type == NBCOAP_CON)
		turn_away_con(e, a, response);
}

/* 5.03 says when to try again (RFC 7252, 5.9.3.4). */
static void turn_down_for_now(struct nbcoap_endpoint *e,
			      const struct nbcoap_asked *a)
{
	static const uint8_t seconds = RETRY_AFTER;
	static const struct nbcoap_option max_age = {NBCOAP_MAX_AGE, 1,
						     &seconds};
	static const struct nbcoap_response response = {
		.code = SERVICE_UNAVAILABLE,
		.options = &max_age,
		.option_count = 1,
	};

	turn_down(e, a, &response);
}

static void take(struct nbcoap_endpoint *e, const struct nbcoap_asked *a,
		 uint64_t hash)
{
	struct nbcoap_inbound *x = remember(e, a, hash);

	if (!x) {
		turn_down_for_now(e, a);
		return;
	}
	e->counters.inbound++;
	e->message = *a->message;
	x->owned = true;
	nbcoap_event_raise_inbound(e, x, NBCOAP_EVENT_PIN);
	nbcoap_event_raise_inbound(e, x, NBCOAP_EVENT_REQUEST);
}

/* It got the same before: the same answer, or the empty Acknowledgement. */
static void repeat(struct nbcoap_endpoint *e, struct nbcoap_inbound *x)
{
	e->counters.inbound_duplicates++;
	if (!x->confirmable)
		return;
	if (x->acked)
		nbcoap_service_ack(e, x);
	else if (x->life == NBCOAP_INBOUND_DONE &&
		 nbcoap_outbox_is_idle(&e->outbox, x->number))
		nbcoap_outbox_put(&e->outbox, x->number);
}

/* The one of which this is a duplicate, or NULL. */
static struct nbcoap_inbound *find_first(struct nbcoap_endpoint *e,
					 const struct nbcoap_asked *a,
					 uint64_t hash)
{
	struct nbcoap_inbound *x =
		nbcoap_service_find(e, &a->from->peer, a->message->id, hash);

	if (!x || x->life != NBCOAP_INBOUND_DONE ||
	    (e->now < x->expires && !e->config.again))
		return x;
	nbcoap_service_forget(e, x);
	return NULL;
}

static void serve(struct nbcoap_endpoint *e, const struct nbcoap_asked *a)
{
	struct nbcoap_refusal refusal = nbcoap_check_request(a->message);
	uint64_t hash = nb_hash(e->request_secret, a->bytes.data, a->bytes.len);
	struct nbcoap_inbound *first = find_first(e, a, hash);

	if (first)
		repeat(e, first);
	else if (a->message->token_len > e->token_max)
		refuse_token(e, a, hash);
	else if (refusal.code)
		turn_away(e, a, hash, refusal);
	else if (!nbcoap_proof_may_wait(a->message) &&
		 !nbcoap_proof_is_given(e, &a->from->peer, a->message))
		challenge(e, a, hash);
	else
		take(e, a, hash);
}

void nbcoap_serve_request(struct nbcoap_endpoint *e,
			  const struct nbcoap_asked *asked)
{
	static const struct nbcoap_response forbidden = {.code = FORBIDDEN};

	switch (asked->from->admit) {
	case NBCOAP_ADMIT:
		serve(e, asked);
		break;
	case NBCOAP_ADMIT_REFUSE:
		turn_down(e, asked, &forbidden);
		break;
	case NBCOAP_ADMIT_IGNORE:
		break;
	}
}
