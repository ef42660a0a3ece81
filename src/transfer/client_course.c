#include "transfer/client_course.h"

#include <nbcoap/conditional.h>

#include <string.h>

enum {
	UNAUTHORIZED = NBCOAP_CODE(4, 1),
	RENEWAL_RETRY = 1000,
};

void nbcoap_client_remove(struct nbcoap_client *c, struct nbcoap_transfer *t)
{
	if (t->block_wise && t->up.blocks && !t->up.ended)
		c->unfinished++;
	nbcoap_timers_set(&c->timers, t->slot, NB_NEVER);
	nbcoap_transfers_remove(&c->transfers, t);
}

/* What was of one more exchange counts for the transfer. */
static void count(struct nbcoap_transfer *t, struct nbcoap_progress progress)
{
	nbcoap_transfer_sum(t, &progress);
	t->progress = progress;
}

/* Ends the one in @exchange, if it lives. */
static void cancel(struct nbcoap_client *c, struct nbcoap_transfer *t,
		   int *exchange, nb_ms now)
{
	struct nbcoap_progress progress;

	if (*exchange < 0)
		return;
	nbcoap_endpoint_cancel(c->endpoint, *exchange, &progress, now);
	*exchange = -1;
	count(t, progress);
}

void nbcoap_client_leave_exchanges(struct nbcoap_client *c,
				   struct nbcoap_transfer *t, nb_ms now)
{
	cancel(c, t, &t->exchange, now);
	cancel(c, t, &t->observation, now);
}

/* Its next request waits for its turn; there is nothing to tell. */
static bool go_on(const struct nbcoap_client_course *x)
{
	nbcoap_transfers_put(&x->c->transfers, x->t);
	return false;
}

/* What it asks next, from its first block. */
static bool begin_anew(const struct nbcoap_client_course *x)
{
	x->t->tag = ++x->c->unfinished;
	nbcoap_response_body_begin(&x->t->down);
	return go_on(x);
}

/* Nothing is asked until it is notified. */
static void watch(const struct nbcoap_client_course *x)
{
	cancel(x->c, x->t, &x->t->exchange, x->now);
	nbcoap_transfers_take(&x->c->transfers, x->t, NBCOAP_TRANSFER_WATCHING);
	nbcoap_response_body_begin(&x->t->down);
}

static bool tell(const struct nbcoap_client_course *x,
		 enum nbcoap_client_event_type type)
{
	struct nbcoap_client_event *out = x->out;

	out->type = type;
	out->transfer = (int)x->t->slot;
	out->event.user = x->t->request.user;
	out->event.peer = x->t->request.peer;
	out->event.progress = x->t->progress;
	out->blocks = x->t->blocks;
	return true;
}

/* It is the last that there is to tell. */
static bool end(const struct nbcoap_client_course *x,
		enum nbcoap_client_event_type type)
{
	nbcoap_client_remove(x->c, x->t);
	return tell(x, type);
}

bool nbcoap_client_fail(const struct nbcoap_client_course *x,
			enum nbcoap_failure failure)
{
	nbcoap_client_leave_exchanges(x->c, x->t, x->now);
	x->out->event.failure = failure;
	return end(x, NBCOAP_CLIENT_FAILED);
}

/* A body or a part of one came last in @m. */
static void fill_body(const struct nbcoap_client_course *x,
		      const struct nbcoap_message *m)
{
	const struct nbcoap_response_body *b = &x->t->down;

	x->out->event.message = *m;
	x->out->body = nbcoap_response_body_bytes(b, m);
	x->out->offset = b->bytes ? 0 : b->offset;
	x->out->size = b->size;
}

/* The body of a response is whole: of the last one, or of a notification. */
static bool tell_whole(const struct nbcoap_client_course *x,
		       const struct nbcoap_message *m)
{
	fill_body(x, m);
	if (x->t->observation < 0)
		return end(x, NBCOAP_CLIENT_RESPONSE);
	x->t->block_wise = false;
	x->t->life = NBCOAP_TRANSFER_WATCHING;
	return tell(x, NBCOAP_CLIENT_NOTIFICATION);
}

static bool took_part(const struct nbcoap_client_course *x,
		      const struct nbcoap_message *m)
{
	struct nbcoap_transfer *t = x->t;

	t->block_wise = true;
	if (t->observation < 0)
		t->request.observe = false; /* it was refused */
	go_on(x);
	if (t->down.bytes)
		return false;
	fill_body(x, m);
	return tell(x, NBCOAP_CLIENT_BLOCK);
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

static bool took_response_body(const struct nbcoap_client_course *x,
			       const struct nbcoap_message *m)
{
	enum nbcoap_failure failure = NBCOAP_FAILURE_CHANGED;

	switch (nbcoap_response_body_input(&x->t->down, m)) {
	case NBCOAP_RESPONSE_BODY_WHOLE:
		return tell_whole(x, m);
	case NBCOAP_RESPONSE_BODY_NEXT:
		return took_part(x, m);
	case NBCOAP_RESPONSE_BODY_ANEW:
		if (may_ask_again(x->t))
			return go_on(x);
		break;
	case NBCOAP_RESPONSE_BODY_CHANGES:
		break;
	case NBCOAP_RESPONSE_BODY_TOO_LARGE:
		failure = NBCOAP_FAILURE_TOO_LARGE;
		break;
	case NBCOAP_RESPONSE_BODY_WRONG:
		failure = NBCOAP_FAILURE_MALFORMED;
		break;
	}
	return nbcoap_client_fail(x, failure);
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

static bool took_response(const struct nbcoap_client_course *x,
			  const struct nbcoap_message *m)
{
	struct nbcoap_transfer *t = x->t;

	t->blocks++;
	if (wants_echo(t, m))
		return go_on(x);
	if (t->down.alone)
		return took_response_body(x, m);
	switch (nbcoap_request_body_input(&t->up, m)) {
	case NBCOAP_REQUEST_BODY_NEXT:
		return go_on(x);
	case NBCOAP_REQUEST_BODY_ANEW:
		return begin_anew(x);
	case NBCOAP_REQUEST_BODY_ENDED:
		return took_response_body(x, m);
	case NBCOAP_REQUEST_BODY_WRONG:
		break;
	}
	return nbcoap_client_fail(x, NBCOAP_FAILURE_MALFORMED);
}

/*
 * Is it news?  What answers a registration is, if it is another state: a server
 * that was started anew counts from anywhere.  The same state once more says at
 * least that the observation lives.
 */
static bool is_news(const struct nbcoap_client_course *x,
		    const struct nbcoap_message *m)
{
	struct nbcoap_observe_newest *newest = &x->t->newest;
	struct nbcoap_option observe;

	nbcoap_message_find(m, NBCOAP_OBSERVE, &observe);
	uint32_t number = nbcoap_option_uint(&observe);
	if (m->type == NBCOAP_ACK && number != newest->number)
		newest->any = false;
	bool news = nbcoap_observe_input(newest, number, x->now);
	if (news || number == newest->number)
		nbcoap_timers_set(
			&x->c->timers, x->t->slot,
			x->now + nbcoap_observe_patience(
					 nbcoap_max_age(m),
					 nb_chance_next(&x->c->chance)));
	return news;
}

/* A notification supersedes the blocks of the one before it. */
static bool notified(const struct nbcoap_client_course *x,
		     const struct nbcoap_event *ev)
{
	struct nbcoap_transfer *t = x->t;

	if (ev->exchange == t->exchange) {
		t->observation = t->exchange;
		t->exchange = -1;
		t->life = NBCOAP_TRANSFER_WATCHING;
	}
	if (!is_news(x, &ev->message))
		return false;
	watch(x);
	t->blocks++;
	t->echoed = false;
	t->up.ended = true;
	t->down.anew = 0;
	return took_response_body(x, &ev->message);
}

void nbcoap_client_renew(const struct nbcoap_client_course *x)
{
	struct nbcoap_client *c = x->c;
	struct nbcoap_transfer *t = x->t;
	nb_ms again = x->now + NBCOAP_RENEWAL_PATIENCE;

	switch (nbcoap_endpoint_repeat(c->endpoint, t->observation,
				       NBCOAP_OBSERVE_REGISTER, x->now)) {
	case NB_ERR_SPACE:
		again = x->now + RENEWAL_RETRY;
		break;
	case NB_ERR_CALLER: /* the last time has not been answered yet */
		cancel(c, t, &t->observation, x->now);
		watch(x);
		go_on(x);
		again = NB_NEVER;
		break;
	}
	nbcoap_timers_set(&c->timers, t->slot, again);
}

/* The exchange of @ev is over; what it was counts for the transfer. */
static void close(const struct nbcoap_client_course *x,
		  const struct nbcoap_event *ev)
{
	struct nbcoap_transfer *t = x->t;

	count(t, ev->progress);
	if (ev->exchange == t->exchange) {
		t->exchange = -1;
		return;
	}
	t->observation = -1;
	nbcoap_timers_set(&x->c->timers, t->slot, NB_NEVER);
	watch(x);
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

static bool tell_progress(const struct nbcoap_client_course *x,
			  const struct nbcoap_event *ev)
{
	tell(x, NBCOAP_CLIENT_PROGRESS);
	x->out->event.progress = ev->progress;
	nbcoap_transfer_sum(x->t, &x->out->event.progress);
	return true;
}

bool nbcoap_client_course(const struct nbcoap_client_course *x,
			  const struct nbcoap_event *ev)
{
	if (ev->type == NBCOAP_EVENT_PROGRESS)
		return tell_progress(x, ev);
	if (ev->type == NBCOAP_EVENT_NOTIFICATION)
		return notified(x, ev);
	close(x, ev);
	if (ev->type == NBCOAP_EVENT_RESPONSE)
		return took_response(x, &ev->message);
	if (ev->type == NBCOAP_EVENT_QUIET)
		return end(x, NBCOAP_CLIENT_QUIET);
	return survives(x->t, ev->failure) ? begin_anew(x)
					   : nbcoap_client_fail(x, ev->failure);
}
