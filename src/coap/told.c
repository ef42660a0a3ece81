#include "coap/told.h"

#include "base/assert.h"

/* The order in which the events of one number are told. */
static const enum nbcoap_event_type order[] = {
	NBCOAP_EVENT_PIN,       NBCOAP_EVENT_REQUEST,
	NBCOAP_EVENT_PROGRESS,  NBCOAP_EVENT_LOOK,
	NBCOAP_EVENT_WITHDRAW,  NBCOAP_EVENT_NOTIFICATION,
	NBCOAP_EVENT_RESPONSE,  NBCOAP_EVENT_PONG,
	NBCOAP_EVENT_QUIET,     NBCOAP_EVENT_FAILED,
	NBCOAP_EVENT_DELIVERED, NBCOAP_EVENT_UNDELIVERED,
	NBCOAP_EVENT_UNPIN,
};

/* In the set while the number waits for its turn. */
static const uint32_t queued = (uint32_t)1 << 31;

static uint32_t bit(enum nbcoap_event_type type)
{
	return (uint32_t)1 << type;
}

void nbcoap_told_place(struct nbcoap_told *t, uint32_t cap,
		       struct nbcoap_arena *a)
{
	t->events = nbcoap_arena_take(a, cap, sizeof(t->events[0]));
	nbcoap_list_init(&t->turn,
			 nbcoap_arena_take(a, cap, sizeof(t->turn.items[0])));
}

static void enqueue(struct nbcoap_told *t, uint32_t number)
{
	t->events[number] |= queued;
	nbcoap_list_add(&t->turn, number);
}

static void dequeue(struct nbcoap_told *t)
{
	t->events[t->turn.first] = 0;
	nbcoap_list_remove(&t->turn, t->turn.first);
}

void nbcoap_told_add(struct nbcoap_told *t, uint32_t number,
		     enum nbcoap_event_type type)
{
	if (!(t->events[number] & queued))
		enqueue(t, number);
	t->events[number] |= bit(type);
}

void nbcoap_told_drop(struct nbcoap_told *t, uint32_t number,
		      enum nbcoap_event_type type)
{
	t->events[number] &= ~bit(type);
}

void nbcoap_told_hush(struct nbcoap_told *t, uint32_t number)
{
	t->events[number] &= queued | bit(NBCOAP_EVENT_PIN) |
			     bit(NBCOAP_EVENT_WITHDRAW) |
			     bit(NBCOAP_EVENT_UNPIN);
}

bool nbcoap_told_is_empty(const struct nbcoap_told *t, uint32_t number)
{
	return !(t->events[number] & ~queued);
}

static enum nbcoap_event_type first_of(uint32_t events)
{
	size_t i = 0;

	while (!(events & bit(order[i])))
		i++;
	return order[i];
}

bool nbcoap_told_next(struct nbcoap_told *t, uint32_t *number,
		      enum nbcoap_event_type *type)
{
	while (t->turn.first != NBCOAP_NO_SLOT &&
	       nbcoap_told_is_empty(t, t->turn.first))
		dequeue(t);
	if (t->turn.first == NBCOAP_NO_SLOT)
		return false;
	*number = t->turn.first;
	*type = first_of(t->events[t->turn.first]);
	nbcoap_told_drop(t, *number, *type);
	if (nbcoap_told_is_empty(t, *number))
		dequeue(t);
	return true;
}
