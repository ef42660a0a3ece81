#include "coap/told.h"

#include "base/assert.h"

/* The order in which the events of one number are told. */
static const enum nbcoap_event_type order[] = {
	NBCOAP_EVENT_PIN,       NBCOAP_EVENT_REQUEST,     NBCOAP_EVENT_PROGRESS,
	NBCOAP_EVENT_LOOK,      NBCOAP_EVENT_WITHDRAW,    NBCOAP_EVENT_RESPONSE,
	NBCOAP_EVENT_PONG,      NBCOAP_EVENT_QUIET,       NBCOAP_EVENT_FAILED,
	NBCOAP_EVENT_DELIVERED, NBCOAP_EVENT_UNDELIVERED, NBCOAP_EVENT_UNPIN,
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
	t->cap = cap;
	t->items = nbcoap_arena_take(a, cap, sizeof(t->items[0]));
}

void nbcoap_told_reset(struct nbcoap_told *t)
{
	for (uint32_t i = 0; i < t->cap; i++)
		t->items[i].events = 0;
	t->first = t->last = NBCOAP_NO_SLOT;
}

static void enqueue(struct nbcoap_told *t, uint32_t number)
{
	struct nbcoap_told_item *item = &t->items[number];

	item->events |= queued;
	item->next = NBCOAP_NO_SLOT;
	if (t->first == NBCOAP_NO_SLOT)
		t->first = number;
	else
		t->items[t->last].next = number;
	t->last = number;
}

static void dequeue(struct nbcoap_told *t)
{
	struct nbcoap_told_item *item = &t->items[t->first];

	t->first = item->next;
	item->events = 0;
}

void nbcoap_told_add(struct nbcoap_told *t, uint32_t number,
		     enum nbcoap_event_type type)
{
	struct nbcoap_told_item *item = &t->items[number];

	if (!(item->events & queued))
		enqueue(t, number);
	item->events |= bit(type);
}

void nbcoap_told_drop(struct nbcoap_told *t, uint32_t number,
		      enum nbcoap_event_type type)
{
	t->items[number].events &= ~bit(type);
}

void nbcoap_told_hush(struct nbcoap_told *t, uint32_t number)
{
	t->items[number].events &= queued | bit(NBCOAP_EVENT_PIN) |
				   bit(NBCOAP_EVENT_WITHDRAW) |
				   bit(NBCOAP_EVENT_UNPIN);
}

bool nbcoap_told_is_empty(const struct nbcoap_told *t, uint32_t number)
{
	return !(t->items[number].events & ~queued);
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
	while (t->first != NBCOAP_NO_SLOT && nbcoap_told_is_empty(t, t->first))
		dequeue(t);
	if (t->first == NBCOAP_NO_SLOT)
		return false;
	*number = t->first;
	*type = first_of(t->items[t->first].events);
	nbcoap_told_drop(t, *number, *type);
	if (nbcoap_told_is_empty(t, *number))
		dequeue(t);
	return true;
}
