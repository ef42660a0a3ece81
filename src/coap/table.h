/*
 * table.h - numbers of slots, found by a key
 *
 * Knows keys and chains.  Does not know what is in a slot: a key is a keyed
 * hash of all that a thing is known by (key.h), so that it stands for it.
 */
#ifndef COAP_TABLE_H
#define COAP_TABLE_H

#include "coap/arena.h"

/* No slot; every table has fewer. */
#define NBCOAP_NO_SLOT UINT32_MAX

struct nbcoap_table_link {
	uint64_t key;
	uint32_t next;
};

struct nbcoap_table {
	uint32_t *heads;
	struct nbcoap_table_link *links;
	uint32_t mask; /* picks the head of a key */
};

/* Takes memory for slots 0 to @cap - 1; it is empty. */
void nbcoap_table_place(struct nbcoap_table *t, uint32_t cap,
			struct nbcoap_arena *a);

/* @slot must not be in the table. */
void nbcoap_table_add(struct nbcoap_table *t, uint32_t slot, uint64_t key);
/* Harmless when @slot is not in the table. */
void nbcoap_table_remove(struct nbcoap_table *t, uint32_t slot);

/* The slot with @key, of several the last that was added; or NBCOAP_NO_SLOT. */
uint32_t nbcoap_table_find(const struct nbcoap_table *t, uint64_t key);

#endif
