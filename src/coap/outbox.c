#include "coap/outbox.h"

#include "base/assert.h"

void nbcoap_outbox_place(struct nbcoap_outbox *o, uint32_t cap,
			 struct nbcoap_arena *a)
{
	o->cap = cap;
	o->items = nbcoap_arena_take(a, cap, sizeof(o->items[0]));
	nbcoap_list_init(&o->due,
			 nbcoap_arena_take(a, cap, sizeof(o->due.items[0])));
}

static void append(struct nbcoap_outbox *o, uint32_t number)
{
	o->items[number].place = NBCOAP_OUTBOX_DUE;
	nbcoap_list_add(&o->due, number);
	o->due_count++;
}

static void unlink_due(struct nbcoap_outbox *o, uint32_t number)
{
	nbcoap_list_remove(&o->due, number);
	o->due_count--;
}

void nbcoap_outbox_put(struct nbcoap_outbox *o, uint32_t number)
{
	struct nbcoap_outbox_item *item = &o->items[number];

	switch (item->place) {
	case NBCOAP_OUTBOX_IDLE:
		append(o, number);
		break;
	case NBCOAP_OUTBOX_AT_LINK:
		item->place = NBCOAP_OUTBOX_AT_LINK_AGAIN;
		break;
	case NBCOAP_OUTBOX_DUE:
	case NBCOAP_OUTBOX_AT_LINK_AGAIN:
		break;
	}
}

void nbcoap_outbox_drop(struct nbcoap_outbox *o, uint32_t number)
{
	struct nbcoap_outbox_item *item = &o->items[number];

	switch (item->place) {
	case NBCOAP_OUTBOX_DUE:
		unlink_due(o, number);
		item->place = NBCOAP_OUTBOX_IDLE;
		break;
	case NBCOAP_OUTBOX_AT_LINK_AGAIN:
		item->place = NBCOAP_OUTBOX_AT_LINK;
		break;
	case NBCOAP_OUTBOX_IDLE:
	case NBCOAP_OUTBOX_AT_LINK:
		break;
	}
}

uint32_t nbcoap_outbox_first(const struct nbcoap_outbox *o)
{
	return o->due.first;
}

uint32_t nbcoap_outbox_next(const struct nbcoap_outbox *o, uint32_t number)
{
	return nbcoap_list_next(&o->due, number);
}

uint64_t nbcoap_outbox_tag(const struct nbcoap_outbox *o, uint32_t number)
{
	return (uint64_t)o->items[number].handed << 32 | number;
}

uint64_t nbcoap_outbox_hand(struct nbcoap_outbox *o, uint32_t number)
{
	struct nbcoap_outbox_item *item = &o->items[number];

	NB_ASSERT(item->place == NBCOAP_OUTBOX_DUE);
	unlink_due(o, number);
	item->place = NBCOAP_OUTBOX_AT_LINK;
	item->handed = o->handed++;
	return nbcoap_outbox_tag(o, number);
}

uint32_t nbcoap_outbox_settle(struct nbcoap_outbox *o, uint64_t tag)
{
	uint32_t number = (uint32_t)tag;

	if (number >= o->cap || nbcoap_outbox_tag(o, number) != tag ||
	    !nbcoap_outbox_is_at_link(o, number))
		return NBCOAP_NO_SLOT;
	bool again = o->items[number].place == NBCOAP_OUTBOX_AT_LINK_AGAIN;
	o->items[number].place = NBCOAP_OUTBOX_IDLE;
	if (again)
		append(o, number);
	return number;
}

bool nbcoap_outbox_is_idle(const struct nbcoap_outbox *o, uint32_t number)
{
	return o->items[number].place == NBCOAP_OUTBOX_IDLE;
}

bool nbcoap_outbox_is_due(const struct nbcoap_outbox *o, uint32_t number)
{
	return o->items[number].place == NBCOAP_OUTBOX_DUE;
}

bool nbcoap_outbox_is_at_link(const struct nbcoap_outbox *o, uint32_t number)
{
	enum nbcoap_outbox_place place = o->items[number].place;

	return place == NBCOAP_OUTBOX_AT_LINK ||
	       place == NBCOAP_OUTBOX_AT_LINK_AGAIN;
}
