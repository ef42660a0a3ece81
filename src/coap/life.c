#include "coap/life.h"

#include "coap/event.h"
#include "coap/key.h"
#include "coap/turn.h"

static nb_ms earlier(nb_ms a, nb_ms b)
{
	return a < b ? a : b;
}

void nbcoap_life_set_timer(struct nbcoap_endpoint *e, uint32_t slot)
{
	const struct nbcoap_exchange *x = nbcoap_state_exchange(e, slot);
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
	nbcoap_timers_set(&e->timers, slot, at);
}

/* NSTART: one more request is outstanding; or one less. */
static void occupy(struct nbcoap_endpoint *e, struct nbcoap_exchange *x)
{
	struct nbcoap_peer *peer = nbcoap_state_peer(e, x);

	if (x->outstanding)
		return;
	x->outstanding = true;
	if (!peer->outstanding++ || peer->params.nstart < peer->nstart)
		peer->nstart = peer->params.nstart;
}

void nbcoap_life_vacate(struct nbcoap_endpoint *e, struct nbcoap_exchange *x)
{
	if (x->outstanding)
		nbcoap_state_peer(e, x)->outstanding--;
	x->outstanding = false;
}

void nbcoap_life_forget_id(struct nbcoap_endpoint *e, uint32_t slot)
{
	nbcoap_table_remove(&e->exchanges.by_id, slot);
	nbcoap_state_exchange(e, slot)->has_id = false;
}

/* Its message is not to go out (again). */
void nbcoap_life_take_back(struct nbcoap_endpoint *e, uint32_t slot)
{
	nbcoap_outbox_drop(&e->outbox, slot);
	if (nbcoap_outbox_is_at_link(&e->outbox, slot))
		nbcoap_event_raise(e, slot, NBCOAP_EVENT_WITHDRAW);
}

static void begin_retry(struct nbcoap_endpoint *e, struct nbcoap_exchange *x,
			nb_ms now)
{
	struct nbcoap_peer *peer = nbcoap_state_peer(e, x);
	struct nbcoap_params params = peer->params;

	if (params.adaptive)
		params.ack_timeout = nbcoap_rto_timeout(&peer->rto, now);
	nbcoap_retry_init(&x->retry, &params, peer->interval_reached,
			  nb_chance_next(&e->chance));
	x->end = NB_NEVER;
}

/* Its owner waits for an answer; or does not, now. */
static void open(struct nbcoap_endpoint *e, const struct nbcoap_exchange *x)
{
	nbcoap_state_peer(e, x)->open++;
	e->open++;
}

static void close(struct nbcoap_endpoint *e, const struct nbcoap_exchange *x)
{
	nbcoap_state_peer(e, x)->open--;
	e->open--;
}

void nbcoap_life_start(struct nbcoap_endpoint *e, uint32_t slot, nb_ms now)
{
	struct nbcoap_exchange *x = nbcoap_state_exchange(e, slot);

	x->life = NBCOAP_LIFE_OPEN;
	x->progress.first_accepted = NB_NEVER;
	x->progress.last_accepted = NB_NEVER;
	x->progress.acked_at = NB_NEVER;
	nbcoap_state_peer(e, x)->exchanges++;
	open(e, x);
	e->counters.requests++;
	occupy(e, x);
	begin_retry(e, x, now);
	nbcoap_outbox_put(&e->outbox, slot);
	nbcoap_event_raise(e, slot, NBCOAP_EVENT_PIN);
}

/* Nobody waits for it any more, and it holds nothing. */
static void lay_down(struct nbcoap_endpoint *e, uint32_t slot)
{
	struct nbcoap_exchange *x = nbcoap_state_exchange(e, slot);

	nbcoap_table_remove(&e->exchanges.by_token, slot);
	nbcoap_life_forget_id(e, slot);
	nbcoap_life_vacate(e, x);
	x->life = NBCOAP_LIFE_OVER;
	nbcoap_life_set_timer(e, slot);
	nbcoap_state_reap(e, slot);
}

/* Its owner has its answer, or has left. */
static void release(struct nbcoap_endpoint *e, uint32_t slot)
{
	struct nbcoap_exchange *x = nbcoap_state_exchange(e, slot);

	nbcoap_life_take_back(e, slot);
	if (x->life != NBCOAP_LIFE_OBSERVED)
		close(e, x);
	nbcoap_event_raise(e, slot, NBCOAP_EVENT_UNPIN);
}

/* A Confirmable response that comes once more is to be acknowledged. */
void nbcoap_life_remember(struct nbcoap_endpoint *e,
			  const struct nbcoap_exchange *x, nb_ms now)
{
	const struct nbcoap_peer *peer = nbcoap_state_peer(e, x);
	uint64_t key = nbcoap_key_token(e->config.secret, &peer->addr, x->token,
					x->token_len);

	nbcoap_finished_add(&e->finished, key,
			    now + nbcoap_peer_id_lifetime(&peer->params));
}

void nbcoap_life_finish(struct nbcoap_endpoint *e, uint32_t slot,
			enum nbcoap_event_type last)
{
	nbcoap_event_raise(e, slot, last);
	release(e, slot);
	lay_down(e, slot);
}

void nbcoap_life_fail(struct nbcoap_endpoint *e, uint32_t slot,
		      enum nbcoap_failure failure)
{
	nbcoap_state_exchange(e, slot)->failure = failure;
	nbcoap_life_finish(e, slot, NBCOAP_EVENT_FAILED);
}

void nbcoap_life_observe(struct nbcoap_endpoint *e, uint32_t slot)
{
	struct nbcoap_exchange *x = nbcoap_state_exchange(e, slot);

	if (x->life == NBCOAP_LIFE_OBSERVED)
		return;
	x->life = NBCOAP_LIFE_OBSERVED;
	close(e, x);
	nbcoap_life_forget_id(e, slot);
	nbcoap_life_vacate(e, x);
	nbcoap_life_take_back(e, slot);
	nbcoap_life_set_timer(e, slot);
}

/* Everything from the start again but the token. */
void nbcoap_life_restart(struct nbcoap_endpoint *e, uint32_t slot, nb_ms now)
{
	struct nbcoap_exchange *x = nbcoap_state_exchange(e, slot);

	if (x->life == NBCOAP_LIFE_OBSERVED)
		open(e, x);
	x->life = NBCOAP_LIFE_OPEN;
	x->handed_id = 0;
	nbcoap_life_forget_id(e, slot);
	occupy(e, x);
	begin_retry(e, x, now);
	nbcoap_life_take_back(e, slot);
	nbcoap_outbox_put(&e->outbox, slot);
	nbcoap_life_set_timer(e, slot);
}

/* It was sent, and what was sent is in vain (decisions 8 and 9). */
void nbcoap_life_repeat_or_fail(struct nbcoap_endpoint *e, uint32_t slot,
				nb_ms now)
{
	if (nbcoap_state_exchange(e, slot)->idempotent)
		nbcoap_life_restart(e, slot, now);
	else
		nbcoap_life_fail(e, slot, NBCOAP_FAILURE_LINK_DOWN);
}

void nbcoap_life_bury(struct nbcoap_endpoint *e, uint32_t slot)
{
	const struct nbcoap_exchange *x = nbcoap_state_exchange(e, slot);

	nbcoap_list_remove(&nbcoap_state_peer(e, x)->abandoned, slot);
	lay_down(e, slot);
}

void nbcoap_life_heard(struct nbcoap_endpoint *e, uint32_t peer, nb_ms now)
{
	struct nbcoap_peer *p = &e->peers.peers[peer];

	p->last_heard = now;
	nbcoap_turn_heard(e, peer, now);
	p->interval_reached = 0;
	while (p->abandoned.first != NBCOAP_NO_SLOT)
		nbcoap_life_bury(e, p->abandoned.first);
}

/* Decision 10: until its next transmission would have been due. */
static void abandon(struct nbcoap_endpoint *e, uint32_t slot)
{
	struct nbcoap_exchange *x = nbcoap_state_exchange(e, slot);
	struct nbcoap_peer *peer = nbcoap_state_peer(e, x);

	if (x->handed_id)
		peer->interval_reached = x->retry.interval;
	x->life = NBCOAP_LIFE_ABANDONED;
	x->end = x->retry.deadline;
	nbcoap_list_add(&peer->abandoned, slot);
	nbcoap_life_set_timer(e, slot);
}

void nbcoap_endpoint_cancel(struct nbcoap_endpoint *e, int exchange,
			    struct nbcoap_progress *progress, nb_ms now)
{
	uint32_t slot = (uint32_t)exchange;
	struct nbcoap_exchange *x = nbcoap_state_exchange(e, slot);
	bool asks = x->life == NBCOAP_LIFE_OPEN;

	(void)now;
	*progress = x->progress;
	if (progress->sent == NBCOAP_SENT_NO &&
	    nbcoap_outbox_is_at_link(&e->outbox, slot))
		progress->sent = NBCOAP_SENT_MAYBE;
	nbcoap_told_hush(&e->told, slot);
	if (!asks && x->life != NBCOAP_LIFE_ACKED &&
	    x->life != NBCOAP_LIFE_OBSERVED)
		return; /* it has ended, and the owner does not know yet */
	release(e, slot);
	if (asks && (x->retry.deadline != NB_NEVER ||
		     nbcoap_outbox_is_at_link(&e->outbox, slot)))
		abandon(e, slot);
	else
		lay_down(e, slot);
}
