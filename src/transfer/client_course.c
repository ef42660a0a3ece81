#include "transfer/client_course.h"

#include <nbcoap/conditional.h>

#include <string.h>

enum {
	UNAUTHORIZED = NBCOAP_CODE(4, 1),
	RENEWAL_RETRY_MS = 1000,
};

static struct nbcoap_transfer *transfer(struct nbcoap_client *c, uint32_t slot)
{
	return &c->transfers.slots[slot];
}

void nbcoap_client_remove(struct nbcoap_client *c, uint32_t slot)
{
	const struct nbcoap_transfer *t = transfer(c, slot);

	if (t->block_wise && t->up.blocks && !t->up.ended)
		c->unfinished++;
	nbcoap_timers_set(&c->timers, slot, NB_NEVER);
	nbcoap_transfers_remove(&c->transfers, slot);
}

/* Ends the one in @exchange, if it lives; what is known of it counts. */
static void cancel(struct nbcoap_client *c, struct nbcoap_transfer *t,
		   int *exchange, nb_ms now)
{
	struct nbcoap_progress progress;

	if (*exchange < 0)
		return;
	nbcoap_endpoint_cancel(c->endpoint, *exchange, &progress, now);
	nbcoap_transfer_sum(t, &progress);
	t->progress = progress;
	*exchange = -1;
}

void nbcoap_client_leave_exchanges(struct nbcoap_client *c, uint32_t slot,
				   struct nbcoap_progress *progress, nb_ms now)
{
	struct nbcoap_transfer *t = transfer(c, slot);

	cancel(c, t, &t->exchange, now);
	cancel(c, t, &t->observation, now);
	*progress = t->progress;
}

static void fill(const struct nbcoap_transfer *t, uint32_t slot,
		 enum nbcoap_client_event_type type,
		 struct nbcoap_client_event *out)
{
	out->type = type;
	out->transfer = (int)slot;
	out->event.user = t->request.user;
	out->event.peer = t->request.peer;
	out->event.progress = t->progress;
	out->blocks = t->blocks;
}

/* A body or a part of one came last in @m. */
static void fill_body(const struct nbcoap_transfer *t,
		      const struct nbcoap_message *m,
		      struct nbcoap_client_event *out)
{
	out->event.message = *m;
	out->body = nbcoap_response_body_bytes(&t->down, m);
	out->offset = t->down.bytes ? 0 : t->down.offset;
	out->size = t->down.size;
}

void nbcoap_client_fail(struct nbcoap_client *c, uint32_t slot,
			enum nbcoap_failure failure,
			struct nbcoap_client_event *out, nb_ms now)
{
	struct nbcoap_progress progress;

	nbcoap_client_leave_exchanges(c, slot, &progress, now);
	fill(transfer(c, slot), slot, NBCOAP_CLIENT_FAILED, out);
	out->event.failure = failure;
	nbcoap_client_remove(c, slot);
}

/* What it asks next, from its first block. */
static void begin_anew(struct nbcoap_client *c, uint32_t slot)
{
	struct nbcoap_transfer *t = transfer(c, slot);

	t->tag = ++c->unfinished;
	nbcoap_response_body_begin(&t->down);
	nbcoap_transfers_put(&c->transfers, slot);
}

/* The body of a response is whole: of the last one, or of a notification. */
static void tell_whole(struct nbcoap_client *c, uint32_t slot,
		       const struct nbcoap_message *m,
		       struct nbcoap_client_event *out)
{
	struct nbcoap_transfer *t = transfer(c, slot);
	bool observed = t->observation >= 0;

	fill(t, slot,
	     observed ? NBCOAP_CLIENT_NOTIFICATION : NBCOAP_CLIENT_RESPONSE,
	     out);
	fill_body(t, m, out);
	if (!observed) {
		nbcoap_client_remove(c, slot);
		return;
	}
	t->block_wise = false;
	t->life = NBCOAP_TRANSFER_WATCHING;
}

static bool took_part(struct nbcoap_client *c, uint32_t slot,
		      const struct nbcoap_message *m,
		      struct nbcoap_client_event *out)
{
	struct nbcoap_transfer *t = transfer(c, slot);

	t->block_wise = true;
	if (t->observation < 0)
		t->request.observe = false; /* it was refused */
	nbcoap_transfers_put(&c->transfers, slot);
	if (t->down.bytes)
		return false;
	fill(t, slot, NBCOAP_CLIENT_BLOCK, out);
	fill_body(t, m, out);
	return true;
}

/*
 * Only a question may be asked again for another body of its answer; and one
 * that went in blocks has no body any more.
 */
static bool may_ask_again(const struct nbcoap_transfer *t)
{
	return t->request.code == NBCOAP_GET ||
	       (t->request.code == NBCOAP_FETCH && !t->up.blocks);
}

static bool took_response_body(struct nbcoap_client *c, uint32_t slot,
			       const struct nbcoap_message *m,
			       struct nbcoap_client_event *out, nb_ms now)
{
	struct nbcoap_transfer *t = transfer(c, slot);
	enum nbcoap_failure failure = NBCOAP_FAILURE_CHANGED;

	switch (nbcoap_response_body_input(&t->down, m)) {
	case NBCOAP_RESPONSE_BODY_WHOLE:
		tell_whole(c, slot, m, out);
		return true;
	case NBCOAP_RESPONSE_BODY_NEXT:
		return took_part(c, slot, m, out);
	case NBCOAP_RESPONSE_BODY_ANEW:
		if (!may_ask_again(t))
			break;
		nbcoap_transfers_put(&c->transfers, slot);
		return false;
	case NBCOAP_RESPONSE_BODY_CHANGES:
		break;
	case NBCOAP_RESPONSE_BODY_TOO_LARGE:
		failure = NBCOAP_FAILURE_TOO_LARGE;
		break;
	case NBCOAP_RESPONSE_BODY_WRONG:
		failure = NBCOAP_FAILURE_MALFORMED;
		break;
	}
	nbcoap_client_fail(c, slot, failure, out, now);
	return true;
}

/*
 * RFC 9175, 2.3: an Echo goes back in the next request, and a 4.01 with one
 * asks for that request, which is repeated once.
 */
static bool wants_echo(struct nbcoap_transfer *t,
		       const struct nbcoap_message *m)
{
	struct nbcoap_option echo;

	t->echo_len = 0;
	if (m->code != UNAUTHORIZED)
		t->echoed = false;
	if (!nbcoap_message_find(m, NBCOAP_ECHO, &echo) || echo.len == 0 ||
	    echo.len > NBCOAP_ECHO_MAX)
		return false;
	memcpy(t->echo, echo.value, echo.len);
	t->echo_len = (uint8_t)echo.len;
	if (m->code != UNAUTHORIZED || t->echoed)
		return false;
	t->echoed = true;
	return true;
}

static bool took_response(struct nbcoap_client *c, uint32_t slot,
			  const struct nbcoap_message *m,
			  struct nbcoap_client_event *out, nb_ms now)
{
	struct nbcoap_transfer *t = transfer(c, slot);

	if (wants_echo(t, m)) {
		nbcoap_transfers_put(&c->transfers, slot);
		return false;
	}
	if (t->down.alone)
		return took_response_body(c, slot, m, out, now);
	switch (nbcoap_request_body_input(&t->up, m)) {
	case NBCOAP_REQUEST_BODY_NEXT:
		nbcoap_transfers_put(&c->transfers, slot);
		return false;
	case NBCOAP_REQUEST_BODY_ANEW:
		begin_anew(c, slot);
		return false;
	case NBCOAP_REQUEST_BODY_ENDED:
		return took_response_body(c, slot, m, out, now);
	case NBCOAP_REQUEST_BODY_WRONG:
		break;
	}
	nbcoap_client_fail(c, slot, NBCOAP_FAILURE_MALFORMED, out, now);
	return true;
}

/*
 * Is it news?  What answers a registration is, if it is another state: a server
 * that was started anew counts from anywhere.  The same state once more says at
 * least that the observation lives.
 */
static bool is_news(struct nbcoap_client *c, uint32_t slot,
		    const struct nbcoap_message *m, nb_ms now)
{
	struct nbcoap_transfer *t = transfer(c, slot);
	struct nbcoap_option observe;

	nbcoap_message_find(m, NBCOAP_OBSERVE, &observe);
	uint32_t number = nbcoap_option_uint(&observe);
	if (m->type == NBCOAP_ACK && number != t->newest.number)
		t->newest.any = false;
	bool news = nbcoap_observe_input(&t->newest, number, now);
	if (news || number == t->newest.number)
		nbcoap_timers_set(&c->timers, slot,
				  now + nbcoap_observe_patience(
						nbcoap_max_age(m),
						nb_chance_next(&c->chance)));
	return news;
}

/* A notification supersedes the blocks of the one before it. */
static bool notified(struct nbcoap_client *c, uint32_t slot,
		     const struct nbcoap_event *ev,
		     struct nbcoap_client_event *out, nb_ms now)
{
	struct nbcoap_transfer *t = transfer(c, slot);

	if (ev->exchange == t->exchange) {
		t->observation = t->exchange;
		t->exchange = -1;
		t->life = NBCOAP_TRANSFER_WATCHING;
	}
	if (!is_news(c, slot, &ev->message, now))
		return false;
	cancel(c, t, &t->exchange, now);
	nbcoap_transfers_take(&c->transfers, slot, NBCOAP_TRANSFER_WATCHING);
	t->blocks++;
	t->echoed = false;
	t->up.ended = true;
	t->down.anew = 0;
	nbcoap_response_body_begin(&t->down);
	return took_response_body(c, slot, &ev->message, out, now);
}

void nbcoap_client_renew(struct nbcoap_client *c, uint32_t slot, nb_ms now)
{
	const struct nbcoap_transfer *t = transfer(c, slot);
	int error = nbcoap_endpoint_repeat(c->endpoint, t->observation,
					   NBCOAP_OBSERVE_REGISTER, now);

	nbcoap_timers_set(&c->timers, slot,
			  error == NB_ERR_SPACE ? now + RENEWAL_RETRY_MS
						: NB_NEVER);
}

/* The exchange of @ev is over; what it was counts for the transfer. */
static void close(struct nbcoap_client *c, uint32_t slot,
		  const struct nbcoap_event *ev, nb_ms now)
{
	struct nbcoap_transfer *t = transfer(c, slot);
	struct nbcoap_progress progress = ev->progress;

	nbcoap_transfer_sum(t, &progress);
	t->progress = progress;
	if (ev->exchange == t->exchange) {
		t->exchange = -1;
		return;
	}
	t->observation = -1;
	nbcoap_timers_set(&c->timers, slot, NB_NEVER);
	cancel(c, t, &t->exchange, now);
	nbcoap_transfers_take(&c->transfers, slot, NBCOAP_TRANSFER_WATCHING);
	nbcoap_response_body_begin(&t->down);
}

/*
 * DESIGN, decision 9: what the server had of a body is void, but it has not
 * acted on it.
 */
static bool survives(struct nbcoap_transfer *t, enum nbcoap_failure failure)
{
	return failure == NBCOAP_FAILURE_LINK_DOWN && t->up.block.more &&
	       nbcoap_request_body_restart(&t->up);
}

static void tell_progress(const struct nbcoap_transfer *t, uint32_t slot,
			  const struct nbcoap_event *ev,
			  struct nbcoap_client_event *out)
{
	fill(t, slot, NBCOAP_CLIENT_PROGRESS, out);
	out->event.progress = ev->progress;
	nbcoap_transfer_sum(t, &out->event.progress);
}

bool nbcoap_client_course(struct nbcoap_client *c, uint32_t slot,
			  const struct nbcoap_event *ev,
			  struct nbcoap_client_event *out, nb_ms now)
{
	struct nbcoap_transfer *t = transfer(c, slot);

	if (ev->type == NBCOAP_EVENT_PROGRESS) {
		tell_progress(t, slot, ev, out);
		return true;
	}
	if (ev->type == NBCOAP_EVENT_NOTIFICATION)
		return notified(c, slot, ev, out, now);
	close(c, slot, ev, now);
	if (ev->type == NBCOAP_EVENT_RESPONSE) {
		t->blocks++;
		return took_response(c, slot, &ev->message, out, now);
	}
	if (ev->type == NBCOAP_EVENT_FAILED) {
		if (survives(t, ev->failure)) {
			begin_anew(c, slot);
			return false;
		}
		nbcoap_client_fail(c, slot, ev->failure, out, now);
		return true;
	}
	fill(t, slot, NBCOAP_CLIENT_QUIET, out);
	nbcoap_client_remove(c, slot);
	return true;
}
