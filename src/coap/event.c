#include "coap/event.h"

#include "base/assert.h"

#include <string.h>

/* The order in which the events of one exchange are told. */
static const enum nbcoap_event_type order[] = {
	NBCOAP_EVENT_PIN,      NBCOAP_EVENT_PROGRESS, NBCOAP_EVENT_LOOK,
	NBCOAP_EVENT_WITHDRAW, NBCOAP_EVENT_RESPONSE, NBCOAP_EVENT_PONG,
	NBCOAP_EVENT_QUIET,    NBCOAP_EVENT_FAILED,   NBCOAP_EVENT_UNPIN,
};

/* In the set while the exchange waits for its turn. */
static const uint32_t queued = (uint32_t)1 << 31;

static uint32_t bit(enum nbcoap_event_type type)
{
	return (uint32_t)1 << type;
}

static void enqueue(struct nbcoap_endpoint *e, uint32_t slot)
{
	struct nbcoap_exchange *x = nbcoap_state_exchange(e, slot);

	x->events |= queued;
	x->next_told = NBCOAP_NO_SLOT;
	if (e->first_told == NBCOAP_NO_SLOT)
		e->first_told = slot;
	else
		nbcoap_state_exchange(e, e->last_told)->next_told = slot;
	e->last_told = slot;
}

static void dequeue(struct nbcoap_endpoint *e)
{
	uint32_t slot = e->first_told;
	struct nbcoap_exchange *x = nbcoap_state_exchange(e, slot);

	e->first_told = x->next_told;
	x->events = 0;
	nbcoap_state_reap(e, slot);
}

void nbcoap_event_raise(struct nbcoap_endpoint *e, uint32_t slot,
			enum nbcoap_event_type type)
{
	struct nbcoap_exchange *x = nbcoap_state_exchange(e, slot);

	if (!x->events)
		enqueue(e, slot);
	x->events |= bit(type);
}

void nbcoap_event_hush(struct nbcoap_exchange *x)
{
	x->events &= queued | bit(NBCOAP_EVENT_PIN) |
		     bit(NBCOAP_EVENT_WITHDRAW) | bit(NBCOAP_EVENT_UNPIN);
}

void nbcoap_event_settled(struct nbcoap_exchange *x)
{
	x->events &= ~bit(NBCOAP_EVENT_WITHDRAW);
}

static void fill(struct nbcoap_endpoint *e, struct nbcoap_event *ev,
		 uint32_t slot, enum nbcoap_event_type type)
{
	const struct nbcoap_exchange *x = nbcoap_state_exchange(e, slot);

	memset(ev, 0, sizeof(*ev));
	ev->type = type;
	ev->exchange = (int)slot;
	ev->user = x->user;
	ev->peer = nbcoap_state_peer(e, x)->addr;
	ev->progress = x->progress;
	ev->failure = x->failure;
	ev->tag = e->outbox.items[slot].tag;
	if (type == NBCOAP_EVENT_RESPONSE)
		ev->message = e->response;
}

static bool take(struct nbcoap_endpoint *e, struct nbcoap_event *ev)
{
	uint32_t slot = e->first_told;
	struct nbcoap_exchange *x = nbcoap_state_exchange(e, slot);

	for (size_t i = 0; i < NB_COUNT(order); i++) {
		if (!(x->events & bit(order[i])))
			continue;
		fill(e, ev, slot, order[i]);
		x->events &= ~bit(order[i]);
		if (x->events == queued)
			dequeue(e);
		return true;
	}
	dequeue(e);
	return false;
}

bool nbcoap_endpoint_next_event(struct nbcoap_endpoint *e,
				struct nbcoap_event *ev)
{
	while (e->first_told != NBCOAP_NO_SLOT)
		if (take(e, ev))
			return true;
	return false;
}
