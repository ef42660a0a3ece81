#include "coap/respond.h"

#include "coap/proof.h"
#include "coap/service.h"

#include <string.h>

enum { FIRST_CLASS_OF_RESPONSES = 2, LAST_CLASS_OF_RESPONSES = 5 };

bool nbcoap_respond_is_suppressed(unsigned suppress, uint8_t code)
{
	return suppress >> (NBCOAP_CODE_CLASS(code) - 1) & 1;
}

static bool is_response_code(uint8_t code)
{
	return NBCOAP_CODE_CLASS(code) >= FIRST_CLASS_OF_RESPONSES &&
	       NBCOAP_CODE_CLASS(code) <= LAST_CLASS_OF_RESPONSES;
}

static struct nbcoap_message head_of(const struct nbcoap_inbound *x,
				     uint8_t code)
{
	struct nbcoap_message m = {
		.type = x->confirmable ? NBCOAP_ACK : NBCOAP_NON,
		.id = x->id,
		.code = code,
	};

	if (code == NBCOAP_EMPTY)
		return m;
	m.token_len = x->token_len;
	m.token = nbcoap_inbound_token(x);
	return m;
}

/* Is the empty Acknowledgement still to be sent?  Then it is not any more. */
static bool stops_ack(struct nbcoap_endpoint *e, struct nbcoap_inbound *x)
{
	if (x->acked && !nbcoap_replies_take_back(&e->replies, &x->peer, x->id))
		return false;
	x->acked = false;
	return true;
}

int nbcoap_respond_measure(const struct nbcoap_endpoint *e,
			   const struct nbcoap_message *head,
			   const struct nbcoap_response *response)
{
	if (!is_response_code(response->code))
		return NB_ERR_CALLER;
	int len = nbcoap_message_measure(head, response->options,
					 response->option_count,
					 response->payload);
	return len > (int)e->inbounds.message_size ? NB_ERR_SPACE : len;
}

void nbcoap_respond_encode(struct nbcoap_endpoint *e, struct nbcoap_inbound *x,
			   const struct nbcoap_message *head,
			   const struct nbcoap_response *response)
{
	int len =
		nbcoap_message_encode(head, response->options,
				      response->option_count, response->payload,
				      x->bytes, e->inbounds.message_size);

	x->len = (uint32_t)len;
}

static void begin_separate(struct nbcoap_endpoint *e, struct nbcoap_inbound *x)
{
	const struct nbcoap_params *params = nbcoap_service_params(e, &x->peer);

	nbcoap_retry_init(&x->retry, params, 0, nb_chance_next(&e->chance));
	x->deadline = e->now + nbcoap_exchange_lifetime(params);
	nbcoap_service_enter(e, x, NBCOAP_INBOUND_SEPARATE);
}

void nbcoap_respond_begin(struct nbcoap_endpoint *e, struct nbcoap_inbound *x,
			  enum nbcoap_type type)
{
	nbcoap_outbox_put(&e->outbox, x->number);
	if (type == NBCOAP_CON)
		begin_separate(e, x);
	else
		nbcoap_service_enter(e, x, NBCOAP_INBOUND_ANSWERED);
}

/* It is not to be answered; but its message must be acknowledged. */
static void keep_quiet(struct nbcoap_endpoint *e, struct nbcoap_inbound *x)
{
	static const struct nbcoap_response empty = {.code = NBCOAP_EMPTY};
	struct nbcoap_message head = head_of(x, NBCOAP_EMPTY);

	if (!x->confirmable || x->acked) {
		nbcoap_service_deliver(e, x);
		return;
	}
	nbcoap_respond_encode(e, x, &head, &empty);
	nbcoap_respond_begin(e, x, head.type);
}

/* What it costs to answer with a message of @len bytes, lost each time. */
static size_t cost_of(const struct nbcoap_endpoint *e,
		      const struct nbcoap_inbound *x, int len)
{
	unsigned again =
		x->acked ? nbcoap_service_params(e, &x->peer)->max_retransmit
			 : 0;

	return (size_t)len * (1 + again);
}

static void respond(struct nbcoap_endpoint *e, struct nbcoap_inbound *x,
		    const struct nbcoap_response *response,
		    enum nbcoap_worth worth)
{
	struct nbcoap_message head = head_of(x, response->code);

	x->worth = worth;
	if (nbcoap_respond_is_suppressed(x->suppress, response->code)) {
		keep_quiet(e, x);
		return;
	}
	if (!stops_ack(e, x))
		head.type = NBCOAP_CON;
	nbcoap_respond_encode(e, x, &head, response);
	nbcoap_respond_begin(e, x, head.type);
}

int nbcoap_respond(struct nbcoap_endpoint *e, struct nbcoap_inbound *x,
		   const struct nbcoap_response *response,
		   enum nbcoap_worth worth)
{
	struct nbcoap_message head = head_of(x, response->code);
	struct nbcoap_challenge challenge;
	int len = nbcoap_respond_measure(e, &head, response);

	if (len < 0)
		return len;
	if (!nbcoap_amplify_take(&x->amplify, cost_of(e, x, len))) {
		nbcoap_proof_challenge(e, &x->peer, &challenge);
		response = &challenge.response;
		worth = NBCOAP_WORTH_REFUSED;
	}
	respond(e, x, response, worth);
	return 0;
}

/* The one that its owner means, if it is still to be answered; or NULL. */
static struct nbcoap_inbound *find_unanswered(const struct nbcoap_endpoint *e,
					      int inbound)
{
	struct nbcoap_inbound *x = nbcoap_inbounds_at(&e->inbounds, inbound);
	bool unanswered = x && (x->life == NBCOAP_INBOUND_ASKED ||
				x->life == NBCOAP_INBOUND_ACKED);

	return unanswered ? x : NULL;
}

static enum nbcoap_worth worth_of(uint8_t code)
{
	return code == NBCOAP_GET || code == NBCOAP_FETCH ? NBCOAP_WORTH_SAFE
							  : NBCOAP_WORTH_ACTION;
}

int nbcoap_endpoint_respond(struct nbcoap_endpoint *e, int inbound,
			    const struct nbcoap_response *response, nb_ms now)
{
	struct nbcoap_inbound *x = find_unanswered(e, inbound);

	e->now = now;
	if (!x)
		return NB_ERR_CALLER;
	return nbcoap_respond(e, x, response, worth_of(x->code));
}

int nbcoap_endpoint_refuse(struct nbcoap_endpoint *e, int inbound,
			   const struct nbcoap_response *response, nb_ms now)
{
	struct nbcoap_inbound *x = find_unanswered(e, inbound);

	e->now = now;
	if (!x)
		return NB_ERR_CALLER;
	int error = nbcoap_respond(e, x, response, NBCOAP_WORTH_REFUSED);
	e->counters.inbound_refused +=
		!error && NBCOAP_CODE_CLASS(response->code) > 2;
	return error;
}

void nbcoap_endpoint_drop(struct nbcoap_endpoint *e, int inbound, nb_ms now)
{
	struct nbcoap_inbound *x = find_unanswered(e, inbound);

	e->now = now;
	if (!x)
		return;
	nbcoap_told_hush(&e->told, x->number);
	if (stops_ack(e, x)) {
		nbcoap_service_forget(e, x);
	} else {
		x->worth = NBCOAP_WORTH_REFUSED;
		nbcoap_service_close(e, x);
	}
}
