/*
 * list.h - numbers in a row, any of which may leave it
 *
 * Knows who comes before and after whom.  Does not know what the numbers stand
 * for.  Several lists may share their items as long as no number is in two of
 * them at a time.
 */
#ifndef COAP_LIST_H
#define COAP_LIST_H

#include "coap/table.h"

struct nbcoap_list_item {
	uint32_t next, previous;
};

struct nbcoap_list {
	struct nbcoap_list_item *items; /* one for each number */
	uint32_t first, last;           /* NBCOAP_NO_SLOT: it is empty */
};

void nbcoap_list_init(struct nbcoap_list *l, struct nbcoap_list_item *items);

/* All numbers from @cap - 1 down to 0, if there are items for them. */
void nbcoap_list_fill(struct nbcoap_list *l, uint32_t cap);

/* Behind the others.  @number must be in no list. */
void nbcoap_list_add(struct nbcoap_list *l, uint32_t number);
void nbcoap_list_remove(struct nbcoap_list *l, uint32_t number);
/* Takes the last one; NBCOAP_NO_SLOT when there is none. */
uint32_t nbcoap_list_take(struct nbcoap_list *l);
/* The one behind @number, or NBCOAP_NO_SLOT. */
uint32_t nbcoap_list_next(const struct nbcoap_list *l, uint32_t number);

#endif
