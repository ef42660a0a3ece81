#include "gateway/ending.h"

#include <stdio.h>
#include <stdlib.h>

void gw_leave_queue(struct gw *g, struct gw_request *r)
{
	if (gw_list_is_empty(&r->turn))
		return;
	gw_target_unqueue(r->target, &r->turn);
	if (r->route)
		r->route->waiting--;
	g->counters.waiting--;
}

/* It was not sent, and takes the next turn of its target. */
static void return_to_queue(struct gw *g, struct gw_request *r)
{
	r->phase = GW_PHASE_QUEUED;
	r->started = NB_NEVER;
	gw_target_requeue(r->target, &r->turn, r->priority);
	if (r->route)
		r->route->waiting++;
	g->counters.waiting++;
}

/* The endpoint has nothing more to do with @r. */
static void leave_endpoint(struct gw *g, struct gw_request *r)
{
	if (r->exchange < 0)
		return;
	r->exchange = -1;
	g->counters.in_flight--;
}

static void withdraw(struct gw *g, struct gw_request *r, nb_ms now)
{
	if (r->exchange < 0)
		return;
	if (r->ping)
		nbcoap_endpoint_cancel(g->endpoint, r->exchange, &r->progress,
				       now);
	else
		nbcoap_client_cancel(g->client, r->exchange, &r->progress, now);
	leave_endpoint(g, r);
	if (r->progress.sent != NBCOAP_SENT_NO)
		r->phase = GW_PHASE_WAITING;
}

static void count_end(struct gw *g, const struct gw_request *r)
{
	if (r->outcome.end != GW_END_FAILED)
		g->counters.answered++;
	else if (r->outcome.reason == GW_CANCELLED)
		g->counters.cancelled++;
	else
		g->counters.failed++;
}

/* What the end says of the server that was asked. */
static void judge_target(struct gw_request *r)
{
	struct gw_target *t = r->target;

	switch (r->outcome.end) {
	case GW_END_RESPONSE:
	case GW_END_PONG:
	case GW_END_ACKED:
		t->answered++;
		return;
	case GW_END_SENT:
	case GW_END_SILENT:
		return;
	case GW_END_FAILED:
		break;
	}
	if (r->outcome.reason == GW_TIMEOUT &&
	    r->progress.sent != NBCOAP_SENT_NO)
		t->unanswered++;
	if (r->outcome.reason == GW_TIMEOUT ||
	    r->outcome.reason == GW_UNREACHABLE)
		gw_name_doubt(&t->name);
}

static void end(struct gw *g, struct gw_request *r, nb_ms now)
{
	gw_leave_queue(g, r);
	leave_endpoint(g, r);
	r->ended = true;
	r->done = now;
	r->outcome.phase = r->phase;
	count_end(g, r);
	judge_target(r);
	gw_tell(g, r);
}

static void succeed(struct gw *g, struct gw_request *r, enum gw_end how,
		    nb_ms now)
{
	r->outcome.end = how;
	end(g, r, now);
}

void gw_end_failed(struct gw *g, struct gw_request *r, enum gw_reason reason,
		   const char *text, nb_ms now)
{
	withdraw(g, r, now);
	gw_outcome_fail(&r->outcome, reason, "%s", text);
	end(g, r, now);
}

/* A block that more follow; it may be the first of another body. */
static void take_block(struct gw *g, struct gw_request *r,
		       const struct nbcoap_client_event *ev, nb_ms now)
{
	if (gw_body_put(&r->body, ev->offset, ev->body, ev->size) != 0)
		gw_end_failed(g, r, GW_INTERNAL, "no memory", now);
}

static void end_by_response(struct gw *g, struct gw_request *r,
			    const struct nbcoap_client_event *ev, nb_ms now)
{
	leave_endpoint(g, r);
	gw_release_answered(&g->releases, r, &ev->event.message);
	r->response = ev->event.message;
	if (ev->offset) {
		take_block(g, r, ev, now);
		if (r->ended)
			return;
		r->response.payload =
			(struct nb_bytes){r->body.bytes, r->body.len};
	}
	succeed(g, r, GW_END_RESPONSE, now);
}

/* As a person says it: three digits, and never an exponent. */
static void write_seconds(char *text, size_t cap, nb_ms time)
{
	if (time < 1000000)
		snprintf(text, cap, "%.3g s", (double)time / 1000);
	else
		snprintf(text, cap, "%lld s", (long long)time / 1000);
}

/* Nothing came: the link, the turn or the server is at fault. */
static void end_by_silence(struct gw *g, struct gw_request *r, nb_ms now)
{
	enum nbcoap_sent sent = r->progress.sent;
	bool usable = gw_link_is_usable(g->link);
	char waited[32];

	if (sent == NBCOAP_SENT_YES && gw_request_may_be_silent(r)) {
		succeed(g, r, GW_END_SILENT, now);
		return;
	}
	write_seconds(waited, sizeof(waited), now - r->called);
	if (usable)
		gw_outcome_fail(&r->outcome, GW_TIMEOUT, "no %s %s within %s",
				sent == NBCOAP_SENT_NO ? "turn for"
						       : "response from",
				r->target->label, waited);
	else
		gw_outcome_fail(&r->outcome,
				sent == NBCOAP_SENT_NO ? gw_link_reason(g->link)
						       : GW_LINK_DOWN,
				"%s, and time ran out after %s",
				gw_link_text(g->link), waited);
	end(g, r, now);
}

void gw_end_by_time(struct gw *g, struct gw_request *r, nb_ms now)
{
	withdraw(g, r, now);
	end_by_silence(g, r, now);
}

static const struct {
	enum gw_reason reason;
	const char *text;
} failures[] = {
	[NBCOAP_FAILURE_RESET] = {GW_RESET, "the server sent Reset"},
	[NBCOAP_FAILURE_UNREACHABLE] = {GW_UNREACHABLE,
					"the link cannot reach the server"},
	[NBCOAP_FAILURE_LINK_DOWN] = {GW_LINK_DOWN,
				      "the link went away after the request "
				      "was sent"},
	[NBCOAP_FAILURE_MALFORMED] = {GW_UNSUPPORTED,
				      "the response cannot be understood: an "
				      "option, or its blocks"},
	[NBCOAP_FAILURE_TOO_LARGE] = {GW_TOO_LARGE,
				      "the body is over max-body, or a block "
				      "of it larger than a datagram"},
	[NBCOAP_FAILURE_CHANGED] = {GW_TIMEOUT,
				    "the response changed while its blocks "
				    "came"},
};

/* A name may have other addresses, and what was not sent may go to them. */
static bool has_other_address(struct gw_request *r, enum nbcoap_failure failure)
{
	return failure == NBCOAP_FAILURE_UNREACHABLE &&
	       r->progress.sent == NBCOAP_SENT_NO &&
	       gw_name_try_other(&r->target->name, &r->message.peer);
}

static void end_by_failure(struct gw *g, struct gw_request *r,
			   enum nbcoap_failure failure, nb_ms now)
{
	leave_endpoint(g, r);
	if (has_other_address(r, failure))
		return_to_queue(g, r);
	else if (failure == NBCOAP_FAILURE_TIMEOUT)
		end_by_silence(g, r, now);
	else
		gw_end_failed(g, r, failures[failure].reason,
			      failures[failure].text, now);
}

void gw_end_by_endpoint(struct gw *g, struct gw_request *r,
			const struct nbcoap_event *ev, nb_ms now)
{
	if (ev->type == NBCOAP_EVENT_FAILED) {
		end_by_failure(g, r, ev->failure, now);
		return;
	}
	leave_endpoint(g, r);
	succeed(g, r, GW_END_PONG, now);
}

void gw_end_by_client(struct gw *g, struct gw_request *r,
		      const struct nbcoap_client_event *ev, nb_ms now)
{
	switch (ev->type) {
	case NBCOAP_CLIENT_BLOCK:
		take_block(g, r, ev, now);
		break;
	case NBCOAP_CLIENT_RESPONSE:
		end_by_response(g, r, ev, now);
		break;
	case NBCOAP_CLIENT_QUIET:
		leave_endpoint(g, r);
		succeed(g, r, r->progress.acked ? GW_END_ACKED : GW_END_SENT,
			now);
		break;
	case NBCOAP_CLIENT_FAILED:
		end_by_failure(g, r, ev->event.failure, now);
		break;
	case NBCOAP_CLIENT_PASSED:
	case NBCOAP_CLIENT_PROGRESS:
	case NBCOAP_CLIENT_NOTIFICATION:
		break;
	}
}

void gw_forget(struct gw *g, struct gw_request *r, nb_ms now)
{
	if (!r->ended)
		gw_end_failed(g, r, GW_CANCELLED, "left by its client", now);
	gw_list_remove(&r->news);
	gw_list_remove(&r->all);
	r->target->requests--;
	gw_request_free(r);
}
