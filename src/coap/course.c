#include "coap/course.h"

#include "coap/event.h"
#include "coap/life.h"
#include "coap/turn.h"

/* So often an exchange goes out again for an acknowledgement not its own. */
enum { FOREIGN_MAX = 3 };

/* One more transmission has left, or may have. */
static void count_sent(struct nbcoap_endpoint *e, struct nbcoap_exchange *x,
		       enum nb_verdict verdict, nb_ms at)
{
	struct nbcoap_progress *progress = &x->progress;

	x->handed++;
	if (x->handed_now++)
		e->counters.retransmissions++;
	if (verdict == NB_VERDICT_UNKNOWN) {
		if (progress->sent == NBCOAP_SENT_NO)
			progress->sent = NBCOAP_SENT_MAYBE;
	} else {
		progress->sent = NBCOAP_SENT_YES;
		if (!progress->transmissions++)
			progress->first_accepted = at;
		progress->last_accepted = at;
	}
	if (!x->has_id)
		return; /* it has begun anew since */
	nbcoap_retry_sent(&x->retry, x->handed_now == 1 ? x->first_wait : 0,
			  at);
	if (x->handed_id++)
		return;
	nbcoap_mids_touch(&x->peer->mids, x->id, at);
	if (!x->confirmable && !x->counted)
		nbcoap_turn_probed(e, x->peer, x->len);
}

/* An answer proves that what the link still has was sent. */
static void count_answered(struct nbcoap_endpoint *e, struct nbcoap_exchange *x)
{
	if (x->handed_id || !x->has_id ||
	    !nbcoap_outbox_is_at_link(&e->outbox, x->slot))
		return;
	x->counted = true;
	count_sent(e, x, NB_VERDICT_ACCEPTED, x->offered);
}

/* An open exchange's message is on its way. */
static void open_was_sent(struct nbcoap_endpoint *e, struct nbcoap_exchange *x,
			  enum nb_verdict verdict)
{
	nbcoap_event_raise(e, x, NBCOAP_EVENT_PROGRESS);
	if (!x->confirmable && x->has_id)
		x->end = e->now + nbcoap_non_lifetime(&x->peer->params);
	nbcoap_life_set_timer(e, x);
	if (x->confirmable || !x->no_response)
		return;
	if (verdict == NB_VERDICT_UNKNOWN) {
		nbcoap_life_fail(e, x, NBCOAP_FAILURE_LINK_DOWN);
		return;
	}
	nbcoap_life_remember(e, x);
	nbcoap_life_finish(e, x, NBCOAP_EVENT_QUIET);
}

/* An abandoned one may have left after all; or it had begun anew before. */
static void abandoned_was_sent(struct nbcoap_endpoint *e,
			       struct nbcoap_exchange *x)
{
	if (!x->has_id) {
		nbcoap_life_bury(e, x);
		return;
	}
	if (x->end == NB_NEVER)
		x->end = x->retry.deadline;
	nbcoap_life_set_timer(e, x);
}

static void was_sent(struct nbcoap_endpoint *e, struct nbcoap_exchange *x,
		     enum nb_verdict verdict)
{
	if (!x->counted)
		count_sent(e, x, verdict, e->now);
	switch (x->life) {
	case NBCOAP_LIFE_OPEN:
		open_was_sent(e, x, verdict);
		break;
	case NBCOAP_LIFE_ACKED:
		nbcoap_life_set_timer(e, x);
		nbcoap_event_raise(e, x, NBCOAP_EVENT_PROGRESS);
		break;
	case NBCOAP_LIFE_ABANDONED:
		abandoned_was_sent(e, x);
		break;
	case NBCOAP_LIFE_OBSERVED:
	case NBCOAP_LIFE_OVER:
	case NBCOAP_LIFE_FREE:
		break;
	}
}

/* It did not leave: due again; a message ID that nobody saw is not kept. */
static void was_not_sent(struct nbcoap_endpoint *e, struct nbcoap_exchange *x)
{
	if (x->life == NBCOAP_LIFE_ABANDONED && !x->handed_id)
		nbcoap_life_bury(e, x);
	if (x->life != NBCOAP_LIFE_OPEN)
		return;
	if (!x->handed_id)
		nbcoap_life_forget_id(e, x);
	nbcoap_outbox_put(&e->outbox, x->slot);
}

static void was_unreachable(struct nbcoap_endpoint *e,
			    struct nbcoap_exchange *x)
{
	if (x->life == NBCOAP_LIFE_ABANDONED)
		nbcoap_life_bury(e, x);
	else if (x->life == NBCOAP_LIFE_OPEN)
		nbcoap_life_fail(e, x, NBCOAP_FAILURE_UNREACHABLE);
}

void nbcoap_course_verdict(struct nbcoap_endpoint *e, struct nbcoap_exchange *x,
			   enum nb_verdict verdict)
{
	nbcoap_told_drop(&e->told, x->slot, NBCOAP_EVENT_WITHDRAW);
	switch (verdict) {
	case NB_VERDICT_ACCEPTED:
	case NB_VERDICT_UNKNOWN:
		was_sent(e, x, verdict);
		break;
	case NB_VERDICT_NOT_SENT:
		was_not_sent(e, x);
		break;
	case NB_VERDICT_UNREACHABLE:
		was_unreachable(e, x);
		break;
	}
	x->counted = false;
	nbcoap_state_reap(e, x);
}

bool nbcoap_course_is_waiting(const struct nbcoap_endpoint *e,
			      const struct nbcoap_exchange *x)
{
	bool open = x->life == NBCOAP_LIFE_OPEN ||
		    x->life == NBCOAP_LIFE_ACKED ||
		    x->life == NBCOAP_LIFE_OBSERVED;

	return open &&
	       (x->handed || nbcoap_outbox_is_at_link(&e->outbox, x->slot));
}

/* A round trip that began when transmission @first of @count was accepted. */
static void measured(struct nbcoap_peer *peer, nb_ms first, unsigned count,
		     nb_ms now)
{
	if (first == NB_NEVER)
		return;
	if (count == 1)
		peer->rtt = now - first;
	nbcoap_rto_input(&peer->rto, now - first, count, now);
}

/*
 * Karn's rule: a round trip is only measured when it is known which
 * transmission was answered.  Else the first one stands for it, and what it
 * tells is weak.
 */
static void measure(struct nbcoap_exchange *x, bool by_id, nb_ms now)
{
	struct nbcoap_progress *progress = &x->progress;
	bool known = x->handed == 1 || (by_id && x->handed_id == 1);

	if (!known)
		progress->last_accepted = progress->first_accepted;
	if (progress->acked || (!known && x->handed != x->handed_id))
		return;
	measured(x->peer, progress->last_accepted, known ? 1 : x->handed, now);
}

static void note_ack(struct nbcoap_exchange *x, nb_ms now)
{
	if (!x->progress.acked)
		x->progress.acked_at = now;
	x->progress.acked = true;
}

void nbcoap_course_acked(struct nbcoap_endpoint *e, struct nbcoap_exchange *x)
{
	if (x->life != NBCOAP_LIFE_OPEN || !x->confirmable) {
		e->counters.late_acks++;
		return;
	}
	count_answered(e, x);
	measure(x, true, e->now);
	note_ack(x, e->now);
	if (x->code == NBCOAP_EMPTY) {
		nbcoap_life_finish(e, x, NBCOAP_EVENT_PONG);
	} else if (x->no_response) {
		nbcoap_life_remember(e, x);
		nbcoap_life_finish(e, x, NBCOAP_EVENT_QUIET);
	} else {
		x->life = NBCOAP_LIFE_ACKED;
		x->end = x->patience < NB_NEVER - e->now ? e->now + x->patience
							 : NB_NEVER;
		nbcoap_life_vacate(x);
		nbcoap_turn_probed(e, x->peer, x->len);
		nbcoap_life_take_back(e, x);
		nbcoap_life_set_timer(e, x);
		nbcoap_event_raise(e, x, NBCOAP_EVENT_PROGRESS);
	}
}

/* What it asked has been answered: take the time. */
static void note_answer(struct nbcoap_endpoint *e, struct nbcoap_exchange *x,
			bool piggybacked)
{
	count_answered(e, x);
	measure(x, piggybacked, e->now);
	if (piggybacked)
		note_ack(x, e->now);
}

static bool is_notification(const struct nbcoap_message *m)
{
	struct nbcoap_option observe;

	return NBCOAP_CODE_CLASS(m->code) == 2 &&
	       nbcoap_message_find(m, NBCOAP_OBSERVE, &observe);
}

void nbcoap_course_answered(struct nbcoap_endpoint *e,
			    struct nbcoap_exchange *x,
			    const struct nbcoap_message *m)
{
	if (x->life != NBCOAP_LIFE_OBSERVED)
		note_answer(e, x, m->type == NBCOAP_ACK);
	e->counters.responses++;
	e->message = *m;
	if (x->observing == NBCOAP_OBSERVES && is_notification(m)) {
		nbcoap_life_observe(e, x);
		nbcoap_event_raise(e, x, NBCOAP_EVENT_NOTIFICATION);
		return;
	}
	if (x->observing == NBCOAP_OBSERVES_NOT)
		nbcoap_life_remember(e, x);
	nbcoap_life_finish(e, x, NBCOAP_EVENT_RESPONSE);
}

void nbcoap_course_reset(struct nbcoap_endpoint *e, struct nbcoap_exchange *x)
{
	if (x->life != NBCOAP_LIFE_OPEN)
		return;
	count_answered(e, x);
	measure(x, true, e->now);
	if (x->code == NBCOAP_EMPTY)
		nbcoap_life_finish(e, x, NBCOAP_EVENT_PONG);
	else
		nbcoap_life_fail(e, x, NBCOAP_FAILURE_RESET);
}

void nbcoap_course_foreign(struct nbcoap_endpoint *e, struct nbcoap_exchange *x)
{
	uint16_t elsewhere = (uint16_t)nb_chance_next(&e->chance);

	if (x->life != NBCOAP_LIFE_OPEN || !x->confirmable ||
	    x->foreign == FOREIGN_MAX)
		return;
	x->foreign++;
	count_answered(e, x);
	nbcoap_mids_jump(&x->peer->mids, elsewhere);
	nbcoap_life_restart(e, x);
}

/* A peer that has acknowledged it is no reason to begin slowly. */
static void time_out(struct nbcoap_endpoint *e, struct nbcoap_exchange *x)
{
	if (x->life == NBCOAP_LIFE_OPEN)
		x->peer->interval_reached = x->retry.interval;
	e->counters.timeouts++;
	nbcoap_life_fail(e, x,
			 x->not_understood ? NBCOAP_FAILURE_MALFORMED
					   : NBCOAP_FAILURE_TIMEOUT);
}

/* The last wait has passed; unless the link was the cause, the peer was. */
static void give_up(struct nbcoap_endpoint *e, struct nbcoap_exchange *x)
{
	if (nbcoap_outbox_is_due(&e->outbox, x->slot) ||
	    !nbcoap_state_link_is_usable(e))
		nbcoap_life_repeat_or_fail(e, x);
	else
		time_out(e, x);
}

/* The time of a retransmission, of a message that is not sent again. */
static void look(struct nbcoap_endpoint *e, struct nbcoap_exchange *x)
{
	nbcoap_life_vacate(x);
	nbcoap_event_raise(e, x, NBCOAP_EVENT_LOOK);
}

static void expire_con(struct nbcoap_endpoint *e, struct nbcoap_exchange *x)
{
	switch (nbcoap_retry_expire(&x->retry, e->now)) {
	case NBCOAP_RETRY_RESEND:
		if (nbcoap_outbox_is_idle(&e->outbox, x->slot))
			nbcoap_outbox_put(&e->outbox, x->slot);
		break;
	case NBCOAP_RETRY_GIVE_UP:
		give_up(e, x);
		break;
	case NBCOAP_RETRY_WAIT:
		break;
	}
}

static void expire_looks(struct nbcoap_endpoint *e, struct nbcoap_exchange *x)
{
	if (e->now >= x->end)
		time_out(e, x);
	else if (nbcoap_retry_expire(&x->retry, e->now) == NBCOAP_RETRY_RESEND)
		look(e, x);
}

void nbcoap_course_expire(struct nbcoap_endpoint *e, struct nbcoap_exchange *x)
{
	switch (x->life) {
	case NBCOAP_LIFE_OPEN:
		if (x->confirmable)
			expire_con(e, x);
		else
			expire_looks(e, x);
		break;
	case NBCOAP_LIFE_ACKED:
		expire_looks(e, x);
		break;
	case NBCOAP_LIFE_ABANDONED:
		nbcoap_life_bury(e, x);
		return;
	case NBCOAP_LIFE_OBSERVED:
	case NBCOAP_LIFE_OVER:
	case NBCOAP_LIFE_FREE:
		return;
	}
	nbcoap_life_set_timer(e, x);
}

void nbcoap_course_link_is_back(struct nbcoap_endpoint *e,
				struct nbcoap_exchange *x)
{
	if (x->life == NBCOAP_LIFE_OPEN &&
	    nbcoap_outbox_is_due(&e->outbox, x->slot) &&
	    !nbcoap_retry_may_send(&x->retry, e->now))
		nbcoap_life_repeat_or_fail(e, x);
}

void nbcoap_course_rebound(struct nbcoap_endpoint *e, struct nbcoap_exchange *x)
{
	bool open = x->life == NBCOAP_LIFE_OPEN ||
		    x->life == NBCOAP_LIFE_ACKED ||
		    x->life == NBCOAP_LIFE_OBSERVED;

	if (open && x->handed)
		nbcoap_life_repeat_or_fail(e, x);
}

void nbcoap_course_drowsy(struct nbcoap_endpoint *e, struct nbcoap_exchange *x)
{
	if (x->life == NBCOAP_LIFE_ACKED && x->idempotent &&
	    x->handed_now <= x->peer->params.max_retransmit)
		nbcoap_life_restart(e, x);
}
