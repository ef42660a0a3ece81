#include "coap/list.h"

void nbcoap_list_init(struct nbcoap_list *l, struct nbcoap_list_item *items)
{
	l->items = items;
	l->first = l->last = NBCOAP_NO_SLOT;
}

/* Where it is noted who follows @number; NBCOAP_NO_SLOT: who is the first. */
static uint32_t *next_of(struct nbcoap_list *l, uint32_t number)
{
	return number == NBCOAP_NO_SLOT ? &l->first : &l->items[number].next;
}

static uint32_t *previous_of(struct nbcoap_list *l, uint32_t number)
{
	return number == NBCOAP_NO_SLOT ? &l->last : &l->items[number].previous;
}

void nbcoap_list_add(struct nbcoap_list *l, uint32_t number)
{
	l->items[number].next = NBCOAP_NO_SLOT;
	l->items[number].previous = l->last;
	*next_of(l, l->last) = number;
	l->last = number;
}

void nbcoap_list_fill(struct nbcoap_list *l, uint32_t cap)
{
	while (l->items && cap > 0)
		nbcoap_list_add(l, --cap);
}

void nbcoap_list_remove(struct nbcoap_list *l, uint32_t number)
{
	const struct nbcoap_list_item *item = &l->items[number];

	*next_of(l, item->previous) = item->next;
	*previous_of(l, item->next) = item->previous;
}

uint32_t nbcoap_list_take(struct nbcoap_list *l)
{
	uint32_t number = l->last;

	if (number != NBCOAP_NO_SLOT)
		nbcoap_list_remove(l, number);
	return number;
}

uint32_t nbcoap_list_next(const struct nbcoap_list *l, uint32_t number)
{
	return l->items[number].next;
}
