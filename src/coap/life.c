#include "coap/life.h"

#include "coap/event.h"
#include "coap/key.h"
#include "coap/turn.h"

static nb_ms earlier(nb_ms a, nb_ms b)
{
	return a < b ? a : b;
}

void nbcoap_life_set_timer(struct nbcoap_endpoint *e, struct nbcoap_exchange *x)
{
	nb_ms at = NB_NEVER;

	switch (x->life) {
	case NBCOAP_LIFE_OPEN:
	case NBCOAP_LIFE_ACKED:
		at = earlier(x->retry.deadline, x->end);
		break;
	case NBCOAP_LIFE_ABANDONED:
		at = x->end;
		break;
	case NBCOAP_LIFE_OBSERVED:
	case NBCOAP_LIFE_OVER:
	case NBCOAP_LIFE_FREE:
		break;
	}
	nbcoap_timers_set(&e->timers, x->slot, at);
}

/* NSTART: one more request is outstanding; or one less. */
static void occupy(struct nbcoap_exchange *x)
{
	struct nbcoap_peer *peer = x->peer;

	if (x->outstanding)
		return;
	x->outstanding = true;
	if (!peer->outstanding++ || peer->params.nstart < peer->nstart)
		peer->nstart = peer->params.nstart;
}

void nbcoap_life_vacate(struct nbcoap_exchange *x)
{
	if (x->outstanding)
		x->peer->outstanding--;
	x->outstanding = false;
}

void nbcoap_life_forget_id(struct nbcoap_endpoint *e, struct nbcoap_exchange *x)
{
	nbcoap_table_remove(&e->exchanges.by_id, x->slot);
	x->has_id = false;
}

/* Its message is not to go out (again). */
void nbcoap_life_take_back(struct nbcoap_endpoint *e, struct nbcoap_exchange *x)
{
	nbcoap_outbox_drop(&e->outbox, x->slot);
	if (nbcoap_outbox_is_at_link(&e->outbox, x->slot))
		nbcoap_event_raise(e, x, NBCOAP_EVENT_WITHDRAW);
}

static void begin_retry(struct nbcoap_endpoint *e, struct nbcoap_exchange *x)
{
	struct nbcoap_peer *peer = x->peer;
	struct nbcoap_params params = peer->params;

	if (params.adaptive)
		params.ack_timeout = nbcoap_rto_timeout(&peer->rto, e->now);
	nbcoap_retry_init(&x->retry, &params, peer->interval_reached,
			  nb_chance_next(&e->chance));
	x->end = NB_NEVER;
}

/* Its owner waits for an answer; or does not, now. */
static void open(struct nbcoap_endpoint *e, const struct nbcoap_exchange *x)
{
	x->peer->open++;
	e->open++;
}

static void close(struct nbcoap_endpoint *e, const struct nbcoap_exchange *x)
{
	x->peer->open--;
	e->open--;
}

void nbcoap_life_start(struct nbcoap_endpoint *e, struct nbcoap_exchange *x)
{
	x->life = NBCOAP_LIFE_OPEN;
	x->progress.first_accepted = NB_NEVER;
	x->progress.last_accepted = NB_NEVER;
	x->progress.acked_at = NB_NEVER;
	x->peer->exchanges++;
	open(e, x);
	e->counters.requests++;
	occupy(x);
	begin_retry(e, x);
	nbcoap_outbox_put(&e->outbox, x->slot);
	nbcoap_event_raise(e, x, NBCOAP_EVENT_PIN);
}

/* Nobody waits for it any more, and it holds nothing. */
static void lay_down(struct nbcoap_endpoint *e, struct nbcoap_exchange *x)
{
	nbcoap_table_remove(&e->exchanges.by_token, x->slot);
	nbcoap_life_forget_id(e, x);
	nbcoap_life_vacate(x);
	x->life = NBCOAP_LIFE_OVER;
	nbcoap_life_set_timer(e, x);
	nbcoap_state_reap(e, x);
}

/* Its owner has its answer, or has left. */
static void release(struct nbcoap_endpoint *e, struct nbcoap_exchange *x)
{
	nbcoap_life_take_back(e, x);
	if (x->life != NBCOAP_LIFE_OBSERVED)
		close(e, x);
	nbcoap_event_raise(e, x, NBCOAP_EVENT_UNPIN);
}

/* A Confirmable response that comes once more is to be acknowledged. */
void nbcoap_life_remember(struct nbcoap_endpoint *e,
			  const struct nbcoap_exchange *x)
{
	const struct nbcoap_peer *peer = x->peer;
	uint64_t key = nbcoap_key_token(e->config.secret, &peer->addr,
					nbcoap_exchange_token(x), x->token_len);

	nbcoap_finished_add(&e->finished, key,
			    e->now + nbcoap_peer_id_lifetime(&peer->params));
}

void nbcoap_life_finish(struct nbcoap_endpoint *e, struct nbcoap_exchange *x,
			enum nbcoap_event_type last)
{
	nbcoap_event_raise(e, x, last);
	release(e, x);
	lay_down(e, x);
}

void nbcoap_life_fail(struct nbcoap_endpoint *e, struct nbcoap_exchange *x,
		      enum nbcoap_failure failure)
{
	x->failure = failure;
	nbcoap_life_finish(e, x, NBCOAP_EVENT_FAILED);
}

void nbcoap_life_observe(struct nbcoap_endpoint *e, struct nbcoap_exchange *x)
{
	if (x->life == NBCOAP_LIFE_OBSERVED)
		return;
	x->life = NBCOAP_LIFE_OBSERVED;
	close(e, x);
	nbcoap_life_forget_id(e, x);
	nbcoap_life_vacate(x);
	nbcoap_life_take_back(e, x);
	nbcoap_life_set_timer(e, x);
}

/* Everything from the start again but the token. */
void nbcoap_life_restart(struct nbcoap_endpoint *e, struct nbcoap_exchange *x)
{
	if (x->life == NBCOAP_LIFE_OBSERVED)
		open(e, x);
	x->life = NBCOAP_LIFE_OPEN;
	x->handed_id = 0;
	nbcoap_life_forget_id(e, x);
	occupy(x);
	begin_retry(e, x);
	nbcoap_life_take_back(e, x);
	nbcoap_outbox_put(&e->outbox, x->slot);
	nbcoap_life_set_timer(e, x);
}

/* It was sent, and what was sent is in vain (decisions 8 and 9). */
void nbcoap_life_repeat_or_fail(struct nbcoap_endpoint *e,
				struct nbcoap_exchange *x)
{
	if (x->idempotent)
		nbcoap_life_restart(e, x);
	else
		nbcoap_life_fail(e, x, NBCOAP_FAILURE_LINK_DOWN);
}

void nbcoap_life_bury(struct nbcoap_endpoint *e, struct nbcoap_exchange *x)
{
	nbcoap_list_remove(&x->peer->abandoned, x->slot);
	lay_down(e, x);
}

void nbcoap_life_heard(struct nbcoap_endpoint *e, struct nbcoap_peer *peer)
{
	peer->last_heard = e->now;
	nbcoap_turn_heard(e, peer);
	peer->interval_reached = 0;
	while (peer->abandoned.first != NBCOAP_NO_SLOT)
		nbcoap_life_bury(
			e, nbcoap_state_exchange(e, peer->abandoned.first));
}

/* Decision 10: until its next transmission would have been due. */
static void abandon(struct nbcoap_endpoint *e, struct nbcoap_exchange *x)
{
	struct nbcoap_peer *peer = x->peer;

	if (x->handed_id)
		peer->interval_reached = x->retry.interval;
	x->life = NBCOAP_LIFE_ABANDONED;
	x->end = x->retry.deadline;
	nbcoap_list_add(&peer->abandoned, x->slot);
	nbcoap_life_set_timer(e, x);
}

void nbcoap_endpoint_cancel(struct nbcoap_endpoint *e, int exchange,
			    struct nbcoap_progress *progress, nb_ms now)
{
	struct nbcoap_exchange *x =
		nbcoap_state_exchange(e, (uint32_t)exchange);
	bool asks = x->life == NBCOAP_LIFE_OPEN;

	e->now = now;
	*progress = x->progress;
	if (progress->sent == NBCOAP_SENT_NO &&
	    nbcoap_outbox_is_at_link(&e->outbox, x->slot))
		progress->sent = NBCOAP_SENT_MAYBE;
	nbcoap_told_hush(&e->told, x->slot);
	if (!asks && x->life != NBCOAP_LIFE_ACKED &&
	    x->life != NBCOAP_LIFE_OBSERVED)
		return; /* it has ended, and the owner does not know yet */
	release(e, x);
	if (asks && (x->retry.deadline != NB_NEVER ||
		     nbcoap_outbox_is_at_link(&e->outbox, x->slot)))
		abandon(e, x);
	else
		lay_down(e, x);
}
