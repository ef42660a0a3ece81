/*
 * outbox.h - which datagrams are due, and which are with the link
 *
 * Knows numbers, their turn and their tags.  Does not know bytes: whoever has
 * a number here keeps its bytes unchanged as long as it is with the link.
 */
#ifndef COAP_OUTBOX_H
#define COAP_OUTBOX_H

#include "coap/list.h"

enum nbcoap_outbox_place {
	NBCOAP_OUTBOX_IDLE,
	NBCOAP_OUTBOX_DUE,
	NBCOAP_OUTBOX_AT_LINK,
	NBCOAP_OUTBOX_AT_LINK_AGAIN, /* and due again at its verdict */
};

struct nbcoap_outbox_item {
	enum nbcoap_outbox_place place;
	uint32_t handed; /* how many were before it; part of its tag */
};

struct nbcoap_outbox {
	struct nbcoap_outbox_item *items;
	struct nbcoap_list due;
	uint32_t cap;
	uint32_t due_count;
	uint32_t handed; /* makes each tag a new one */
};

/* All zero before; takes memory for numbers 0 to @cap - 1, which are idle. */
void nbcoap_outbox_place(struct nbcoap_outbox *o, uint32_t cap,
			 struct nbcoap_arena *a);

/* @number is due, behind the others; at its verdict if the link has it. */
void nbcoap_outbox_put(struct nbcoap_outbox *o, uint32_t number);
/* @number is not due (any more); what the link has stays there. */
void nbcoap_outbox_drop(struct nbcoap_outbox *o, uint32_t number);

/* The first due number, then the next after @number; or NBCOAP_NO_SLOT. */
uint32_t nbcoap_outbox_first(const struct nbcoap_outbox *o);
uint32_t nbcoap_outbox_next(const struct nbcoap_outbox *o, uint32_t number);

/* The tag with which @number went to the link. */
uint64_t nbcoap_outbox_tag(const struct nbcoap_outbox *o, uint32_t number);
/* A due @number goes to the link; returns its tag. */
uint64_t nbcoap_outbox_hand(struct nbcoap_outbox *o, uint32_t number);
/* Its verdict has come: the number that has @tag, or NBCOAP_NO_SLOT. */
uint32_t nbcoap_outbox_settle(struct nbcoap_outbox *o, uint64_t tag);

bool nbcoap_outbox_is_idle(const struct nbcoap_outbox *o, uint32_t number);
bool nbcoap_outbox_is_due(const struct nbcoap_outbox *o, uint32_t number);
bool nbcoap_outbox_is_at_link(const struct nbcoap_outbox *o, uint32_t number);

#endif
